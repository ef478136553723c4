import { describe, expect, it } from 'vitest';
import { BOT, rejection, writes } from './stand.ts';
import {
  BRANCH,
  PROPOSER,
  accepting,
  branches,
  commits,
  file,
  only,
  other,
  pulls,
  put,
  shop,
} from './propose-stand.ts';

describe('a proposal', () => {
  it('is one pull request with one commit, which GitHub signed, on top of its base', async () => {
    const at = await shop();
    const before = at.repo.tip();
    expect(await put(at, accepting(at))).toEqual({
      status: 'opened',
      number: only(at).number,
      url: expect.stringMatching(/\/pull\/\d+$/),
    });
    const tip = at.repo.tip(BRANCH);
    expect(await commits(at)).toEqual([tip]);
    expect(await at.client().parents(tip)).toEqual([before]);
    expect(await at.client().commitFacts(tip)).toEqual({
      author: BOT,
      isSignedByGithub: true,
      paths: ['plans/basic.yaml', 'plans/old.yaml'],
    });
    expect(at.repo.state.objects.commits.get(tip)?.message).toBe(
      'Take over what was changed in Stripe\n\n- price/basic/monthly',
    );
    expect(at.repo.read(BRANCH)).toEqual({
      'README.md': '# Shop\n',
      'plans/basic.yaml': 'code: basic\nprice: 29\n',
      'plans/team.yaml': 'code: team\n',
    });
    expect(branches(at)).toEqual([BRANCH]);
    expect(at.repo.tip()).toBe(before);
  });

  it('is unchanged when it is there already, and nothing is written', async () => {
    const at = await shop();
    await put(at, accepting(at));
    at.server.requests.length = 0;
    expect(await put(at, accepting(at))).toMatchObject({ status: 'unchanged', number: only(at).number });
    expect(writes(at).filter((line) => !line.startsWith('POST /graphql'))).toEqual([]);
    expect(at.server.requests.filter(({ operation }) => operation === 'updateRefs')).toEqual([]);
  });

  it('is unchanged when its base moved on and it says the same', async () => {
    const at = await shop();
    await put(at, accepting(at));
    const tip = at.repo.tip(BRANCH);
    at.repo.commit({ change: { 'README.md': '# Our shop\n' } });
    expect(await put(at, accepting(at))).toMatchObject({ status: 'unchanged' });
    expect(at.repo.tip(BRANCH)).toBe(tip);
  });

  it('is brought onto its base when that changed the same file', async () => {
    const at = await shop();
    await put(at, accepting(at));
    const { number } = only(at);
    at.repo.commit({ change: { 'plans/basic.yaml': 'code: basic\nname: Basic\n' } });
    expect(only(at).mergeCommit).toBeNull();
    expect(await put(at, accepting(at))).toMatchObject({ status: 'updated', number });
    expect(only(at).mergeCommit).not.toBeNull();
    expect(await put(at, accepting(at))).toMatchObject({ status: 'unchanged' });
  });

  it('is updated in place, on its new base, and stays open all the while', async () => {
    const at = await shop();
    await put(at, accepting(at));
    const { number } = only(at);
    const base = at.repo.commit({ change: { 'README.md': '# Our shop\n' } });
    at.server.onRequest(() => expect(only(at).state).toBe('open'));
    expect(await put(at, other(at))).toMatchObject({ status: 'updated', number });
    expect(await at.client().parents(at.repo.tip(BRANCH))).toEqual([base]);
    expect(await commits(at)).toHaveLength(1);
    expect(at.repo.read(BRANCH)).toMatchObject({ 'plans/basic.yaml': 'code: basic\nprice: 31\n' });
    expect(at.repo.read(BRANCH)).toHaveProperty(['plans/old.yaml']);
    expect(only(at)).toMatchObject({ state: 'open', body: expect.stringContaining('Another table.') });
  });

  it('with another text alone leaves its commit, and takes its title along', async () => {
    const at = await shop();
    await put(at, accepting(at));
    const tip = at.repo.tip(BRANCH);
    const proposal = accepting(at, { title: 'Three fields', body: 'A longer table.' });
    expect(await put(at, proposal)).toMatchObject({ status: 'updated' });
    expect(at.repo.tip(BRANCH)).toBe(tip);
    expect(only(at)).toMatchObject({
      title: 'Three fields',
      body: expect.stringContaining('A longer table.'),
    });
  });

  it('keeps a title that somebody wrote for as long as it says the same', async () => {
    const at = await shop();
    await put(at, accepting(at));
    only(at).title = 'Prices of spring';
    expect(await put(at, accepting(at))).toMatchObject({ status: 'unchanged' });
    expect(only(at).title).toBe('Prices of spring');
  });

  it('takes back a file that it proposes no longer', async () => {
    const at = await shop();
    await put(at, accepting(at));
    const fewer = accepting(at, { files: [file('old', null)] });
    expect(await put(at, fewer)).toMatchObject({ status: 'updated' });
    expect(at.repo.read(BRANCH)).toMatchObject({ 'plans/basic.yaml': 'code: basic\n' });
  });

  it('begins anew when the one before was merged, whatever became of its branch', async () => {
    for (const leave of [true, false]) {
      for (const method of ['merge', 'squash', 'rebase'] as const) {
        const at = await shop();
        await put(at, accepting(at));
        at.repo.merge(only(at).number, method);
        if (!leave) at.repo.state.branches.delete(BRANCH);
        expect(await put(at, other(at))).toMatchObject({ status: 'opened' });
        expect(pulls(at).map(({ state }) => state)).toEqual(['closed', 'open']);
      }
    }
  });
});

describe('the body', () => {
  it('begins with a marker, and says of the job’s own token that checks wait', async () => {
    const at = await shop();
    await put(at, accepting(at));
    const [first, , ...rest] = (only(at).body ?? '').split('\n');
    expect(first).toMatch(/^<!-- pricebook:proposal pricebook\/accept-live [0-9a-f]{16} -->$/);
    expect(rest.join('\n')).toMatch(/^\| key \| field \|[^]*checks start only when[^]*GitHub App/);
  });

  it('says nothing of it with the token of an app', async () => {
    const at = await shop();
    const app = at.client({ ...PROPOSER, login: 'pricebook-acme[bot]' });
    expect(await put(at, accepting(at), app)).toMatchObject({ status: 'opened' });
    expect(only(at)).toMatchObject({
      author: 'pricebook-acme[bot]',
      body: expect.not.stringContaining('checks start'),
    });
  });

  it('of a pull request that somebody opened from the branch is left to him', async () => {
    const at = await shop();
    at.repo.state.jobsOpenPulls = false;
    await put(at, accepting(at));
    at.repo.openPullRequest({ head: BRANCH, title: 'By hand', body: 'Mine.' });
    expect(await put(at, accepting(at))).toMatchObject({ status: 'unchanged' });
    expect(await put(at, other(at))).toMatchObject({ status: 'updated' });
    expect(only(at)).toMatchObject({ title: 'By hand', body: 'Mine.', author: 'octocat' });
    expect(at.repo.read(BRANCH)).toMatchObject({ 'plans/basic.yaml': 'code: basic\nprice: 31\n' });
  });
});

describe('a pull request that a person closed', () => {
  it('stays closed for the same content', async () => {
    const at = await shop();
    await put(at, accepting(at));
    at.repo.close(only(at).number);
    at.repo.commit({ change: { 'README.md': '# Our shop\n' } });
    const again = accepting(at, { body: 'The same, told otherwise.' });
    expect(await put(at, again)).toMatchObject({ status: 'closed', number: only(at).number });
    at.repo.state.branches.delete(BRANCH);
    expect(await put(at, accepting(at))).toMatchObject({ status: 'closed' });
    expect(branches(at)).toEqual([]);
  });

  it('is followed by a new one for other content', async () => {
    const at = await shop();
    await put(at, accepting(at));
    at.repo.close(only(at).number);
    expect(await put(at, other(at))).toMatchObject({ status: 'opened' });
    expect(pulls(at).map(({ state }) => state)).toEqual(['closed', 'open']);
    expect(await put(at, other(at))).toMatchObject({ status: 'unchanged' });
  });

  it('is found among many others, over all pages', async () => {
    const at = await shop({ limits: { pageSize: 2 } });
    await put(at, accepting(at));
    at.repo.close(only(at).number);
    for (let price = 1; price <= 5; price += 1) {
      await put(at, accepting(at, { files: [file('basic', `code: basic\nprice: ${price}\n`)] }));
      at.repo.close(pulls(at).at(-1)!.number);
    }
    expect(await put(at, accepting(at))).toMatchObject({ status: 'closed', number: pulls(at)[0]!.number });
  });
});

describe('somebody’s commit', () => {
  const left = { status: 'foreign-branch', why: expect.stringContaining(BRANCH) };

  it('on top of ours is left alone, and the branch with it', async () => {
    const at = await shop();
    await put(at, accepting(at));
    const tip = at.repo.commit({
      branch: BRANCH,
      change: { 'plans/basic.yaml': 'code: basic\nprice: 30\n' },
    });
    expect(await put(at, other(at))).toEqual({
      status: 'foreign-branch',
      why: `The branch ${BRANCH} is left as it is: it has more than one commit. Merge it, or delete it, and run this again.`,
    });
    expect(at.repo.tip(BRANCH)).toBe(tip);
    expect(only(at).body).not.toContain('Another table.');
    expect(branches(at)).toEqual([BRANCH]);
  });

  it('in the place of ours is left alone, whoever it says it is by', async () => {
    for (const author of ['octocat', BOT]) {
      const at = await shop();
      const tip = at.repo.commit({ branch: BRANCH, parents: [at.repo.tip()], change: { a: 'a' }, author });
      expect(await put(at, accepting(at))).toMatchObject(left);
      expect(at.repo.tip(BRANCH)).toBe(tip);
      expect(pulls(at)).toEqual([]);
    }
  });

  it('signed for another token is not ours', async () => {
    const at = await shop();
    await put(at, accepting(at), at.client({ ...PROPOSER, login: 'pricebook-acme[bot]' }));
    expect(await put(at, accepting(at))).toMatchObject(left);
  });

  it('of a branch that has nothing in common with the base is left alone', async () => {
    const at = await shop();
    at.repo.commit({ branch: BRANCH, parents: [], files: { a: 'a' } });
    expect(await put(at, accepting(at))).toMatchObject(left);
  });

  it('that is pushed between the look and the move is not overwritten', async () => {
    const at = await shop();
    await put(at, accepting(at));
    let theirs = '';
    at.server.onRequest(({ operation }, phase) => {
      if (theirs !== '' || operation !== 'createCommitOnBranch' || phase !== 'after') return;
      theirs = at.repo.commit({ branch: BRANCH, change: { 'README.md': 'Theirs.' } });
    });
    expect(await put(at, other(at))).toMatchObject(left);
    expect(at.repo.tip(BRANCH)).toBe(theirs);
    expect(branches(at)).toEqual([BRANCH]);
  });
});

describe('a refusal', () => {
  it('by the setting names it, and leaves the branch for a person to open', async () => {
    const at = await shop();
    at.repo.state.jobsOpenPulls = false;
    expect(await put(at, accepting(at))).toMatchObject({
      status: 'refused',
      why: expect.stringMatching(
        /not permitted to create[^]*Turn on "Allow GitHub Actions to create and approve pull requests"[^]*Settings, Actions, General/,
      ),
    });
    expect(branches(at)).toEqual([BRANCH]);
    expect(await put(at, accepting(at))).toMatchObject({ status: 'refused' });
    at.repo.state.jobsOpenPulls = true;
    expect(await put(at, accepting(at))).toMatchObject({ status: 'opened' });
  });

  it.each([
    ['pull-requests: write', { contents: 'write', pull_requests: 'read' }],
    ['contents: write', { contents: 'read', pull_requests: 'write' }],
  ] as const)('for want of %s names the line', async (line, permissions) => {
    const at = await shop();
    expect(await put(at, accepting(at), at.client({ permissions }))).toMatchObject({
      status: 'refused',
      why: expect.stringContaining(`Add \`${line}\` to the job's permissions.`),
    });
    expect(pulls(at)).toEqual([]);
  });

  it('by the rules of the branch says which', async () => {
    const at = await shop();
    at.repo.rule(BRANCH, ['creation']);
    expect(await put(at, accepting(at))).toMatchObject({
      status: 'refused',
      why: expect.stringContaining('Cannot create ref'),
    });
    expect(branches(at)).toEqual([]);
  });

  it('of the text is an error', async () => {
    const at = await shop();
    const proposal = accepting(at, { body: 'x'.repeat(70_000) });
    expect(await rejection(put(at, proposal))).toMatchObject({ code: 'github.failed' });
  });
});
