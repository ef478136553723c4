import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BOT, rejection, stand } from './stand.ts';

const blobId = (bytes: string | Buffer): string =>
  createHash('sha1')
    .update(`blob ${Buffer.byteLength(bytes)}\0`)
    .update(bytes)
    .digest('hex');

describe('reading', () => {
  it('knows who the token acts as, with the [bot] of an app', async () => {
    const at = await stand();
    expect(await at.client().viewer()).toBe(BOT);
    expect(await at.client({ login: 'octocat' }).viewer()).toBe('octocat');
  });

  it('gives a pull request as it is now', async () => {
    const at = await stand();
    const pull = { number: 7, head: at.head, base: 'main', commits: 1 };
    expect(await at.client().pullRequest(7)).toEqual({ ...pull, isOpen: true, mergeCommit: null });
    const mergeCommit = at.repo.merge(7, 'squash');
    expect(await at.client().pullRequest(7)).toEqual({ ...pull, isOpen: false, mergeCommit });
  });

  it('gives the pull requests of a commit and its parents', async () => {
    const at = await stand();
    const first = at.repo.tip();
    const merge = at.repo.merge(7);
    expect(await at.client().parents(merge)).toEqual([first, at.head]);
    expect(await at.client().pullRequestsOf(merge)).toEqual([7]);
    expect(await at.client().pullRequestsOf(first)).toEqual([]);
  });

  it('lists the commits between two, oldest first, over all pages', async () => {
    const at = await stand();
    const base = at.repo.tip();
    const commits = Array.from({ length: 70 }, (_, count) =>
      at.repo.commit({ change: { 'a.txt': `${count}` } }),
    );
    expect(await at.client().commitsBetween(base, at.repo.tip())).toEqual(commits);
    expect(await at.client().commitsBetween(base, base)).toEqual([]);
  });

  it('compares two commits, with those between them and their parents', async () => {
    const at = await stand();
    const base = at.repo.tip();
    const merge = at.repo.merge(7);
    const github = at.client();
    const commits = [
      { id: at.head, parents: [base] },
      { id: merge, parents: [base, at.head] },
    ];
    expect(await github.compare(base, merge, 2)).toEqual({ status: 'ahead', commits });
    expect(await github.compare(base, merge, 1)).toEqual({ status: 'ahead', commits: null });
    expect(await github.compare(merge, base, 2)).toEqual({ status: 'behind', commits: [] });
    expect(await github.compare('f'.repeat(40), merge, 2)).toBeNull();
    expect(await rejection(github.compare(base, 'f'.repeat(40), 2))).toMatchObject({
      code: 'github.not-found',
    });
  });

  it('asks for one page where there are more commits than are wanted', async () => {
    const at = await stand();
    const base = at.repo.tip();
    for (let count = 0; count < 70; count += 1) at.repo.commit({ change: { 'a.txt': `${count}` } });
    const { commits } = (await at.client().compare(base, at.repo.tip(), 60))!;
    expect(commits).toBeNull();
    expect(at.server.requests).toHaveLength(1);
  });

  it('follows a commit’s history by the page, as far as anybody asks', async () => {
    const at = await stand();
    for (let count = 0; count < 70; count += 1) at.repo.commit({ change: { 'a.txt': `${count}` } });
    const tip = at.repo.tip();
    for await (const page of at.client().history(tip)) {
      expect(page).toHaveLength(30);
      expect(page[0]).toEqual({ id: tip, parents: [page[1]!.id] });
      break;
    }
    expect(at.server.requests).toHaveLength(1);
  });

  it('gives comments in order over links, however small the pages are', async () => {
    const at = await stand({ limits: { pageSize: 7 } });
    at.repo.addComments(7, 50);
    const comments = await at.client().comments(7);
    expect(comments.map(({ body }) => body)).toEqual(at.repo.comments(7).map(({ body }) => body));
    const pages = at.server.requests.filter(({ path }) => path.endsWith('/comments'));
    expect(pages).toHaveLength(8);
    expect(pages.map(({ query }) => new URLSearchParams(query).get('page'))).toEqual([
      null,
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
    ]);
  });

  it('speaks to an Enterprise server', async () => {
    const at = await stand({ enterprise: true });
    expect(at.server.url).toMatch(/\/api\/v3$/);
    const github = at.client();
    expect(await github.viewer()).toBe(BOT);
    expect(await github.branchTip('main')).toBe(at.repo.tip());
  });
});

describe('a branch', () => {
  it('has a tip, whatever is in its name', async () => {
    const at = await stand();
    const tip = at.repo.commit({ branch: 'feature/größer #1', change: { 'a.txt': 'a' } });
    expect(await at.client().branchTip('feature/größer #1')).toBe(tip);
  });

  it('that is not there has none', async () => {
    const at = await stand();
    expect(await at.client().branchTip('pricebook')).toBeNull();
  });

  it('that a token may not see is an error, not absent', async () => {
    const at = await stand({}, { private: true });
    const github = at.client({ permissions: { pull_requests: 'write' } });
    expect(await rejection(github.branchTip('pricebook'))).toMatchObject({
      code: 'github.not-found',
      detail: expect.stringContaining('`contents: read`'),
    });
  });
});

describe('a tree', () => {
  it('gives blob ids by path from the top, of a folder and below', async () => {
    const at = await stand();
    const commit = at.repo.commit({
      change: { 'shop/plans/pro.yaml': 'pro', 'shop/plans/old/x.yaml': 'x', 'shop/plansible.yaml': 'no' },
    });
    const expected = new Map([
      ['shop/plans/old/x.yaml', blobId('x')],
      ['shop/plans/pro.yaml', blobId('pro')],
    ]);
    for (const folder of ['shop/plans', './shop/plans/', 'shop//plans']) {
      expect(await at.client().tree(commit, folder)).toEqual(expected);
    }
  });

  it('is the whole commit for the empty folder', async () => {
    const at = await stand();
    expect([...(await at.client().tree(at.head, '')).keys()]).toEqual([
      'README.md',
      'plans/basic.yaml',
      'plans/pro.yaml',
    ]);
  });

  it('is empty without the folder, and where a file has its name', async () => {
    const at = await stand();
    for (const folder of ['prices', 'plans/old', 'README.md', 'README.md/x']) {
      expect(await at.client().tree(at.head, folder)).toEqual(new Map());
    }
  });

  it('has links with the blob of their target’s name, and no submodules', async () => {
    const at = await stand();
    const commit = at.repo.commit({
      change: {
        'plans/link.yaml': { mode: '120000', content: '../README.md' },
        'plans/vendor': { mode: '160000', commit: '1'.repeat(40) },
      },
    });
    expect(await at.client().tree(commit, 'plans')).toEqual(
      new Map([
        ['plans/basic.yaml', blobId('code: basic\n')],
        ['plans/link.yaml', `link ${blobId('../README.md')}`],
      ]),
    );
  });

  it('is an error when GitHub lists a part only, of the folder or of one on the way', async () => {
    const at = await stand({ limits: { treeEntries: 5 } });
    const many = (folder: string) =>
      Object.fromEntries(Array.from({ length: 6 }, (_, count) => [`${folder}${count}.yaml`, `${count}`]));
    const deep = at.repo.commit({ files: many('plans/') });
    expect(await rejection(at.client().tree(deep, 'plans'))).toMatchObject({ code: 'github.too-large' });
    const wide = at.repo.commit({ files: { ...many(''), 'plans/pro.yaml': 'pro' } });
    expect(await rejection(at.client().tree(wide, 'plans'))).toMatchObject({ code: 'github.too-large' });
  });

  it('does not depend on the size of the rest of the repository', async () => {
    const at = await stand({ limits: { treeEntries: 5 } });
    const rest = Object.fromEntries(
      Array.from({ length: 20 }, (_, count) => [`src/${count}.ts`, `${count}`]),
    );
    const commit = at.repo.commit({ files: { ...rest, 'plans/pro.yaml': 'pro' } });
    expect([...(await at.client().tree(commit, 'plans')).keys()]).toEqual(['plans/pro.yaml']);
  });

  it('of a commit that is not there is an error', async () => {
    const at = await stand();
    expect(await rejection(at.client().tree('f'.repeat(40), 'plans'))).toMatchObject({
      code: 'github.not-found',
    });
  });
});

describe('what is at a place', () => {
  it('is a folder or a file by its id, or nothing', async () => {
    const at = await stand();
    const odd = at.repo.commit({ change: { 'plans/a "b" \\ $c: ü/pro.yaml': 'pro' } });
    const github = at.client();
    const objects = await github.objectsAt([
      { commit: at.head, path: 'plans/pro.yaml' },
      { commit: at.head, path: 'plans' },
      { commit: at.head, path: 'plans/none.yaml' },
      { commit: at.head, path: 'plans/pro.yaml/x' },
      { commit: odd, path: 'plans/a "b" \\ $c: ü/pro.yaml' },
    ]);
    const folder = objects[1]!;
    expect(objects).toEqual([
      { id: blobId('code: pro\n'), isFolder: false },
      { id: folder.id, isFolder: true },
      null,
      null,
      { id: blobId('pro'), isFolder: false },
    ]);
    expect([...(await github.tree(folder.id, ''))]).toEqual([
      ['basic.yaml', blobId('code: basic\n')],
      ['pro.yaml', blobId('code: pro\n')],
    ]);
  });

  it('takes a request for every 250 of them', async () => {
    const at = await stand();
    const places = Array.from({ length: 501 }, (_, count) => ({
      commit: at.head,
      path: count % 2 === 0 ? 'plans' : 'x',
    }));
    const objects = await at.client().objectsAt(places);
    expect(objects.map((object) => object !== null)).toEqual(places.map(({ path }) => path === 'plans'));
    expect(at.server.requests).toHaveLength(3);
  });

  it('that a token may not see is an error, not absent', async () => {
    const at = await stand({}, { private: true });
    const github = at.client({ permissions: { pull_requests: 'write' } });
    expect(await rejection(github.objectsAt([{ commit: at.head, path: 'plans' }]))).toMatchObject({
      code: 'github.failed',
    });
  });
});

describe('a file', () => {
  const bytes = Buffer.from(Array.from({ length: 1024 }, (_, byte) => byte % 256));

  it.each([
    ['small', 1],
    ['of 1 MiB', 1024],
    ['larger than 1 MiB', 1500],
  ])('%s comes as its bytes', async (_name, kilobytes) => {
    const at = await stand();
    const content = Buffer.concat(Array.from({ length: kilobytes }, () => bytes));
    const commit = at.repo.commit({ change: { 'plans/snapshot.test.sqlite': content } });
    const github = at.client();
    expect((await github.file(commit, 'plans/snapshot.test.sqlite'))?.equals(content)).toBe(true);
    expect((await github.blob(blobId(content))).equals(content)).toBe(true);
  });

  it('that is empty has no bytes, and one that is not there is null', async () => {
    const at = await stand();
    const commit = at.repo.commit({ change: { '.github/pricebook.yaml': '' } });
    expect(await at.client().file(commit, '.github/pricebook.yaml')).toEqual(Buffer.alloc(0));
    expect(await at.client().file(at.head, '.github/pricebook.yaml')).toBeNull();
  });

  it('is read at the commit, whatever is in its name', async () => {
    const at = await stand();
    const name = 'plans/50% größer? #1.yaml';
    const old = at.repo.commit({ change: { [name]: 'old' } });
    at.repo.commit({ change: { [name]: 'new' } });
    expect(String(await at.client().file(old, name))).toBe('old');
  });

  it.each<[string, string]>([
    ['a folder', 'plans'],
    ['a link that leads nowhere', 'link'],
    ['a submodule', 'vendor'],
  ])('is not taken from %s', async (_name, path) => {
    const at = await stand();
    const commit = at.repo.commit({
      change: {
        link: { mode: '120000', content: 'nowhere' },
        vendor: { mode: '160000', commit: '1'.repeat(40) },
      },
    });
    expect(await rejection(at.client().file(commit, path))).toMatchObject({ code: 'github.not-a-file' });
  });

  it('that a token may not see is an error, not absent', async () => {
    const at = await stand({}, { private: true });
    const github = at.client({ permissions: { pull_requests: 'write' } });
    expect(await rejection(github.file(at.head, '.github/pricebook.yaml'))).toMatchObject({
      code: 'github.not-found',
      detail: expect.stringContaining('`contents: read`'),
    });
  });

  it('at a commit that is not there is an error', async () => {
    const at = await stand();
    expect(await rejection(at.client().file('f'.repeat(40), 'README.md'))).toMatchObject({
      code: 'github.not-found',
    });
  });
});
