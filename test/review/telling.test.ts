import { describe, expect, it } from 'vitest';
import type { Change, FieldChange } from '../../src/model/change.ts';
import type { Review } from '../../src/model/review.ts';
import type { Spec } from '../../src/model/spec.ts';
import { archive, fields, plan, update } from '../render/build.ts';
import { changedPlan, newPlan, newPrice, priceSpec, replacedPrice, review } from './build.ts';
import { told } from './told.ts';

const inPro = { lockGroup: 'product/pro' };

const keyed = (name: string, [before, after]: readonly [string | null, string | null], amount: string) =>
  update(`price/pro/${name}`, {
    ...inPro,
    fields: fields({ lookup_key: [before, after] }),
    target: priceSpec('pro', { amount, lookup_key: after }),
  });

describe('a lookup key', () => {
  it('that moves to another price is told at both', () => {
    const text = told(review({ changes: [keyed('a', ['k', 'j'], '10'), keyed('b', ['old', 'k'], '20')] }));
    expect(text).toContain(
      '**a** gets the lookup key `j`; whoever asks Stripe for `k` gets Pro Plan · b, $20.00 a month, from then on.',
    );
    expect(text).toContain(
      '**b** takes over the lookup key `k` from Pro Plan · a: whoever asks for it gets this price; whoever asks Stripe for `old` no longer finds it.',
    );
  });

  it('that two prices exchange is told as found at the other', () => {
    const text = told(review({ changes: [keyed('a', ['k', 'j'], '10'), keyed('b', ['j', 'k'], '20')] }));
    expect(text).not.toContain('no longer finds it');
    expect(text).toContain('whoever asks Stripe for `j` gets Pro Plan · a, $10.00 a month, from then on');
  });

  it('of a price that goes off sale is told where a new price gets it', () => {
    const raw = { id: 'price_9', object: 'price', lookup_key: 'k' };
    const gone = archive('price/pro/a', 'price_9', { ...inPro, raw });
    const text = told(review({ changes: [gone, newPrice('pro', 'b', { amount: '20', lookup_key: 'k' })] }));
    expect(text).toContain('Whoever asks Stripe for `k` gets Pro Plan · b, $20.00 a month, from then on.');
    expect(text).toContain(
      'It takes over the lookup key `k` from Pro Plan · a: whoever asks for it gets this price.',
    );
  });

  it('that a replaced price keeps is still found there', () => {
    const moves = [
      { amount: '10', lookup_key: 'k' },
      { amount: '20', lookup_key: 'j' },
    ] as const;
    expect(told(review({ changes: [replacedPrice('pro', 'a', moves)] }))).toContain(
      'whoever asks Stripe for `k` finds the old one alone',
    );
  });
});

describe('texts that would read the same', () => {
  const named = (before: string, after: string): string =>
    told(review({ changes: [changedPlan('pro', [{ name: before }, { name: after }])] }));

  it.each(['Pro\u200b Plan', 'Pro Plan\u202e', 'Pro \u2066Plan'])('are noted as such: %j', (after) => {
    const text = named('Pro Plan', after);
    expect(text).not.toContain('is renamed');
    expect(text).toContain(
      'changes its `name`: `"Pro Plan"` → `"Pro Plan"` (they differ in what is not shown)',
    );
    expect(text).toMatch(/^-name: .*\(they differ in what is not shown\)$/m);
    expect(text).toMatch(/^\+name: .*\(they differ in what is not shown\)$/m);
  });

  it('are cut to where they differ', () => {
    const [before, after] = [`${'word '.repeat(160)}25.`, `${'word '.repeat(160)}60.`];
    const text = told(
      review({ changes: [changedPlan('pro', [{ description: before }, { description: after }])] }),
    );
    expect(text).toMatch(/changes its `description`: `….*word 25\."` → `….*word 60\."`/);
    expect(text).toMatch(/^-description: ….*word 25\."$/m);
    expect(text).toMatch(/^\+description: ….*word 60\."$/m);
  });

  it('are noted among features', () => {
    const moves = [{ features: ['A b'] }, { features: ['A\u200b b'] }] as const;
    expect(told(review({ changes: [changedPlan('pro', moves)] }))).toContain(
      'now lists A b, no longer A b, among its features (they differ in what is not shown)',
    );
  });
});

describe('a replaced price', () => {
  const sale = (before: boolean, after: boolean): string =>
    told(
      review({
        livemode: true,
        changes: [
          replacedPrice('pro', 'a', [
            { amount: '10', active: before },
            { amount: '20', active: after },
          ]),
        ],
      }),
    );

  it.each([
    [false, false, 'A new price, which is not on sale either.'],
    [false, true, 'A new price, which goes on sale; the old one was not on sale.'],
    [
      true,
      false,
      'A new price, which is not on sale; the old one stays on sale until a day after the release.',
    ],
    [true, true, 'A new price; the old one stays on sale until a day after the release.'],
  ])('that was on sale: %s, and will be: %s', (before, after, words) => {
    expect(sale(before, after)).toContain(words);
  });
});

/** A review of a change whose other fields were merged earlier. */
function part(whole: Change, own: (field: FieldChange) => boolean): Review {
  return {
    plan: plan({ livemode: true, changes: [whole] }),
    own: [{ ...whole, fields: whole.fields.filter(own) }],
    earlier: [],
    withdrawn: [],
  };
}

describe('a change of which other fields were merged earlier', () => {
  const replaced = (...sides: readonly [Spec, Spec]): Change => replacedPrice('pro', 'a', sides);

  it('is told by its own fields', () => {
    const whole = replaced({ amount: '25', nickname: 'A' }, { amount: '60', nickname: 'B' });
    const text = told(part(whole, ({ path }) => path === 'nickname'));
    expect(text).toContain('**1 price changed, nothing goes off sale.**');
    expect(text).toContain(
      '**a** also changes its `nickname`: `A` → `B`; the rest of this replacement was merged earlier.',
    );
    expect(text).not.toMatch(/\$25|\+140/);
    expect(text).toContain('**replace** `price/pro/a`, `price_old` in Stripe');
  });

  it('is told from what the earlier ones come to, where both force a replacement', () => {
    const whole = replaced({ amount: '25', interval: 'month' }, { amount: '60', interval: 'year' });
    const text = told(part(whole, ({ path }) => path === 'interval'));
    expect(text).toContain('**a**: $60.00 a month → $60.00 a year. A new price;');
    expect(text).toContain('The rest of this replacement was merged earlier.');
  });

  it('is a replacement of its own where the earlier ones force none', () => {
    const whole = replaced({ amount: '25', nickname: 'A' }, { amount: '60', nickname: 'B' });
    const text = told(part(whole, ({ path }) => path === 'amount'));
    expect(text).toContain('**a**: $25.00 → $60.00 a month, +140 %. A new price;');
    expect(text).not.toContain('merged earlier');
  });

  it('is no creation of its own', () => {
    const text = told(part(newPlan('pro', { name: 'Pro Plan' }), ({ path }) => path === 'name'));
    expect(text).toContain('**The plan** (new, merged earlier) is named Pro Plan.');
    expect(text).not.toContain('is new');
  });

  it('is taken back by those fields alone', () => {
    const whole = replaced({ amount: '25' }, { amount: '60' });
    const back = {
      ...replaced({ amount: '25' }, { amount: '60' }),
      fields: fields({ nickname: ['A', 'B'] }),
    };
    const text = told(review({ changes: [] }, { earlier: [whole], withdrawn: [back] }));
    expect(text).toContain('**Pro Plan · a** also changes its `nickname`: `A` → `B`; the rest of');
  });
});

it('an amount of many decimals can be copied', () => {
  const text = told(
    review({
      changes: [
        newPrice('pro', 'a', { amount: '0.000000123456', meter: 'meter/calls' }),
        newPrice('pro', 'b', { amount: '1', 'currencies.eur.amount': '0.000000123456' }),
      ],
    }),
  );
  expect(text).toContain('is new: `$0.000000123456` for each unit of calls, billed monthly.');
  expect(text).toContain('; also `€0.000000123456`.');
  expect(text).toContain('Account `acct_1Pricebook`.');
  expect(text).not.toContain('\u200b');
});
