import { describe, expect, it } from 'vitest';
import { passed, reviewsLeft } from '../../src/commands/release/passed.ts';
import { pullRequestsIn } from '../../src/commands/release/pull-requests.ts';
import type { Release } from '../../src/commands/release/release.ts';
import type { Outcome, Plan } from '../../src/model/plan.ts';
import { emptyState } from '../../src/snapshot/state.ts';
import { pro, stand, type Stand } from './stand.ts';

/** The pull requests of a release of the tip, when reviews were used up to a commit. */
const released = async ({ github, repo, start, window }: Stand, reviewed: string | null) =>
  (
    await pullRequestsIn(
      github,
      { window: await window(start), tip: repo.tip(), reviewed },
      { defaultBranch: 'main', environment: 'live', patience: 'moment', wait: async () => {} },
    )
  ).map(({ number, isSpent }) => [number, isSpent]);

/** A shop with two merged pull requests, and the commit at which the first one left it. */
async function merged() {
  const at = await stand();
  const first = at.propose({ 'plans/pro.yaml': pro('26.00') });
  at.repo.merge(first, 'squash');
  const between = at.repo.tip();
  const second = at.propose({ 'plans/pro.yaml': pro('27.00') });
  at.repo.merge(second, 'squash');
  return { at, first, second, between };
}

describe('the review of a pull request', () => {
  it('counts as long as no release used it', async () => {
    const { at, first, second, between } = await merged();
    expect(await released(at, null)).toEqual([
      [first, false],
      [second, false],
    ]);
    expect(await released(at, between)).toEqual([
      [first, true],
      [second, false],
    ]);
    expect(await released(at, at.repo.tip())).toEqual([
      [first, true],
      [second, true],
    ]);
  });

  it('counts no more where nobody knows up to where they were used', async () => {
    const { at, first, second, between } = await merged();
    const elsewhere = at.repo.commit({ branch: 'other', parents: [between], change: { 'a.md': 'a' } });
    expect(await released(at, elsewhere)).toEqual([
      [first, true],
      [second, true],
    ]);
    expect(await released(at, 'f'.repeat(40))).toEqual([
      [first, true],
      [second, true],
    ]);
  });
});

const update = (key: string) => ({ action: 'update', key, fields: [] });
const outcome = (key: string, status: Outcome['status']) => ({ action: 'update', key, status });
const release = (review: 'planned' | 'none', isNews = true) =>
  ({ commit: 'c1', isNews, settings: { environment: { review } } }) as unknown as Release;
const left = (statuses: Readonly<Record<string, Outcome['status']>>, of = release('planned')) =>
  reviewsLeft(
    { changes: Object.keys(statuses).map(update) } as unknown as Plan,
    Object.entries(statuses).map(([key, status]) => outcome(key, status)) as unknown as Outcome[],
    of,
  );

describe('what a release leaves of the reviews it used', () => {
  it('is what failed, and what was not begun', () => {
    const keys = left({ 'product/a': 'done', 'product/b': 'failed', 'product/c': 'skipped' });
    expect(keys).toMatchObject({ reviewed: 'c1', pending: [{ key: 'product/b' }, { key: 'product/c' }] });
  });

  it('is nothing when all is done, or where nothing had to be reviewed', () => {
    const nothing = { reviewed: null, pending: [] };
    expect(left({ 'product/a': 'done' })).toEqual(nothing);
    expect(left({ 'product/a': 'failed' }, release('none'))).toEqual(nothing);
  });

  it('is struck when everything is done, also where no commit passes', () => {
    const empty = emptyState({ account: 'acct_1', livemode: true, catalog: 'default' });
    const half = {
      ...empty,
      released: 'c0',
      reviewed: 'c1',
      pending: left({ 'product/a': 'failed' }).pending,
    };
    expect(passed(release('planned'), half)).toMatchObject({ released: 'c1', reviewed: null, pending: [] });
    expect(passed(release('planned', false), half)).toMatchObject({
      released: 'c0',
      reviewed: null,
      pending: [],
    });
    expect(passed(release('planned', false), { ...empty, released: 'c0' })).toBeNull();
    expect(passed(release('planned'), { ...empty, released: 'c1' })).toBeNull();
  });
});
