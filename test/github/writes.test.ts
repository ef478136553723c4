import { describe, expect, it } from 'vitest';
import { type Client, SHOP, fresh, refusalOf } from './support.ts';

const WRITER = { permissions: { contents: 'write' } } as const;

const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid url } }
}`;

interface Refused {
  readonly errors?: readonly {
    readonly type?: string;
    readonly message: string;
    readonly path: readonly string[];
  }[];
  readonly message: string;
}

const commit = (client: Client, given: { branch?: string; head: string; changes?: object; name?: string }) =>
  client.graphql<{ createCommitOnBranch: { commit: { oid: string; url: string } } }>(MUTATION, {
    input: {
      branch: { repositoryNameWithOwner: given.name ?? 'acme/shop', branchName: given.branch ?? 'main' },
      message: { headline: 'Release', body: 'pro: 25 to 29' },
      expectedHeadOid: given.head,
      fileChanges: given.changes ?? {
        additions: [
          { path: 'plans/snapshot.live.sqlite', contents: Buffer.from([0, 1, 2]).toString('base64') },
        ],
      },
    },
  });

const errorsOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (refused: Refused) => refused,
  );
  return error?.errors?.map(({ type, message, path }) => ({ type, message, path }));
};

describe('createCommitOnBranch', () => {
  it('commits on the expected head', async () => {
    const { shop, client } = await fresh();
    const before = shop.tip();
    const { createCommitOnBranch: made } = await commit(client(WRITER), { head: before });
    expect(made.commit).toEqual({
      oid: shop.tip(),
      url: `https://github.com/acme/shop/commit/${shop.tip()}`,
    });
    const { data } = await client().rest.git.getCommit({ ...SHOP, commit_sha: made.commit.oid });
    expect(data.message).toBe('Release\n\npro: 25 to 29');
    expect(data.parents.map(({ sha }) => sha)).toEqual([before]);
    expect(Object.keys(shop.read('main'))).toEqual([
      'README.md',
      'plans/pro.yaml',
      'plans/snapshot.live.sqlite',
    ]);
  });

  it('refuses another head with STALE_DATA', async () => {
    const { shop, client } = await fresh();
    const before = shop.tip();
    shop.commit({ change: { other: 'x' } });
    const after = shop.tip();
    expect(await errorsOf(commit(client(WRITER), { head: before }))).toEqual([
      {
        type: 'STALE_DATA',
        message: `Expected branch to point to "${before}" but it did not. Pull and try again.`,
        path: ['createCommitOnBranch'],
      },
    ]);
    expect(shop.tip()).toBe(after);
  });

  it('lets one of two at the same time through', async () => {
    const { shop, client } = await fresh();
    const head = shop.tip();
    const results = await Promise.allSettled([
      commit(client(WRITER), { head }),
      commit(client(WRITER), { head }),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it.each([
    ['classic', 'BRANCH_PROTECTION_RULE_VIOLATION'],
    ['ruleset', 'UNPROCESSABLE'],
  ] as const)('is refused by %s protection with %s', async (protection, type) => {
    const { shop, client } = await fresh();
    shop.protect('main', protection);
    const [error] = (await errorsOf(commit(client(WRITER), { head: shop.tip() }))) ?? [];
    expect(error?.type).toBe(type);
    expect(error?.message).toContain('Changes must be made through a pull request.');
    shop.state.bypass.add('github-actions[bot]');
    expect((await commit(client(WRITER), { head: shop.tip() })).createCommitOnBranch.commit.oid).toBe(
      shop.tip(),
    );
  });

  it('needs contents: write, a branch, and the files that it deletes', async () => {
    const { shop, client } = await fresh();
    const head = shop.tip();
    const types = async (...of: Parameters<typeof commit>) =>
      (await errorsOf(commit(...of)))?.map(({ type }) => type);
    expect(await errorsOf(commit(client({ permissions: { contents: 'read' } }), { head }))).toEqual([
      {
        type: 'FORBIDDEN',
        message: 'Resource not accessible by integration',
        path: ['createCommitOnBranch'],
      },
    ]);
    expect(await types(client(WRITER), { head, branch: 'nowhere' })).toEqual(['NOT_FOUND']);
    expect(await types(client(WRITER), { head, name: 'acme/nothing' })).toEqual(['NOT_FOUND']);
    const changes = { deletions: [{ path: 'plans/none.yaml' }] };
    expect(await types(client(WRITER), { head, changes })).toEqual(['UNPROCESSABLE']);
    expect(shop.tip()).toBe(head);
  });

  it('answers only the fields that were asked for, and refuses those that there are not', async () => {
    const { client } = await fresh();
    expect(await errorsOf(client().graphql('{ viewer { shoeSize } }'))).toMatchObject([
      { message: "Field 'shoeSize' doesn't exist on type 'viewer'" },
    ]);
    expect(await errorsOf(client().graphql('{ stars }'))).toMatchObject([
      { message: "Field 'stars' doesn't exist on type 'Query'" },
    ]);
  });
});

describe('the Git Data API', () => {
  it('makes the first commit of a branch without history', async () => {
    const { shop, client } = await fresh();
    const { rest } = client(WRITER);
    const content = Buffer.from([0, 1, 2]).toString('base64');
    const { sha } = (await rest.git.createBlob({ ...SHOP, content, encoding: 'base64' })).data;
    const line = { path: 'snapshot.live.sqlite', mode: '100644', type: 'blob', sha } as const;
    const tree = (await rest.git.createTree({ ...SHOP, tree: [line] })).data.sha;
    const first = (await rest.git.createCommit({ ...SHOP, message: 'Start', tree, parents: [] })).data.sha;
    const ref = { ...SHOP, ref: 'refs/heads/snapshots', sha: first };
    expect((await rest.git.createRef(ref)).status).toBe(201);
    expect(shop.tip('snapshots')).toBe(first);
    expect(Object.keys(shop.read('snapshots'))).toEqual(['snapshot.live.sqlite']);
    expect(await refusalOf(rest.git.createRef(ref))).toMatchObject({
      status: 422,
      body: { message: 'Reference already exists' },
    });
  });

  it('puts files on top of a tree, and takes them away', async () => {
    const { shop, client } = await fresh();
    const { rest } = client(WRITER);
    const base_tree = (await rest.git.getCommit({ ...SHOP, commit_sha: shop.tip() })).data.tree.sha;
    const blob = { mode: '100644', type: 'blob' } as const;
    const lines = [
      { ...blob, path: 'plans/new.yaml', content: 'code: new\n' },
      { ...blob, path: 'README.md', sha: null },
    ];
    const tree = (await rest.git.createTree({ ...SHOP, base_tree, tree: lines })).data.sha;
    const made = (await rest.git.createCommit({ ...SHOP, message: 'x', tree, parents: [shop.tip()] })).data
      .sha;
    await rest.git.updateRef({ ...SHOP, ref: 'heads/main', sha: made });
    expect(shop.read('main')).toEqual({ 'plans/new.yaml': 'code: new\n', 'plans/pro.yaml': 'code: pro\n' });
  });

  it('moves a branch forward, elsewhere only by force, and a protected one never', async () => {
    const { shop, client } = await fresh();
    const { rest } = client(WRITER);
    const other = shop.commit({ branch: null, parents: [], files: { a: 'a' } });
    const move = (more: object) => rest.git.updateRef({ ...SHOP, ref: 'heads/main', sha: other, ...more });
    expect(await refusalOf(move({}))).toMatchObject({
      status: 422,
      body: { message: 'Update is not a fast forward' },
    });
    expect((await move({ force: true })).data.object.sha).toBe(other);
    shop.protect('main', 'ruleset');
    const sha = shop.commit({ branch: null, parents: [other], change: { b: 'b' } });
    expect((await refusalOf(move({ sha }))).message).toMatch(/^Repository rule violations found/);
    expect(shop.tip()).toBe(other);
  });

  it('needs contents: write', async () => {
    const { client } = await fresh();
    const { rest } = client({ permissions: { contents: 'read' } });
    expect((await refusalOf(rest.git.createBlob({ ...SHOP, content: 'x' }))).status).toBe(403);
  });
});
