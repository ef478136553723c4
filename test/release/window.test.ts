import { describe, expect, it } from 'vitest';
import { CONFIG, pro, stand } from './stand.ts';

const raise = (amount: string) => ({ change: { 'plans/pro.yaml': pro(amount) } });

describe('the window of a release', () => {
  it('has the commits since the last one that change manifests or configuration, and no others', async () => {
    const { repo, start, window } = await stand();
    const dearer = repo.commit(raise('29.00'));
    repo.commit({ change: { 'README.md': '# The shop\n' } });
    repo.commit({ change: { 'plans/notes.md': 'Ask Ada', 'plans/.draft/x.yaml': 'x' } });
    const configured = repo.commit({ change: { [CONFIG]: 'catalog: acme\n' } });
    const nested = repo.commit({ change: { 'plans/teams/big/team.yml': 'code: team\n' } });
    const gone = repo.commit({ change: { 'plans/pro.yaml': null } });
    repo.commit({ change: { 'docs/plans/pro.yaml': 'x' } });
    expect(await window(start)).toMatchObject({
      status: 'known',
      commits: [dearer, configured, nested, gone],
      rulesAt: start,
    });
    expect((await window(configured)).commits).toEqual([nested, gone]);
  });

  it('is empty where nothing changed, and the tip’s rules judge', async () => {
    const { repo, start, window } = await stand();
    expect(await window(start)).toEqual({ status: 'known', commits: [], chain: [], rulesAt: start });
    const tip = repo.commit({ change: { 'README.md': '# The shop\n' } });
    expect(await window(start)).toMatchObject({ status: 'known', commits: [], rulesAt: tip });
  });

  it('has no commit that brings a snapshot only', async () => {
    const { repo, start, window } = await stand();
    repo.commit({ change: { 'plans/snapshot.test.sqlite': 'one' } });
    const dearer = repo.commit(raise('29.00'));
    repo.commit({ change: { 'plans/snapshot.test.sqlite': 'two', 'plans/snapshot.live.sqlite': 'one' } });
    expect((await window(start)).commits).toEqual([dearer]);
  });

  it('has both of two commits that leave everything as it was', async () => {
    const { repo, start, window } = await stand();
    const there = repo.commit(raise('29.00'));
    const back = repo.commit(raise('25.00'));
    expect((await window(start)).commits).toEqual([there, back]);
  });

  it('is judged by the rules before its first commit, not by those that it brings', async () => {
    const { repo, start, window } = await stand();
    repo.commit({ change: { 'README.md': '# The shop\n' } });
    const before = repo.tip();
    repo.commit({ change: { [CONFIG]: 'guards: { max_archives: 999 }\n' } });
    repo.commit(raise('29.00'));
    expect((await window(start)).rulesAt).toBe(before);
  });

  it('follows first parents: what a branch did before its merge is the merge’s', async () => {
    const { repo, start, propose, window } = await stand();
    const number = propose({ 'plans/pro.yaml': pro('27.00') }, { 'plans/pro.yaml': pro('29.00') });
    const merge = repo.merge(number, 'merge');
    const { commits, chain } = await window(start);
    expect(commits).toEqual([merge]);
    expect(chain.map(({ id }) => id)).toEqual([merge]);
  });

  it('has what came after the release where the released commit became a second parent', async () => {
    const { repo, start, window } = await stand();
    const side = repo.commit({
      branch: null,
      parents: [start],
      change: { 'plans/basic.yaml': 'code: basic\n' },
    });
    const released = repo.commit(raise('29.00'));
    const merge = repo.commit({
      parents: [side, released],
      files: { 'plans/pro.yaml': pro('29.00'), 'plans/basic.yaml': 'code: basic\n' },
    });
    expect(await window(released)).toMatchObject({ status: 'known', commits: [side, merge], rulesAt: start });
  });

  it.each(['shop/plans', './shop//plans/'])('finds manifests in %s', async (plans) => {
    const { repo, start, window } = await stand();
    repo.commit(raise('29.00'));
    const nested = repo.commit({ change: { 'shop/plans/pro.yaml': pro('29.00') } });
    repo.commit({ change: { 'shop/plans.yaml': 'x', 'shop/other/pro.yaml': 'x' } });
    expect((await window(start, plans)).commits).toEqual([nested]);
  });

  it('takes a folder that becomes a file for one that is gone', async () => {
    const { repo, start, window } = await stand();
    const replaced = repo.commit({ files: { plans: 'none' } });
    repo.commit({ files: { plans: 'still none' } });
    expect((await window(start)).commits).toEqual([replaced]);
  });
});

describe('a window after a forced push', () => {
  it('is not known where what was released is in another history', async () => {
    const { repo, start, window } = await stand();
    const released = repo.commit(raise('29.00'));
    repo.pushTo('main', start);
    repo.commit(raise('99.00'));
    const unknown = { commits: [], chain: [], rulesAt: released };
    expect(await window(released)).toEqual({ status: 'rewritten', ...unknown });
    repo.pushTo('main', start);
    expect(await window(released)).toEqual({ status: 'rewritten', ...unknown });
  });

  it('is not known, and the defaults judge, where what was released is gone', async () => {
    const { repo, window } = await stand();
    const unknown = { status: 'rewritten', commits: [], rulesAt: null };
    expect(await window('f'.repeat(40))).toMatchObject(unknown);
    const other = repo.commit({ branch: 'other', parents: [], files: { 'plans/pro.yaml': pro('1.00') } });
    expect(await window(other)).toMatchObject(unknown);
  });
});

describe('a window where nothing was released', () => {
  it('has the one commit that put there what the tip has', async () => {
    const { repo, start, window } = await stand();
    expect(await window(null)).toMatchObject({ status: 'known', commits: [start], rulesAt: null });
    const before = repo.commit(raise('27.00'));
    const last = repo.commit(raise('29.00'));
    repo.commit({ change: { 'plans/snapshot.test.sqlite': 'one' } });
    repo.commit({ change: { 'README.md': '# The shop\n' } });
    const { commits, chain, rulesAt } = await window(null);
    expect({ commits, rulesAt }).toEqual({ commits: [last], rulesAt: before });
    expect(chain.map(({ id }) => id).slice(0, 1)).toEqual([last]);
    expect(chain.at(-1)?.id).toBe(repo.tip());
  });

  it('finds it behind many commits, of a long branch too', async () => {
    const { repo, start, propose, window, asked } = await stand();
    for (let count = 0; count < 40; count += 1) repo.commit({ change: { 'README.md': `${count}` } });
    repo.merge(propose(...Array.from({ length: 70 }, (_, count) => ({ 'a.txt': `${count}` }))));
    asked();
    const { commits, chain } = await window(null);
    expect(commits).toEqual([start]);
    expect(chain).toHaveLength(42);
    expect(asked().filter((request) => request.includes('/commits'))).toHaveLength(4);
  });

  it('is empty without manifests', async () => {
    const { repo, window } = await stand();
    repo.commit({ branch: 'fresh', parents: [], files: { 'README.md': 'x' } });
    repo.pushTo('main', repo.tip('fresh'));
    repo.commit({ change: { 'a.txt': 'a' } });
    expect(await window(null)).toMatchObject({ status: 'known', commits: [], rulesAt: repo.tip() });
  });
});

describe('what a window costs', () => {
  it('is a few requests for hundreds of commits', async () => {
    const { repo, start, window, asked } = await stand({ limits: { pageSize: 100 } });
    const changing: string[] = [];
    for (let count = 0; count < 260; count += 1) {
      const id = repo.commit(count === 130 ? raise('29.00') : { change: { 'app/a.txt': `${count}` } });
      if (count === 130) changing.push(id);
    }
    expect((await window(start)).commits).toEqual(changing);
    const requests = asked();
    expect(requests.filter((request) => request.includes('/compare/'))).toHaveLength(3);
    expect(requests.filter((request) => request.startsWith('repository '))).toHaveLength(3);
    expect(requests.filter((request) => request.includes('/git/trees/'))).toHaveLength(2);
    expect(requests).toHaveLength(8);
  });

  it('is one request where there are too many, and nothing counts as reviewed', async () => {
    const { repo, start, window, asked } = await stand();
    for (let count = 0; count <= 5000; count += 1) repo.commit({ change: { 'a.txt': `${count}` } });
    expect(await window(start)).toEqual({ status: 'too-long', commits: [], chain: [], rulesAt: start });
    expect(asked()).toHaveLength(1);
  });

  it('ends somewhere where nothing was released and the last change is long ago', async () => {
    const { repo, window, asked } = await stand({ limits: { pageSize: 100 } });
    for (let count = 0; count <= 5000; count += 1) repo.commit({ change: { 'a.txt': `${count}` } });
    expect(await window(null)).toEqual({ status: 'too-long', commits: [], chain: [], rulesAt: null });
    expect(asked()).toHaveLength(100);
  });
});
