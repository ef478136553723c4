import fc from 'fast-check';
import { isList, isRecord, type Json, type JsonRecord } from '../../../src/lib/json.ts';
import type { Catalog } from './catalogs.ts';
import type { LawKind } from './kind.ts';
import { pick } from './marks.ts';
import { anyMetadata } from './metadata.ts';

const anySwitching: fc.Arbitrary<JsonRecord> = fc.record(
  {
    prices: fc.array(
      fc.nat(20).map((number) => pick('price', number)),
      { minLength: 1, maxLength: 3 },
    ),
    proration: fc.constantFrom('none', 'create_prorations', 'always_invoice'),
    update: fc.constantFrom(['price'], ['quantity', 'price']),
  },
  { requiredKeys: ['prices'] },
);

/** What customers can switch to: prices on sale that are paid more than once. */
function offered(mark: Json, { plans }: Catalog): boolean {
  return plans.some(({ code, fields, prices }) =>
    Object.entries(prices).some(
      ([name, { active, interval }]) =>
        mark === `@price:${code}/${name}` &&
        fields.active !== false &&
        active !== false &&
        interval !== 'once',
    ),
  );
}

/** Customer portals. */
export const portals: LawKind = {
  kind: 'portal',
  most: 2,
  any: fc.record(
    {
      name: fc.constantFrom('Help', 'Ünïcode ☃'),
      headline: fc.constantFrom('Manage your plan', 'yes: 50%'),
      privacy_policy_url: fc.constantFrom('https://example.com/privacy', 'https://example.com/p?a=1#b'),
      default_return_url: fc.constant({ live: 'https://example.com/a', test: 'https://example.com/b' }),
      invoice_history: fc.boolean(),
      payment_method_update: fc.boolean(),
      customer_update: fc.constantFrom(['email'], ['tax_id', 'address', 'email']),
      cancel: fc.constantFrom<Json>(
        true,
        false,
        { mode: 'at_period_end', reasons: ['unused'] },
        { mode: 'immediately', proration: 'create_prorations' },
      ),
      switch_plans: anySwitching,
      metadata: anyMetadata,
      active: fc.constantFrom(true, true, false),
    },
    { requiredKeys: [] },
  ),
  changes: {
    retitle: (_, { number }) => ({ headline: `Portal ${number}` }),
    /** Everything that customers may do. */
    allow: ({ name: _name, active: _active, ...before }, { other: { active: _too, ...other } }) => ({
      ...Object.fromEntries(Object.keys(before).map((name) => [name, null])),
      ...other,
    }),
    toggle: ({ active }) => ({ active: active === false }),
  },
  forGood: [],
  fitted({ switch_plans: given, ...fields }, catalog) {
    const prices = isRecord(given) && isList(given.prices) ? given.prices : [];
    const left = prices.filter((mark) => offered(mark, catalog));
    return left.length === 0 || !isRecord(given)
      ? fields
      : { ...fields, switch_plans: { ...given, prices: left } };
  },
  needs: [],
  shrinks: true,
};
