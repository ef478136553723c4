import { expect } from 'vitest';
import { CONFIG, pro } from './catalog.ts';
import { released } from './released.ts';
import { BOT, cheaper, large, raise, readme, rename, RULES, type Stage } from './review-stage.ts';

/** What people did, and why it is refused: that nobody reviewed it, where nothing else is said. */
interface Refused {
  readonly when: (at: Stage) => Promise<unknown>;
  readonly failure?: 'not-reviewed' | 'plan-changed' | 'guard' | 'conflict';
}

/** What is refused. */
export const REFUSED: Readonly<Record<string, Refused>> = {
  'a pull request that nobody reviewed': { when: async (at) => at.merge(at.shop.propose(raise)) },
  'a direct push': { when: async (at) => at.push(raise) },
  'a reviewed value that a later pull request took back, pushed again': {
    when: async (at) => {
      at.merge(await at.reviewed(raise));
      at.merge(await at.reviewed({ 'plans/pro.yaml': pro('25.00') }));
      at.push(raise);
    },
    failure: 'plan-changed',
  },
  'a direct push with a clone': {
    when: async (at) => {
      const ada = at.person();
      ada.write('plans/pro.yaml', pro('29.00'));
      ada.commit('Raise');
      expect(ada.push()).toEqual({ refused: null });
    },
  },
  'a direct push between two reviewed pull requests': {
    when: async (at) => {
      at.merge(await at.reviewed(rename));
      at.push({ 'plans/pro.yaml': pro('29.00', 'Pro Plan') });
      at.merge(await at.reviewed(cheaper));
    },
  },
  'the merge of a branch that a person made and pushed, without a pull request': {
    when: async (at) => {
      const ada = at.person();
      ada.git('checkout', '--quiet', '-b', 'idea');
      ada.write('plans/pro.yaml', pro('29.00'));
      ada.commit('Raise');
      ada.git('checkout', '--quiet', 'main');
      ada.git('merge', '--quiet', '--no-ff', '--no-edit', 'idea');
      expect(ada.push()).toEqual({ refused: null });
    },
  },
  'a forced push that rewrites what was released': {
    when: async (at) => {
      const ada = at.person();
      ada.git('checkout', '--quiet', '--orphan', 'new');
      ada.write('plans/pro.yaml', pro('29.00'));
      ada.commit('Start over');
      expect(ada.push('--force', 'origin', 'HEAD:main')).toEqual({ refused: null });
    },
  },
  'a forced push that puts another price into a reviewed merge': {
    when: async (at) => {
      at.merge(await at.reviewed(raise));
      const ada = at.person();
      ada.write('plans/pro.yaml', pro('31.00'));
      ada.git('commit', '--quiet', '--all', '--amend', '--no-edit');
      expect(ada.push('--force', 'origin', 'HEAD:main')).toEqual({ refused: null });
    },
  },
  'a comment that was deleted': {
    when: async (at) => {
      const number = await at.reviewed(raise);
      at.shop.repo.pull(number).comments.length = 0;
      at.merge(number);
    },
  },
  'a comment whose first line was edited away': {
    when: async (at) => {
      const number = await at.reviewed(raise);
      at.edit(number, (body) => body.slice(body.indexOf('\n') + 1));
      at.merge(number);
    },
  },
  'a record that somebody broke': {
    when: async (at) => {
      const number = await at.reviewed(raise);
      at.edit(number, (body) => body.replace('"v":1', '"v":'));
      at.merge(number);
    },
  },
  'a record of another price': {
    when: async (at) => {
      const number = await at.reviewed(raise);
      at.edit(number, (body) => body.replaceAll(/"[0-9a-f]{16}"/g, '"0000000000000000"'));
      at.merge(number);
    },
    failure: 'plan-changed',
  },
  'the right record, in a comment by a person': {
    when: async (at) => {
      const number = await at.reviewed(raise);
      const { body } = at.comment(number);
      at.shop.repo.pull(number).comments.length = 0;
      at.shop.repo.addComment(number, body, 'octocat');
      at.merge(number);
    },
  },
  'the right record, in a comment by another app': {
    when: async (at) => {
      const number = await at.reviewed(raise);
      const { body } = at.comment(number);
      at.shop.repo.pull(number).comments.length = 0;
      at.shop.repo.addComment(number, body, 'renovate[bot]');
      at.merge(number);
    },
  },
  'a commit that came after the review': {
    when: async (at) => {
      const number = await at.reviewed({ 'plans/pro.yaml': pro('27.00') });
      at.commitTo(number, raise);
      at.merge(number);
    },
  },
  'a commit that came after the review and is rebased': {
    when: async (at) => {
      const number = await at.reviewed(rename);
      at.commitTo(number, { 'plans/pro.yaml': pro('29.00', 'Pro Plan') });
      at.merge(number, 'rebase');
    },
  },
  'a record for another base': {
    when: async (at) => {
      at.shop.repo.commit({ branch: 'next', parents: [at.shop.repo.tip()], change: readme });
      at.shop.repo.commit({ branch: 'idea', parents: [at.shop.repo.tip('next')], change: raise });
      const { number } = at.shop.repo.openPullRequest({ head: 'idea', base: 'next' });
      await at.review(number);
      at.shop.repo.retarget(number, 'main');
      at.merge(number);
    },
  },
  'a record for the default branch, of a pull request that was merged into another one': {
    when: async (at) => {
      const number = await at.reviewed(raise);
      at.shop.repo.commit({ branch: 'next', parents: [at.shop.repo.tip()], change: readme });
      at.shop.repo.retarget(number, 'next');
      at.merge(number);
      at.shop.repo.pushTo('main', at.shop.repo.tip('next'));
    },
  },
  'a review for another environment': {
    when: async (at) => {
      const number = await at.reviewed(raise);
      at.edit(number, (body) => body.replace('pricebook:review live', 'pricebook:review staging'));
      at.merge(number);
    },
  },
  'one pull request of a merge queue that nobody reviewed': {
    when: async (at) => at.queue(await at.reviewed(cheaper), at.shop.propose(raise)),
  },
  'a refused change that a later pull request carries along': {
    when: async (at) => {
      at.merge(at.shop.propose(raise));
      expect((await at.shop.release()).failure).toBe('not-reviewed');
      at.merge(await at.reviewed(cheaper));
    },
  },
  'a refused change that a later pull request of the same plan carries along': {
    when: async (at) => {
      at.push(raise);
      expect((await at.shop.release()).failure).toBe('not-reviewed');
      at.merge(await at.reviewed({ 'plans/pro.yaml': pro('29.00', 'Pro Plan') }));
    },
  },
  'a refused change that a later pull request, too large to record each change, carries along': {
    when: async (at) => {
      at.push(raise);
      expect((await at.shop.release()).failure).toBe('not-reviewed');
      const number = await at.reviewed(large);
      expect(at.comment(number).body).toContain('"changes":null');
      at.merge(number);
    },
  },
  'an old record that is copied to a new pull request months later': {
    when: async (at) => {
      const old = await at.reviewed(raise);
      const { body } = at.comment(old);
      at.merge(old);
      await released(at.shop);
      at.shop.advance(90 * 86_400);
      at.merge(await at.reviewed({ 'plans/pro.yaml': pro('25.00') }));
      await released(at.shop);
      const number = at.shop.propose(raise);
      at.shop.repo.addComment(number, body, BOT);
      at.merge(number);
    },
  },
  'the commit of an old reviewed pull request, pushed again months later': {
    when: async (at) => {
      at.merge(await at.reviewed(raise));
      await released(at.shop);
      at.shop.advance(90 * 86_400);
      at.merge(await at.reviewed({ 'plans/pro.yaml': pro('25.00') }));
      await released(at.shop);
      at.push(raise);
    },
  },
  'a pull request that takes the review away by which it is judged': {
    when: async (at) =>
      at.merge(
        at.shop.propose({
          ...raise,
          [CONFIG]: RULES.replace('live: { livemode: true }', 'live: { livemode: true, review: none }'),
        }),
      ),
  },
  'a pull request that loosens the guard by which it is judged': {
    when: async (at) => {
      const number = at.shop.propose({ [CONFIG]: RULES.replace('30', '90'), 'plans/pro.yaml': pro('40.00') });
      await at.shop.review(number);
      at.merge(number);
    },
    failure: 'guard',
  },
  'two commits of one rebase, the first of which loosens the guard': {
    when: async (at) => {
      const number = at.shop.propose(
        { [CONFIG]: RULES.replace('30', '90') },
        { 'plans/pro.yaml': pro('40.00') },
      );
      await at.shop.review(number);
      at.merge(number, 'rebase');
    },
    failure: 'guard',
  },
  'a guard that a pull request loosened which is not released yet': {
    when: async (at) => {
      at.merge(await at.reviewed({ [CONFIG]: RULES.replace('30', '90') }));
      const number = at.shop.propose({ 'plans/pro.yaml': pro('40.00') });
      await at.shop.review(number);
      at.merge(number);
    },
    failure: 'guard',
  },
  'a guard that is loosened after it stopped the release': {
    when: async (at) => {
      const number = at.shop.propose({ 'plans/pro.yaml': pro('40.00') });
      await at.shop.review(number);
      at.merge(number);
      expect((await at.shop.release()).failure).toBe('guard');
      const looser = at.shop.propose({ [CONFIG]: RULES.replace('30', '90') });
      await at.shop.review(looser);
      expect(at.comment(looser).body).not.toContain('Raise');
      at.merge(looser);
    },
    failure: 'guard',
  },
  'a reviewed change of what somebody changed by hand meanwhile': {
    when: async (at) => {
      const number = await at.reviewed(rename);
      const key = { Authorization: 'Bearer sk_live_dashboard_1234567890' };
      const body = new URLSearchParams({ name: 'Pro!' });
      expect(
        (await fetch(`${at.shop.emulator.url}/v1/products/pro`, { method: 'POST', headers: key, body }))
          .status,
      ).toBe(200);
      at.merge(number);
    },
    failure: 'conflict',
  },
};
