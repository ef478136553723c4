import { expect } from 'vitest';
import { pro } from './catalog.ts';
import { released } from './released.ts';
import { cheaper, large, raise, readme, rename, type Stage } from './review-stage.ts';

/** What people did, and what is sold after the release. */
interface Released {
  readonly when: (at: Stage) => Promise<unknown>;
  readonly sells: string;
}

/** What is released. */
export const RELEASED: Readonly<Record<string, Released>> = {
  'a reviewed pull request, squashed': {
    when: async (at) => at.merge(await at.reviewed(raise)),
    sells: 'Pro 2900, basic 1000',
  },
  'a reviewed pull request, merged by a merge commit': {
    when: async (at) => at.merge(await at.reviewed(rename, raise), 'merge'),
    sells: 'Pro 2900, basic 1000',
  },
  'a reviewed pull request, rebased, of which no single commit is what was reviewed': {
    when: async (at) =>
      at.merge(await at.reviewed({ 'plans/pro.yaml': pro('27.00', 'Pro Plan') }, readme, raise), 'rebase'),
    sells: 'Pro 2900, basic 1000',
  },
  'two reviewed pull requests of a merge queue': {
    when: async (at) => at.queue(await at.reviewed(raise), await at.reviewed(cheaper)),
    sells: 'Pro 2900, basic 900',
  },
  'two reviewed pull requests that edit one object': {
    when: async (at) => {
      at.merge(await at.reviewed(rename));
      at.merge(await at.reviewed({ 'plans/pro.yaml': pro('29.00', 'Pro Plan') }));
    },
    sells: 'Pro Plan 2900, basic 1000',
  },
  'two reviewed pull requests that raise one price one after the other': {
    when: async (at) => {
      at.merge(await at.reviewed({ 'plans/pro.yaml': pro('27.00') }));
      at.merge(await at.reviewed(raise));
    },
    sells: 'Pro 2900, basic 1000',
  },
  'a pull request too large to record each change, reviewed before an earlier one was released': {
    when: async (at) => {
      at.merge(await at.reviewed(cheaper));
      const number = await at.reviewed(large);
      await released(at.shop);
      at.merge(number);
    },
    sells: 'Pro 2500, basic 900',
  },
  'a pull request that was pushed to and reviewed again': {
    when: async (at) => {
      const number = await at.reviewed({ 'plans/pro.yaml': pro('27.00') });
      at.commitTo(number, raise);
      await at.review(number);
      at.merge(number);
    },
    sells: 'Pro 2900, basic 1000',
  },
  'a reviewed pull request between direct pushes of other things': {
    when: async (at) => {
      const number = await at.reviewed(raise);
      at.push(readme);
      at.merge(number);
      at.push({ 'docs/prices.md': 'Dear.' });
    },
    sells: 'Pro 2900, basic 1000',
  },
  'a record whose text below it was edited': {
    when: async (at) => {
      const number = await at.reviewed(raise);
      at.edit(number, (body) => `${body}\n\nApproved by Ada.`);
      at.merge(number);
    },
    sells: 'Pro 2900, basic 1000',
  },
  'a record beside forged ones by others': {
    when: async (at) => {
      const number = at.shop.propose(raise);
      at.shop.repo.addComment(number, '<!-- pricebook:review live {"v":1} -->\nForged', 'octocat');
      await at.review(number);
      at.shop.repo.addComment(
        number,
        at.comment(number).body.replaceAll(/"[0-9a-f]{16}"/g, '"0000000000000000"'),
        'other[bot]',
      );
      at.merge(number);
    },
    sells: 'Pro 2900, basic 1000',
  },
  'a merge that GitHub does not know the pull request of at first': {
    when: async (at) => {
      at.merge(await at.reviewed(raise));
      at.shop.repo.state.pullsLag = 3;
    },
    sells: 'Pro 2900, basic 1000',
  },
  'what a later pull request took back before it was released, although nobody reviewed it': {
    when: async (at) => {
      at.merge(at.shop.propose({ 'plans/pro.yaml': pro('99.00') }));
      expect((await at.shop.release()).exit).not.toBe(0);
      at.merge(await at.reviewed({ ...raise, ...cheaper }));
    },
    sells: 'Pro 2900, basic 900',
  },
  'a pull request into another branch, which a reviewed one brings to the default branch': {
    when: async (at) => {
      at.shop.repo.commit({ branch: 'next', parents: [at.shop.repo.tip()], change: readme });
      at.shop.repo.commit({ branch: 'idea', parents: [at.shop.repo.tip('next')], change: raise });
      at.shop.repo.merge(at.shop.repo.openPullRequest({ head: 'idea', base: 'next' }).number, 'squash');
      const { number } = at.shop.repo.openPullRequest({ head: 'next' });
      await at.review(number);
      at.merge(number, 'merge');
    },
    sells: 'Pro 2900, basic 1000',
  },
  'a reviewed pull request whose merge a person pushed on top of, with a clone': {
    when: async (at) => {
      at.merge(await at.reviewed(raise));
      const ada = at.person();
      ada.write('README.md', '# Ada was here\n');
      ada.commit('Say hello');
      expect(ada.push()).toEqual({ refused: null });
    },
    sells: 'Pro 2900, basic 1000',
  },
  'a refused change that a reviewed pull request shows again': {
    when: async (at) => {
      at.push(raise);
      expect((await at.shop.release()).exit).not.toBe(0);
      at.merge(await at.reviewed({ 'plans/pro.yaml': pro('25.00') }));
      await released(at.shop);
      at.merge(await at.reviewed(raise));
    },
    sells: 'Pro 2900, basic 1000',
  },
};
