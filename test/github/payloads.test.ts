import { describe, expect, it } from 'vitest';
import {
  type PullAction,
  dispatchEvent,
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  scheduleEvent,
} from './payloads.ts';
import { fresh } from './support.ts';

const setUp = async () => {
  const { github, shop } = await fresh();
  shop.commit({ branch: 'next', parents: [shop.tip()], change: { next: 'x' } });
  shop.commit({
    branch: 'feature',
    parents: [shop.tip()],
    change: { 'plans/pro.yaml': 'code: pro\nname: Pro\n' },
  });
  shop.openPullRequest({ head: 'feature', number: 7, author: 'alice', title: 'Pro costs more' });
  return { github, shop };
};

describe('the event of a pull request', () => {
  it('runs on the test merge, whose parents are the base and the head', async () => {
    const { github, shop } = await setUp();
    const { env, payload } = pullRequestEvent(shop, 7, 'opened');
    expect(env).toMatchObject({
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_REF_NAME: '7/merge',
      GITHUB_BASE_REF: 'main',
      GITHUB_HEAD_REF: 'feature',
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_REPOSITORY_OWNER: 'acme',
      GITHUB_API_URL: github.url,
      GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
      GITHUB_ACTOR: 'alice',
    });
    const merge = shop.state.objects.commits.get(env.GITHUB_SHA!);
    expect(merge?.parents).toEqual([shop.tip(), shop.tip('feature')]);
    expect(payload).toMatchObject({
      action: 'opened',
      number: 7,
      pull_request: {
        number: 7,
        title: 'Pro costs more',
        head: { ref: 'feature', sha: shop.tip('feature'), label: 'acme:feature', repo: { fork: false } },
        base: { ref: 'main', sha: shop.tip(), repo: { full_name: 'acme/shop' } },
        user: { login: 'alice' },
        merge_commit_sha: env.GITHUB_SHA,
        mergeable: true,
        merged: false,
        commits: 1,
      },
      repository: {
        full_name: 'acme/shop',
        default_branch: 'main',
        visibility: 'public',
        owner: { login: 'acme' },
      },
      organization: { login: 'acme' },
      sender: { login: 'alice', type: 'User' },
    });
  });

  it('tells what changed', async () => {
    const { shop } = await setUp();
    const payload = (action: PullAction) => pullRequestEvent(shop, 7, action).payload;
    const [before, main] = [shop.tip('feature'), shop.tip()];
    const after = shop.commit({ branch: 'feature', change: { more: 'x' } });
    expect(payload('synchronize')).toMatchObject({ action: 'synchronize', before, after });
    expect(payload('reopened')).toMatchObject({ action: 'reopened', pull_request: { head: { sha: after } } });
    shop.retitle(7, 'Pro costs less');
    expect(payload('retitled')).toMatchObject({
      action: 'edited',
      changes: { title: { from: 'Pro costs more' } },
    });
    shop.retarget(7, 'next');
    expect(payload('retargeted')).toMatchObject({
      action: 'edited',
      changes: { base: { ref: { from: 'main' }, sha: { from: main } } },
      pull_request: { base: { ref: 'next', sha: shop.tip('next') } },
    });
  });

  it('from a fork says so, and one of Dependabot comes from Dependabot', async () => {
    const { github, shop } = await setUp();
    const fork = github.fork(shop, 'mallory/shop');
    fork.commit({ branch: 'patch', parents: [fork.tip()], change: { a: 'a' } });
    const { number } = shop.openPullRequest({ head: 'patch', from: fork, author: 'mallory' });
    expect(pullRequestEvent(shop, number, 'opened').payload).toMatchObject({
      pull_request: {
        head: { repo: { full_name: 'mallory/shop', fork: true, owner: { login: 'mallory' } } },
      },
      repository: { full_name: 'acme/shop', fork: false },
      sender: { login: 'mallory' },
    });
    shop.commit({ branch: 'dependabot/npm/yaml', parents: [shop.tip()], change: { b: 'b' } });
    const bumped = shop.openPullRequest({ head: 'dependabot/npm/yaml', author: 'dependabot[bot]' }).number;
    const { env, payload } = pullRequestEvent(shop, bumped, 'opened');
    expect(env.GITHUB_ACTOR).toBe('dependabot[bot]');
    expect(payload).toMatchObject({ sender: { login: 'dependabot[bot]', id: 49_699_333, type: 'Bot' } });
    const pushed = pullRequestEvent(shop, bumped, { action: 'synchronize', sender: 'alice' });
    expect(pushed.env.GITHUB_ACTOR).toBe('alice');
  });
});

describe('the event of a merge queue', () => {
  it('puts one pull request on top of the other', async () => {
    const { shop } = await setUp();
    shop.commit({ branch: 'second', parents: [shop.tip()], change: { second: 'x' } });
    shop.openPullRequest({ head: 'second', number: 12 });
    const main = shop.tip();
    const first = mergeGroupEvent(shop, [7]);
    expect(first.env.GITHUB_REF).toBe(`refs/heads/gh-readonly-queue/main/pr-7-${main}`);
    const { env, payload } = mergeGroupEvent(shop, [7, 12]);
    const group = payload.merge_group as Record<string, string>;
    expect(payload.action).toBe('checks_requested');
    expect(group).toMatchObject({
      base_ref: 'refs/heads/main',
      head_sha: env.GITHUB_SHA,
      head_ref: `refs/heads/gh-readonly-queue/main/pr-12-${group.base_sha}`,
      head_commit: { id: env.GITHUB_SHA },
    });
    expect(shop.read(env.GITHUB_SHA!)).toMatchObject({
      'plans/pro.yaml': 'code: pro\nname: Pro\n',
      second: 'x',
    });
    expect(shop.tip()).toBe(main);
    expect(env).toMatchObject({ GITHUB_EVENT_NAME: 'merge_group', GITHUB_BASE_REF: '', GITHUB_HEAD_REF: '' });
  });
});

describe('the other events', () => {
  it('a push tells from where to where', async () => {
    const { shop } = await setUp();
    const before = shop.tip();
    shop.merge(7, 'squash');
    const { env, payload } = pushEvent(shop, { before });
    expect(env).toMatchObject({
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: shop.tip(),
      GITHUB_REF_NAME: 'main',
    });
    expect(payload).toMatchObject({
      ref: 'refs/heads/main',
      before,
      after: shop.tip(),
      forced: false,
      commits: [{ id: shop.tip(), modified: ['plans/pro.yaml'], added: [] }],
      head_commit: { id: shop.tip() },
    });
    const lost = shop.tip();
    shop.pushTo('main', before);
    expect(pushEvent(shop, { before: lost }).payload).toMatchObject({
      forced: true,
      commits: [],
      head_commit: null,
    });
  });

  it('a schedule and a start by hand run on a branch', async () => {
    const { shop } = await setUp();
    expect(scheduleEvent(shop)).toMatchObject({
      env: { GITHUB_EVENT_NAME: 'schedule', GITHUB_REF: 'refs/heads/main', GITHUB_SHA: shop.tip() },
      payload: { schedule: '17 5 * * *', repository: { default_branch: 'main' } },
    });
    expect(dispatchEvent(shop, { branch: 'next', inputs: { approve: 'sha256:1' } })).toMatchObject({
      env: {
        GITHUB_EVENT_NAME: 'workflow_dispatch',
        GITHUB_REF: 'refs/heads/next',
        GITHUB_SHA: shop.tip('next'),
      },
      payload: { ref: 'refs/heads/next', inputs: { approve: 'sha256:1' }, sender: { login: 'octocat' } },
    });
  });
});
