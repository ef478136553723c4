import { describe, expect, it } from 'vitest';
import { nodeId } from './shapes/user.ts';
import { type Client, SHOP, fresh, refusalOf } from './support.ts';

const WRITER = { permissions: { contents: 'write', pull_requests: 'write' } } as const;
const NOTHING = '0'.repeat(40);

const setUp = async () => {
  const at = await fresh();
  const start = at.shop.tip();
  at.shop.commit({ branch: 'idea', parents: [start], change: { a: 'a' } });
  const { rest } = at.client(WRITER);
  const open = (given: object = {}) =>
    rest.pulls.create({ ...SHOP, title: 'An idea', head: 'idea', base: 'main', ...given });
  return { ...at, start, rest, open };
};

describe('pull requests', () => {
  it('are opened from a branch, and listed by it, newest first', async () => {
    const { shop, rest, open } = await setUp();
    const { data, status } = await open({ body: 'Why' });
    expect(status).toBe(201);
    expect(data).toMatchObject({
      state: 'open',
      body: 'Why',
      user: { login: 'github-actions[bot]' },
      commits: 1,
    });
    shop.close(data.number);
    const second = (await open()).data.number;
    shop.commit({ branch: 'other', parents: [shop.tip()], change: { b: 'b' } });
    await open({ head: 'other' });
    const list = async (more: object) =>
      (await rest.pulls.list({ ...SHOP, ...more })).data.map(({ number, state }) => [number, state]);
    expect(await list({ head: 'acme:idea', state: 'all' })).toEqual([
      [second, 'open'],
      [data.number, 'closed'],
    ]);
    expect(await list({ head: 'acme:idea' })).toEqual([[second, 'open']]);
    expect(await list({ head: 'idea' })).toHaveLength(2);
  });

  it.each([
    ['without a branch', { head: 'nowhere' }, 'head'],
    ['into no branch', { base: 'nowhere' }, 'base'],
    ['without commits', { head: 'main' }, 'No commits between main and main'],
  ])('are refused %s', async (_name, given, why) => {
    const { open } = await setUp();
    const { status, body } = await refusalOf(open(given));
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain(why);
  });

  it('are refused a second time, without the permission, and to jobs where the setting says so', async () => {
    const { shop, client, open } = await setUp();
    const again = (of: Client) =>
      refusalOf(of.rest.pulls.create({ ...SHOP, title: 'An idea', head: 'idea', base: 'main' }));
    shop.state.jobsOpenPulls = false;
    expect(await again(client(WRITER))).toMatchObject({
      status: 403,
      body: { message: 'GitHub Actions is not permitted to create or approve pull requests.' },
    });
    shop.state.jobsOpenPulls = true;
    expect(await again(client({ permissions: { pull_requests: 'read' } }))).toMatchObject({ status: 403 });
    await open();
    expect(JSON.stringify((await again(client(WRITER))).body)).toContain(
      'A pull request already exists for acme:idea.',
    );
  });

  it('are changed, closed and opened again, unless their branch was moved meanwhile', async () => {
    const { shop, rest, open, start } = await setUp();
    const { number } = (await open()).data;
    const change = (more: object) => rest.pulls.update({ ...SHOP, pull_number: number, ...more });
    expect((await change({ title: 'Better', body: 'Because' })).data).toMatchObject({
      title: 'Better',
      body: 'Because',
    });
    expect((await change({ state: 'closed' })).data.state).toBe('closed');
    expect((await change({ state: 'open' })).data.state).toBe('open');
    await change({ state: 'closed' });
    shop.pushTo('idea', shop.commit({ branch: null, parents: [start], change: { c: 'c' } }));
    expect((await refusalOf(change({ state: 'open' }))).status).toBe(422);
  });

  it('are closed when their branch is at their base, even for a moment, or is removed', async () => {
    for (const end of ['at its base', 'removed']) {
      const { shop, rest, open, start } = await setUp();
      const { number } = (await open()).data;
      const tip = shop.tip('idea');
      if (end === 'removed') await rest.git.deleteRef({ ...SHOP, ref: 'heads/idea' });
      else {
        await rest.git.updateRef({ ...SHOP, ref: 'heads/idea', sha: start, force: true });
        await rest.git.updateRef({ ...SHOP, ref: 'heads/idea', sha: tip });
      }
      expect(shop.pull(number).state).toBe('closed');
    }
  });
});

describe('updateRefs', () => {
  const moves = async (client: Client, id: number, refUpdates: readonly object[]): Promise<string[]> => {
    const query = 'mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }';
    const input = { repositoryId: nodeId('R', id), refUpdates };
    return client.graphql(query, { input }).then(
      () => [],
      (error: { errors: { type: string }[] }) => error.errors.map(({ type }) => type),
    );
  };

  it('moves, makes and removes branches, all of them or none', async () => {
    const { shop, client, start } = await setUp();
    const tip = shop.tip('idea');
    const go = (...updates: readonly object[]) => moves(client(WRITER), shop.state.id, updates);
    const name = 'refs/heads/idea';
    const made = { name: 'refs/heads/new', beforeOid: NOTHING, afterOid: tip };
    expect(await go(made, { name, beforeOid: start, afterOid: start, force: true })).toEqual([
      'UNPROCESSABLE',
    ]);
    expect(await go(made, { name, afterOid: start })).toEqual(['UNPROCESSABLE']);
    expect([...shop.state.branches.keys()]).toEqual(['main', 'idea']);
    expect(await go(made, { name, beforeOid: tip, afterOid: start, force: true })).toEqual([]);
    expect([shop.tip('new'), shop.tip('idea')]).toEqual([tip, start]);
    expect(await go(made)).toEqual(['UNPROCESSABLE']);
    expect(await go({ name, beforeOid: start, afterOid: NOTHING })).toEqual([]);
    expect(await go({ name, afterOid: NOTHING })).toEqual(['UNPROCESSABLE']);
    expect([...shop.state.branches.keys()]).toEqual(['main', 'new']);
  });

  it('needs contents: write, and obeys the rules of branches', async () => {
    const { shop, client } = await setUp();
    const update = { name: 'refs/heads/main', afterOid: shop.tip('idea'), force: true };
    const reader = client({ permissions: { contents: 'read' } });
    expect(await moves(reader, shop.state.id, [update])).toEqual(['FORBIDDEN']);
    shop.protect('main', 'classic');
    expect(await moves(client(WRITER), shop.state.id, [update])).toEqual([
      'BRANCH_PROTECTION_RULE_VIOLATION',
    ]);
    expect(await moves(client(WRITER), 1, [update])).toEqual(['NOT_FOUND']);
  });
});

it('commits several files at once, removes others, and signs it', async () => {
  const { shop, client } = await setUp();
  const input = {
    branch: { repositoryNameWithOwner: 'acme/shop', branchName: 'idea' },
    message: { headline: 'More' },
    expectedHeadOid: shop.tip('idea'),
    fileChanges: {
      additions: ['b', 'c'].map((path) => ({ path, contents: Buffer.from(path).toString('base64') })),
      deletions: [{ path: 'a' }, { path: 'README.md' }],
    },
  };
  const query =
    'mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }';
  await client(WRITER).graphql(query, { input });
  expect(shop.read('idea')).toEqual({ b: 'b', c: 'c', 'plans/pro.yaml': 'code: pro\n' });
  const signed = async (ref: string) =>
    (await client().rest.repos.getCommit({ ...SHOP, ref })).data.commit.verification?.verified;
  expect([await signed('idea'), await signed('main')]).toEqual([true, false]);
});
