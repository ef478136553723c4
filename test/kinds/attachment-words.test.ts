import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/kinds/registry.ts';
import { reviewComment } from '../../src/render/review/comment.ts';
import { renderPlan } from '../../src/render/plan.ts';
import { readStripe } from '../../src/commands/make-plan.ts';
import { idOf } from '../engine/shop.ts';
import type { World } from '../engine/world.ts';
import { multiply, subscribe } from '../impact/crowd.ts';
import { desiredOf, released, reviewed } from '../impact/review.ts';
import { view } from '../review/build.ts';

const PRICES = `prices:
  monthly: { amount: 25, currency: usd, interval: month }
  yearly: { amount: 250, currency: usd, interval: year }
`;
const ENTITLEMENTS = `---
kind: entitlement
code: sso
name: Single sign-on
---
kind: entitlement
code: saml
name: SAML
`;
const plan = (codes: string, prices = PRICES): string =>
  `code: pro\nname: Pro Plan\nentitlements: [${codes}]\n${prices}${ENTITLEMENTS}`;
const NOUNS = Object.fromEntries(
  kinds.flatMap(({ name, noun }) => (noun === undefined ? [] : [[name, noun]])),
);

/** The comment about these manifests, and how many requests counting took. */
async function commented(world: World, yaml: string): Promise<{ text: string; requests: number }> {
  const { account } = await world.applied();
  const live = await readStripe(world.writer, account, {
    desired: desiredOf(yaml),
    applied: await world.applied(),
  });
  const { review, impact, requests } = await reviewed(world, yaml, { live });
  const { resources } = await world.applied();
  return {
    text: reviewComment(review, view(review, { impact, applied: resources, nouns: NOUNS })),
    requests,
  };
}

describe('what becomes of those who have a plan', () => {
  it('is told by their number when it unlocks more, over all of its prices, archived ones too', async () => {
    const world = await released(plan(''));
    const yearly = await idOf(world, 'price/pro/yearly');
    await subscribe(world.writer, { [yearly]: 1 });
    await world.apply(plan('', PRICES.replace(/ {2}yearly.*\n/, '')));
    const both = { [await idOf(world, 'price/pro/monthly')]: 1 };
    const id = await subscribe(world.writer, both);
    multiply(world.emulator, id, { count: 212 });
    const { text, requests } = await commented(
      world,
      plan('sso, saml', PRICES.replace(/ {2}yearly.*\n/, '')),
    );
    expect(text).toContain(
      '- Pro Plan now unlocks **Single sign-on**: 214 subscribers gain it when their next billing period begins.',
    );
    expect(text).toContain('2 unlocked entitlements created, nothing is withdrawn');
    // Three pages of the one price and one of the other, whatever the number of entitlements.
    expect(requests).toBe(4);
  });

  it('is told first when it unlocks less, and nothing says that they keep it', async () => {
    const world = await released(plan('sso'));
    await subscribe(world.writer, { [await idOf(world, 'price/pro/monthly')]: 1 });
    const { text } = await commented(world, plan(''));
    expect(text).toContain('### Taken away\n');
    expect(text).toContain('- Pro Plan no longer unlocks **Single sign-on**: 1 subscriber loses it.');
    expect(text).toContain('1 unlocked entitlement taken away');
    expect(text).not.toContain('stay as they are');
  });

  it('is nothing when nobody subscribes', async () => {
    const world = await released(plan('sso'));
    const { text } = await commented(world, plan('saml'));
    expect(text).toContain('Pro Plan now unlocks **SAML**: nobody subscribes to it.');
    expect(text).toContain('Pro Plan no longer unlocks **Single sign-on**: nobody subscribes to it.');
  });

  it('is not guessed where nobody may count', async () => {
    const world = await released(plan('sso'));
    const { review, impact } = await reviewed(world, plan(''), { show: false });
    const text = reviewComment(review, view(review, { impact, nouns: NOUNS }));
    expect(text).toContain('Pro Plan no longer unlocks **Single sign-on**.');
    expect(text).toContain('Subscriber counts are switched off');
  });

  it('is that they keep it when the whole plan goes', async () => {
    const basic = `---\ncode: basic\nname: Basic Plan\n`;
    const world = await released(`${plan('sso')}${basic}`);
    const { text } = await commented(world, `${basic.slice(4)}${ENTITLEMENTS}`);
    expect(text).toContain('Pro Plan goes on unlocking **Single sign-on** for those who have it');
  });

  it('is said in the terminal too', async () => {
    const world = await released(plan('sso'));
    const text = renderPlan(await world.plan(plan('saml')), {
      environment: 'test',
      style: { colour: false },
      retireAfter: 0,
      offline: false,
    });
    expect(text).toContain('product/pro unlocks entitlement/saml');
    expect(text).toMatch(/detach prodft_\w+: product\/pro no longer unlocks entitlement\/sso/);
  });
});
