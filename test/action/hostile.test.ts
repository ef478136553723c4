import { afterEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { HOSTILE } from '../render/hostile.ts';
import { problemsIn } from '../review/markdown.ts';
import { newShop, READ_KEY, type Shop } from './shop.ts';

let shop: Shop;
afterEach(async () => shop.close());

const live = { inputs: { 'stripe-api-key': READ_KEY.replace('test', 'live') } };
const longest = (text: string, most: number): string => text.toWellFormed().slice(0, most).toWellFormed();

/** A plan that says a text wherever one may be said; Stripe takes so many characters of each. */
const plan = (code: string, text: string, amount: string): string =>
  stringify({
    code,
    name: longest(text, 250) || code,
    description: longest(text, 1000),
    features: [longest(text, 80)],
    prices: { monthly: { amount, currency: 'usd', interval: 'month', nickname: longest(text, 500) } },
  });

const plans = (texts: readonly (readonly [code: string, text: string])[], amount: string): string =>
  texts.map(([code, text]) => plan(code, text, amount)).join('---\n');

describe('what a manifest, Stripe, a branch or a file says', () => {
  it('is text and nothing else, in comment and log', async () => {
    // Manifests with control characters are refused, and Stripe keeps none.
    const texts = Object.entries(HOSTILE).map(
      ([name, text]) => [name, text.replace(/[\p{Cc}\p{Cs}]/gu, ' ').trim() || name] as const,
    );
    const calm = texts.map(([name]) => [name, name] as const);
    shop = await newShop({ 'plans/all.yaml': plans(calm, '25.00') });
    await shop.release('live');
    for (const [name, text] of texts)
      await shop.somebody.products.update(name, { description: longest(text, 1000) || 'x' });
    const evil = plans(texts, '29.00');
    const broken = { 'plans/all.yaml': evil, 'plans/@octo <b>.yaml': 'code: [\n' };
    const number = shop.propose(broken, 'x-@octocat--><b>#1');
    const refused = await shop.review(number, 'opened', live);
    expect(refused.exit).toBe(1);
    const failure = shop.told(number)[0];
    // What looks like a key is refused, so that one stays calm.
    const allowed = texts.map(([name, text]) => [name, name === 'secret' ? name : text] as const);
    shop.push(number, { 'plans/all.yaml': plans(allowed, '29.00'), 'plans/@octo <b>.yaml': null });
    const step = await shop.review(number, 'synchronize', live);
    expect(step.log.match(/^::error.*/gm)).toBeNull();
    expect(shop.told(number)[0]).toContain('octo');
    for (const comment of [failure, shop.told(number)[0]]) {
      const [marker, ...lines] = (comment ?? '').split('\n');
      expect(marker).toMatch(/^<!-- pricebook:review live \{[^<>@#]*\} -->$/);
      expect(problemsIn(lines.join('\n').replaceAll('$', '<span>$</span>'))).toEqual([]);
    }
    for (const { log } of [refused, step]) {
      expect(log).not.toMatch(/^\s*::(?!(error|warning|notice|add-mask|group|endgroup)[ :])/m);
      expect(log).not.toContain('##[');
    }
  });
});
