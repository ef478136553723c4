import { describe, expect, it } from 'vitest';
import { sectionsIn } from '../../src/github/issue-body.ts';
import type { TokenOptions } from '../github/server.ts';
import { BOT, rejection, stand, writes } from './stand.ts';
import { DRIFT, FIRST, LABEL, crowded, drift, only, ours, release, said, tell } from './issue-stand.ts';

const OPENED = { status: 'opened', url: expect.stringMatching(/\/acme\/shop\/issues\/\d+$/) };

describe('the one issue of an environment', () => {
  it('lives its whole life among 120 others, on pages of 30', async () => {
    const at = await crowded();
    expect(await tell(at, drift('amount 1900'))).toEqual(OPENED);
    const issue = only(at);
    expect(issue).toMatchObject({ state: 'open', title: drift('').title, labels: [LABEL], author: BOT });
    expect(issue.body).toContain('\namount 1900\n');
    at.repo.openIssues(40, { author: BOT, labels: [LABEL] });

    at.server.requests.length = 0;
    expect(await tell(at, drift('amount 1900'))).toMatchObject({ status: 'unchanged' });
    expect(writes(at)).toEqual([]);

    expect(await tell(at, drift('amount 1900 since yesterday'))).toMatchObject({ status: 'updated' });
    expect(issue.body).toContain('since yesterday');
    expect(said(at)).toEqual([]);

    expect(await tell(at, drift('currency too'))).toMatchObject({ status: 'updated' });
    expect(said(at)).toEqual(['Now: currency too']);

    expect(await tell(at, drift(null))).toMatchObject({ status: 'closed' });
    expect(issue).toMatchObject({ state: 'closed', reason: 'completed' });
    expect(issue.body).not.toContain('currency');
    expect(said(at)).toEqual(['Now: currency too', 'Nothing differs any more.']);

    at.server.requests.length = 0;
    expect(await tell(at, drift(null))).toEqual({ status: 'none' });
    expect(writes(at)).toEqual([]);

    expect(await tell(at, drift('currency too'))).toMatchObject({ status: 'reopened' });
    expect(issue).toMatchObject({ state: 'open', reason: 'reopened' });
    expect(said(at).at(-1)).toBe('Now: currency too');
    expect(ours(at)).toHaveLength(1);
  });

  it('is not opened when there is nothing to tell', async () => {
    const at = await crowded(3);
    expect(await tell(at, drift(null))).toEqual({ status: 'none' });
    expect(writes(at)).toEqual([]);
  });

  it('makes the label where there is none', async () => {
    const at = await stand();
    expect(await tell(at, drift('amount'))).toEqual(OPENED);
    expect(at.repo.issuesWith(LABEL)).toHaveLength(1);
    expect(await tell(at, drift('amount'))).toMatchObject({ status: 'unchanged' });
  });

  it('is found although its label is written otherwise', async () => {
    const at = await crowded(3);
    await tell(at, drift('amount', { label: 'PriceBook' }));
    expect(await tell(at, drift('amount'))).toMatchObject({ status: 'unchanged' });
  });

  it('is another one for each environment', async () => {
    const at = await crowded(3);
    await tell(at, drift('amount'));
    expect(await tell(at, drift('amount', { environment: 'live-eu' }))).toEqual(OPENED);
    expect(await tell(at, drift(null, { environment: 'live-eu' }))).toMatchObject({ status: 'closed' });
    expect(only(at).state).toBe('open');
  });

  it('is never somebody else’s, nor a pull request, whatever their text begins with', async () => {
    const at = await crowded(3);
    const body = `${FIRST}\n\nNothing to see.`;
    const theirs = [
      at.repo.openIssue('Mine', { author: 'mallory', body, labels: [LABEL] }),
      at.repo.openIssue('Mine', { author: 'github-actions', body, labels: [LABEL] }),
      at.repo.openIssue('Quoting', { author: BOT, body: `About\n${FIRST}`, labels: [LABEL] }),
    ];
    at.repo.commit({ branch: 'other', parents: [at.repo.tip()], change: { a: 'a' } });
    const pull = at.repo.openPullRequest({ head: 'other', author: BOT, body });
    pull.labels = [LABEL];
    expect(await tell(at, drift('amount'))).toEqual(OPENED);
    await tell(at, drift(null));
    expect([...theirs, pull].map(({ state }) => state)).toEqual(['open', 'open', 'open', 'open']);
    expect([...theirs, pull].flatMap(({ comments }) => comments)).toEqual([]);
  });
});

describe('two jobs that tell in it', () => {
  it('leave each other’s section as it is', async () => {
    const at = await crowded(3);
    await tell(at, drift('amount'));
    expect(await tell(at, release('refused'))).toMatchObject({ status: 'updated' });
    expect(only(at).title).toBe(release('').title);
    await tell(at, drift('currency'));
    expect([...sectionsIn(only(at).body ?? '')]).toEqual([
      ['release', { fingerprint: 'of-refused', text: 'refused' }],
      ['drift', { fingerprint: 'of-currency', text: 'currency' }],
    ]);
    expect(said(at)).toEqual(['Now: refused', 'Now: currency']);
  });

  it('close it when neither has anything to tell', async () => {
    const at = await crowded(3);
    await tell(at, drift('amount'));
    await tell(at, release('refused'));
    expect(await tell(at, drift(null))).toMatchObject({ status: 'updated' });
    expect(only(at)).toMatchObject({ state: 'open', body: expect.not.stringContaining('amount') });
    expect(await tell(at, drift(null))).toEqual({ status: 'none' });
    expect(await tell(at, release(null))).toMatchObject({ status: 'closed' });
  });

  it('share it where both are too long for it: the other is named, and its news stays known', async () => {
    const at = await crowded(3);
    await tell(at, drift(`amount ${'x'.repeat(40_000)}`));
    expect(await tell(at, release(`refused ${'y'.repeat(40_000)}`))).toMatchObject({ status: 'updated' });
    expect(only(at).body).toContain('yyy');
    expect(only(at).body).not.toContain('xxx');
    await tell(at, drift(`amount ${'x'.repeat(40_000)}`));
    expect(only(at).body).toContain('xxx');
    expect(said(at)).toHaveLength(1);
  });
});

describe('somebody who', () => {
  it('closed it while it is true does not see it again before something else is', async () => {
    const at = await crowded(3);
    await tell(at, drift('amount'));
    only(at).state = 'closed';
    expect(await tell(at, drift('amount'))).toMatchObject({ status: 'unchanged' });
    expect(await tell(at, drift('amount again'))).toMatchObject({ status: 'updated' });
    expect(only(at).state).toBe('closed');
    expect(await tell(at, drift('currency'))).toMatchObject({ status: 'reopened' });
    expect(only(at).state).toBe('open');
  });

  it('gave it another title keeps that until there is news', async () => {
    const at = await crowded(3);
    await tell(at, drift('amount'));
    only(at).title = 'Ask Bob';
    await tell(at, drift('amount again'));
    expect(only(at).title).toBe('Ask Bob');
  });

  it('edited its text finds ours again, and nothing of a broken section is believed', async () => {
    const at = await crowded(3);
    await tell(at, release('refused'));
    await tell(at, drift('amount'));
    const issue = only(at);
    issue.body = (issue.body ?? '')
      .replace('<!-- /pricebook:section -->', 'All is well.')
      .replaceAll('\n', '\r\n');
    expect(await tell(at, drift('amount'))).toMatchObject({ status: 'updated' });
    expect([...sectionsIn(issue.body)]).toEqual([['drift', { fingerprint: 'of-amount', text: 'amount' }]]);
    expect(issue.body).not.toContain('All is well.');
    expect(await tell(at, release('refused'))).toMatchObject({ status: 'updated' });
    expect(issue.body).toContain('refused');
  });

  it('emptied it does not keep it open when nothing is to be told', async () => {
    const at = await crowded(3);
    await tell(at, drift('amount'));
    only(at).body = FIRST;
    expect(await tell(at, drift(null))).toMatchObject({ status: 'closed' });
  });
});

describe('a refusal', () => {
  it.each<[string, TokenOptions['permissions'], boolean]>([
    ['of the label', { contents: 'read' }, false],
    ['of the issue', { contents: 'read', pull_requests: 'write' }, false],
    ['of reading, in a private repository', { contents: 'read' }, true],
  ])('%s names the line that the job lacks', async (_name, permissions = {}, isPrivate) => {
    const at = await stand({}, { private: isPrivate });
    expect(await tell(at, drift('amount'), at.client({ permissions }))).toEqual({
      status: 'refused',
      why: expect.stringContaining("Add `issues: write` to the job's permissions."),
    });
    expect(at.repo.state.issues.size).toBe(0);
  });

  it('of a comment names the permission of what it is on', async () => {
    const at = await stand({}, { private: true });
    const github = at.client({ permissions: { contents: 'read' } });
    const { number } = at.repo.openIssue('Drift');
    expect(await rejection(github.issues.createComment(number, 'x'))).toMatchObject({
      detail: "Add `issues: write` to the job's permissions.",
    });
    expect(await rejection(github.createComment(7, 'x'))).toMatchObject({
      detail: "Add `pull-requests: write` to the job's permissions.",
    });
  });

  it('names the setting where issues are turned off', async () => {
    const at = await stand();
    at.repo.state.hasIssues = false;
    expect(await tell(at, drift('amount'))).toEqual({
      status: 'refused',
      why: expect.stringMatching(/has been disabled.* Turn issues on in the repository: Settings/),
    });
  });

  it('of a repository that the token does not see is one as well', async () => {
    const at = await stand({}, { private: true });
    const github = at.client({ ...DRIFT, repositories: ['acme/other'] });
    expect(await tell(at, drift('amount'), github)).toMatchObject({
      status: 'refused',
      why: expect.stringContaining('`issues: write`'),
    });
  });
});

it('a text that is too long is an error, and nothing is written', async () => {
  const at = await crowded(3);
  expect(await rejection(tell(at, drift('x'.repeat(65_536))))).toMatchObject({
    name: 'RangeError',
    message: 'The section drift of the issue of live has 65536 characters; an issue holds 65536.',
  });
  expect(writes(at)).toEqual([]);
});
