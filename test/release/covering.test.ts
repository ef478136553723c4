import { describe, expect, it } from 'vitest';
import { coveringPullRequests } from '../../src/commands/release/covering.ts';
import { mergeGroupEvent } from '../github/payloads.ts';
import { pro, stand, type Stand } from './stand.ts';

const noWait = async (): Promise<void> => {};

/** The numbers of the pull requests that cover each commit of the window, oldest commit first. */
async function covering({ github, start, window }: Stand, wait = noWait as (time: number) => Promise<void>) {
  const covered = await coveringPullRequests(github, await window(start), {
    defaultBranch: 'main',
    patience: 'minute',
    wait,
  });
  return covered.map(
    ({ commit, pullRequests }) => [commit, pullRequests.map(({ number }) => number)] as const,
  );
}

const dearer = { 'plans/pro.yaml': pro('29.00') };
const dearest = { 'plans/pro.yaml': pro('35.00') };
const team = { 'plans/team.yaml': 'code: team\n' };
const readme = { 'README.md': '# The shop\n' };

describe('a pull request covers', () => {
  it.each(['squash', 'merge'] as const)('the commit of its %s', async (method) => {
    const at = await stand();
    const number = at.propose(dearer, team);
    at.repo.commit({ change: readme });
    const commit = at.repo.merge(number, method);
    expect(await covering(at)).toEqual([[commit, [number]]]);
  });

  it('every commit of its rebase, also where the last one changes no manifest', async () => {
    const at = await stand();
    const number = at.propose(dearer, { 'docs/a.md': 'a' }, team, { 'docs/b.md': 'b' });
    at.repo.commit({ change: readme });
    at.repo.merge(number, 'rebase');
    const { commits } = await at.window(at.start);
    expect(commits).toHaveLength(2);
    expect(await covering(at)).toEqual(commits.map((commit) => [commit, [number]]));
  });

  it('its own commit of a merge queue, and not that of another', async () => {
    const at = await stand();
    const [first, second] = [at.propose(dearer), at.propose(team)];
    mergeGroupEvent(at.repo, [first, second]);
    const commits = [at.repo.mergeQueued(first), at.repo.mergeQueued(second)];
    expect(await covering(at)).toEqual([
      [commits[0], [first]],
      [commits[1], [second]],
    ]);
  });

  it('each its own, of several that follow each other', async () => {
    const at = await stand();
    const first = at.propose(dearer, team);
    at.repo.merge(first, 'rebase');
    const second = at.propose(dearest, { 'plans/team.yaml': null });
    at.repo.merge(second, 'rebase');
    const third = at.propose(dearer);
    at.repo.merge(third, 'squash');
    const numbers = (await covering(at)).map(([, [number]]) => number);
    expect(numbers).toEqual([first, first, second, second, third]);
  });
});

describe('a pull request does not cover', () => {
  it('a direct push, also one between others', async () => {
    const at = await stand();
    const number = at.propose(dearer);
    const before = at.repo.commit({ change: team });
    const merge = at.repo.merge(number, 'squash');
    const after = at.repo.commit({ change: dearest });
    expect(await covering(at)).toEqual([
      [before, []],
      [merge, [number]],
      [after, []],
    ]);
  });

  it('a commit that it only contains', async () => {
    const at = await stand();
    const number = at.propose(dearer, team, { 'docs/a.md': 'a' });
    const pushed = at.repo.commit({ change: dearest });
    at.repo.commit({ change: { 'plans/pro.yaml': pro('25.00') } });
    at.repo.merge(number, 'merge');
    at.repo.pull(number).landed.add(pushed); // GitHub names it there, whatever put it on the branch
    expect(await at.github.pullRequestsOf(pushed)).toEqual([number]);
    const covered = await covering(at);
    expect(covered[0]).toEqual([pushed, []]);
    expect(covered[2]).toEqual([at.repo.tip(), [number]]);
  });

  it('more commits than it has, although GitHub names it at each of them', async () => {
    const at = await stand();
    const number = at.propose(dearer);
    const pushed = at.repo.commit({ change: team });
    const merge = at.repo.merge(number, 'squash');
    at.repo.pull(number).landed.add(pushed);
    expect(await covering(at)).toEqual([
      [pushed, []],
      [merge, [number]],
    ]);
  });

  it('a direct push before its squash, although it has as many commits', async () => {
    const at = await stand();
    const number = at.propose(dearer, readme, { 'docs/a.md': 'a' });
    const pushed = at.repo.commit({ change: team });
    at.repo.merge(number, 'squash');
    expect((await covering(at))[0]).toEqual([pushed, []]);
  });

  it('what it brought to another branch', async () => {
    const at = await stand();
    at.repo.commit({ branch: 'next', parents: [at.start], change: readme });
    at.repo.commit({ branch: 'idea', parents: [at.repo.tip('next')], change: dearer });
    const { number } = at.repo.openPullRequest({ head: 'idea', base: 'next' });
    const merge = at.repo.merge(number, 'squash');
    at.repo.pushTo('main', at.repo.tip('next'));
    expect(await at.github.pullRequestsOf(merge)).toEqual([number]);
    expect(await covering(at)).toEqual([[merge, []]]);
  });

  it('anything while it is open', async () => {
    const at = await stand();
    at.propose(dearer);
    const pushed = at.repo.commit({ change: team });
    expect(await covering(at)).toEqual([[pushed, []]]);
  });
});

describe('GitHub, which may not know a merge yet,', () => {
  it('is asked again, until it does', async () => {
    const at = await stand();
    const [first, second] = [at.propose(dearer), at.propose(team)];
    const commits = [at.repo.merge(first, 'squash'), at.repo.merge(second, 'squash')];
    at.repo.state.pullsLag = 4;
    const waits: number[] = [];
    const covered = await covering(at, async (time) => void waits.push(time));
    expect(covered).toEqual([
      [commits[0], [first]],
      [commits[1], [second]],
    ]);
    expect(waits).toEqual([2000, 4000]);
  });

  it('is asked for a minute, whatever the number of commits, and then they count as pushed directly', async () => {
    const at = await stand();
    at.repo.merge(at.propose(dearer), 'squash');
    at.repo.merge(at.propose(team), 'squash');
    at.repo.state.pullsLag = 1000;
    const waits: number[] = [];
    const covered = await covering(at, async (time) => void waits.push(time));
    expect(covered.map(([, numbers]) => numbers)).toEqual([[], []]);
    expect(waits.reduce((sum, time) => sum + time)).toBe(60_000);
  });

  it('is asked again about the commits between a rebased one and the last as well', async () => {
    const at = await stand();
    const number = at.propose(dearer, readme, { 'docs/a.md': 'a' });
    at.repo.merge(number, 'rebase');
    const { chain } = await at.window(at.start);
    let lagging = true;
    at.server.onRequest(({ path }) => {
      const isMiddle = path.includes(`/commits/${chain[1]!.id}/pulls`);
      at.repo.state.pullsLag = lagging && isMiddle ? 1 : 0;
    });
    expect(
      await covering(at, async () => {
        lagging = false;
      }),
    ).toEqual([[chain[0]!.id, [number]]]);
    expect(lagging).toBe(false);
  });

  it('is not waited for where it knows', async () => {
    const at = await stand();
    const number = at.propose(dearer);
    const commit = at.repo.merge(number, 'squash');
    at.asked();
    const never = async (): Promise<never> => {
      throw new Error('nothing to wait for');
    };
    expect(await covering(at, never)).toEqual([[commit, [number]]]);
    expect(at.asked().filter((request) => request.includes('pulls'))).toEqual([
      `GET /commits/${commit}/pulls`,
      `GET /pulls/${number}`,
    ]);
  });
});
