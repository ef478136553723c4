import { describe, expect, it } from 'vitest';
import type { Repo } from './repo.ts';
import { SHOP, fresh, refusalOf } from './support.ts';

/** A branch with so many commits on top of the default branch. */
function grow(shop: Repo, branch: string, count: number): string[] {
  let parent = shop.tip();
  return Array.from({ length: count }, (_, at) => {
    parent = shop.commit({
      branch,
      parents: [parent],
      change: { [`${branch}/${at}`]: `${at}` },
      message: `${at}`,
    });
    return parent;
  });
}

describe('a comparison', () => {
  it('lists the last 250 commits, oldest first and without links, unless it is asked for pages', async () => {
    const { shop, client } = await fresh();
    const commits = grow(shop, 'long', 260);
    const { rest, paginate } = client();
    const at = { ...SHOP, basehead: 'main...long' };
    const { data, headers } = await rest.repos.compareCommitsWithBasehead(at);
    expect(data).toMatchObject({ status: 'ahead', ahead_by: 260, behind_by: 0, total_commits: 260 });
    expect(data.commits.map(({ sha }) => sha)).toEqual(commits.slice(-250));
    expect(headers.link).toBeUndefined();
    const pages = await paginate(rest.repos.compareCommitsWithBasehead, { ...at, per_page: 100 }, (page) => {
      return (page.data as unknown as { commits: { sha: string }[] }).commits;
    });
    expect(pages.map(({ sha }) => sha)).toEqual(commits);
  });

  it('knows which side moved', async () => {
    const { shop, client } = await fresh();
    const { rest } = client();
    const [first] = grow(shop, 'feature', 2);
    const start = shop.tip();
    const tip = shop.commit({ change: { other: 'x' } });
    const of = async (basehead: string) =>
      (await rest.repos.compareCommitsWithBasehead({ ...SHOP, basehead })).data;
    expect(await of('main...feature')).toMatchObject({ status: 'diverged', ahead_by: 2, behind_by: 1 });
    expect(await of(`${tip}...${start}`)).toMatchObject({ status: 'behind', commits: [] });
    expect(await of('main...main')).toMatchObject({ status: 'identical' });
    const ahead = await of(`${start}...${first}`);
    expect(ahead.files?.map(({ filename, status }) => [filename, status])).toEqual([['feature/0', 'added']]);
    expect((await refusalOf(of('main...nowhere'))).status).toBe(404);
  });
});

describe('a branch', () => {
  it('is found by its name, slashes included, and says whether it is protected', async () => {
    const { shop, client } = await fresh();
    grow(shop, 'feature/a', 1);
    shop.protect('main', 'classic');
    shop.protect('feature/a', 'ruleset');
    const { rest } = client();
    const main = (await rest.repos.getBranch({ ...SHOP, branch: 'main' })).data;
    expect(main).toMatchObject({ protected: true, commit: { sha: shop.tip() } });
    const { data } = await rest.git.getRef({ ...SHOP, ref: 'heads/feature/a' });
    expect(data.object.sha).toBe(shop.tip('feature/a'));
    const rules = async (branch: string) =>
      (await rest.repos.getBranchRules({ ...SHOP, branch })).data.map(({ type }) => type);
    expect(await rules('main')).toEqual([]);
    expect(await rules('feature/a')).toContain('pull_request');
    expect(await refusalOf(rest.repos.getBranch({ ...SHOP, branch: 'x' }))).toMatchObject({
      status: 404,
      body: { message: 'Branch not found' },
    });
    expect((await refusalOf(rest.git.getRef({ ...SHOP, ref: 'heads/feature' }))).status).toBe(404);
  });
});

describe('a pull request', () => {
  it('has a test merge of its base and its head, made anew when either moves', async () => {
    const { shop, client } = await fresh();
    grow(shop, 'feature', 1);
    const { number } = shop.openPullRequest({ head: 'feature' });
    const { rest } = client();
    const merge = async () => {
      const { data } = await rest.pulls.get({ ...SHOP, pull_number: number });
      return (await rest.git.getCommit({ ...SHOP, commit_sha: data.merge_commit_sha! })).data.parents;
    };
    expect((await merge()).map(({ sha }) => sha)).toEqual([shop.tip(), shop.tip('feature')]);
    shop.commit({ change: { other: 'x' } });
    shop.commit({ branch: 'feature', change: { more: 'x' } });
    expect((await merge()).map(({ sha }) => sha)).toEqual([shop.tip(), shop.tip('feature')]);
    expect(Object.keys(shop.read(shop.pull(number).mergeCommit!))).toEqual(
      expect.arrayContaining(['README.md', 'feature/0', 'more', 'other']),
    );
    const { data } = await rest.pulls.listCommits({ ...SHOP, pull_number: number });
    expect(data.map(({ sha }) => sha)).toEqual([shop.pull(number).previous.head, shop.tip('feature')]);
  });

  it('in conflict with its base has none', async () => {
    const { shop, client } = await fresh();
    shop.commit({ branch: 'feature', parents: [shop.tip()], change: { 'plans/pro.yaml': 'a' } });
    shop.commit({ change: { 'plans/pro.yaml': 'b' } });
    const { number } = shop.openPullRequest({ head: 'feature' });
    const { data } = await client().rest.pulls.get({ ...SHOP, pull_number: number });
    expect(data).toMatchObject({ mergeable: false, merge_commit_sha: null });
  });

  it('from a fork has its head there', async () => {
    const { github, shop, client } = await fresh();
    const fork = github.fork(shop, 'mallory/shop');
    fork.commit({ branch: 'patch', parents: [fork.tip()], change: { a: 'a' } });
    const { number } = shop.openPullRequest({ head: 'patch', from: fork, author: 'mallory' });
    const { data } = await client().rest.pulls.get({ ...SHOP, pull_number: number });
    expect(data.head).toMatchObject({
      label: 'mallory:patch',
      repo: { full_name: 'mallory/shop', fork: true },
    });
    expect(data.base.repo).toMatchObject({ full_name: 'acme/shop', fork: false });
  });
});

describe('the pull requests of a commit', () => {
  const setUp = async (method: 'merge' | 'squash' | 'rebase') => {
    const { shop, client } = await fresh();
    const own = grow(shop, 'feature', 2);
    const { number } = shop.openPullRequest({ head: 'feature' });
    shop.commit({ change: { meanwhile: 'x' } });
    const tip = shop.merge(number, method);
    const { rest } = client();
    const of = async (commit_sha: string) =>
      (await rest.repos.listPullRequestsAssociatedWithCommit({ ...SHOP, commit_sha })).data.map(
        (one) => one.number,
      );
    return { shop, own, number, tip, of, rest };
  };

  it.each(['merge', 'squash', 'rebase'] as const)('are found after a %s', async (method) => {
    const { shop, own, number, tip, of, rest } = await setUp(method);
    const { data } = await rest.pulls.get({ ...SHOP, pull_number: number });
    expect(data).toMatchObject({ merged: true, state: 'closed', merge_commit_sha: tip, commits: 2 });
    expect(shop.tip()).toBe(tip);
    expect(await of(tip)).toEqual([number]);
    expect(await of(own[0]!)).toEqual([number]);
    const { parents } = (await rest.git.getCommit({ ...SHOP, commit_sha: tip })).data;
    expect(parents.length).toBe(method === 'merge' ? 2 : 1);
    const landed = method === 'rebase' ? parents[0]!.sha : tip;
    expect(await of(landed)).toEqual([number]);
    expect(Object.keys(shop.read('main'))).toEqual(
      expect.arrayContaining(['feature/0', 'feature/1', 'meanwhile']),
    );
  });

  it('are none for a direct push, and at first where GitHub lags', async () => {
    const { shop, number, tip, of } = await setUp('squash');
    shop.state.pullsLag = 1;
    expect(await of(tip)).toEqual([]);
    expect(await of(tip)).toEqual([number]);
    expect(await of(shop.commit({ change: { direct: 'x' } }))).toEqual([]);
  });
});
