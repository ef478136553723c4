import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FailKind } from '../../../src/emulator/types.ts';
import { textOr } from '../../../src/kinds/kind.ts';
import type { Catalog } from './catalogs.ts';
import { yamlOf } from './catalogs.ts';
import type { ObjectText } from './kind.ts';
import { newLab, todo, undone, type Lab, type Run } from './lab.ts';
import { amount } from './prices.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await newLab();
});
beforeEach(() => lab.reset());
afterAll(() => lab.close());

/** One object of each other kind for every ten plans, all of which the next edition changes. */
const objects = (edition: number, plans: number): readonly ObjectText[] =>
  Array.from({ length: Math.floor(plans / 10) }, (_, index): readonly ObjectText[] => {
    const code = `plan${index}`;
    const text = `Edition ${edition}`;
    return [
      {
        kind: 'tax_rate',
        code,
        fields: { display_name: text, percentage: amount(`${edition}`), inclusive: true },
      },
      { kind: 'entitlement', code, fields: { name: text } },
      { kind: 'coupon', code, fields: { name: text, percent_off: amount('10'), applies_to: [code] } },
      { kind: 'coupon', code: `only${edition}_${index}`, fields: { percent_off: amount('5') } },
      { kind: 'promotion_code', code, fields: { coupon: code, max_redemptions: edition } },
      {
        kind: 'portal',
        code,
        fields: { headline: text, switch_plans: { prices: [`${code}/monthly`, `${code}/yearly`] } },
      },
      {
        kind: 'webhook',
        code,
        fields: {
          url: { test: `https://example.com/${code}`, live: `https://example.com/live/${code}` },
          events: ['invoice.paid'],
          description: text,
        },
      },
    ];
  }).flat();

/** Forty plans with three prices each; the amounts say which edition it is. */
const shop = (edition: number, plans = 40): Catalog => ({
  objects: objects(edition, plans),
  plans: Array.from({ length: plans }, (_, index) => ({
    code: `plan${index}`,
    fields: {
      name: `Plan ${index}`,
      description: `Edition ${edition}`,
      entitlements: index % 10 === edition && plans > 10 ? ['plan0'] : [],
    },
    defaultPrice: 'monthly',
    prices: {
      monthly: { currency: 'usd', amount: amount(`${10 + edition}.00`), interval: 'month' },
      yearly: {
        currency: 'usd',
        amount: amount(`${100 + index}`),
        interval: 'year',
        lookup_key: `y${(index + edition) % plans}`,
      },
      [`extra${edition}`]: { currency: 'eur', amount: amount('5'), interval: 'month' },
    },
  })),
});

/** Applies until all is done, at most so many times. */
async function untilDone(yaml: string, most: number): Promise<{ runs: number; last: Run }> {
  for (let runs = 1; ; runs += 1) {
    const last = await lab.apply(yaml);
    if (undone(last).length === 0 || runs === most) return { runs, last };
  }
}

const KINDS: readonly FailKind[] = [
  'error-before',
  'error-after',
  'drop-after',
  'rate-limit',
  'lock-timeout',
];

describe('a storm in which one write in twenty fails', () => {
  it.each([1, 2])(
    'ends in the same account as calm weather (seed %i)',
    { timeout: 120_000 },
    async (seed) => {
      await lab.apply(yamlOf(shop(1)));
      const goBack = lab.save();
      const calm = await lab.apply(yamlOf(shop(2)));
      expect(calm.plan.changes.length).toBeGreaterThanOrEqual(200);
      const expected = lab.account();

      goBack();
      const fail = KINDS.map((kind, index) => ({
        method: 'POST',
        rate: 0.01,
        seed: seed * 100 + index,
        kind,
      }));
      lab.emulator.faults({ fail });
      const { last } = await untilDone(yamlOf(shop(2)), 3);
      lab.emulator.faults({});
      expect(undone(last)).toEqual([]);
      expect(todo(await lab.plan(yamlOf(shop(2))))).toEqual([]);
      expect(lab.account().objects).toEqual(expected.objects);
      expect(lab.account().faults).toEqual([]);
    },
  );
});

describe('a creation that fails', () => {
  const small = (edition: number) => yamlOf(shop(edition, 1));
  const created = () =>
    lab.emulator.log().filter(({ method, route }) => method === 'POST' && route === '/v1/prices');

  beforeEach(async () => {
    await lab.apply(small(1));
    lab.emulator.resetRequests();
  });

  /** The account that edition 2 ends in when nothing fails. */
  const calm = async () => {
    const goBack = lab.save();
    await lab.apply(small(2));
    const account = lab.account();
    goBack();
    lab.emulator.resetRequests();
    return account.objects;
  };

  it('after its effect is found by its marker and not made twice', async () => {
    const expected = await calm();
    lab.emulator.faults({ fail: [{ method: 'POST', path: '/v1/prices', kind: 'error-after' }] });
    const run = await lab.apply(small(2));
    expect(undone(run)).toEqual([]);
    expect(created()).toHaveLength(2);
    expect(lab.account().objects).toEqual(expected);
  });

  it('before its effect goes on under another key, and gets its lookup key by a second write', async () => {
    const expected = await calm();
    lab.emulator.faults({ fail: [{ method: 'POST', path: '/v1/prices', nth: 1, kind: 'error-before' }] });
    const run = await lab.apply(small(2));
    expect(undone(run)).toEqual([]);
    const keys = created().map(({ idempotencyKey }) => idempotencyKey);
    expect(new Set(keys).size).toBe(3);
    expect(lab.account().objects).toEqual(expected);
  });

  it('before its effect, and whose process dies then, is made by the next run although Stripe stored the failure', async () => {
    const expected = await calm();
    lab.emulator.faults({ fail: [{ method: 'POST', path: '/v1/prices', kind: 'error-before' }] });
    expect(await lab.applyUntil(small(2), { write: 4, moment: 'before' })).toBeNull();
    lab.emulator.faults({});
    const run = await lab.apply(small(2));
    expect(undone(run)).toEqual([]);
    expect(lab.account().objects).toEqual(expected);
  });

  it('for good stops what needs it and nothing else, and the next run finishes', async () => {
    const yaml = yamlOf({
      plans: [
        ...shop(2, 1).plans,
        {
          code: 'other',
          fields: { name: 'Other' },
          defaultPrice: 'p',
          prices: { p: { currency: 'usd', amount: amount('1'), interval: 'month' } },
        },
        { code: 'third', fields: { name: 'Third' }, defaultPrice: undefined, prices: {} },
      ],
    });
    let doomed = 0;
    lab.emulator.onRequest(({ method, body, phase, path }) => {
      const isIt = method === 'POST' && path === '/v1/prices' && body.includes('product=other');
      if (isIt && phase === 'before') doomed += 1;
      return isIt && phase === 'before' ? 'drop' : undefined;
    });
    const impatient = { ...lab.writer, pause: () => Promise.resolve() };
    const run = await lab.apply(yaml, impatient);
    lab.emulator.onRequest(null);
    expect(doomed).toBe(8);
    const status = Object.fromEntries(run.outcomes.map(({ key, status }) => [key, status]));
    expect(status['price/other/p']).toBe('failed');
    // The product is made; what is left of it is the default price that is not there.
    expect(status['product/other']).toBe('skipped');
    const { 'price/other/p': _failed, 'product/other': _skipped, ...rest } = status;
    expect(Object.values(rest).length).toBeGreaterThan(3);
    expect(new Set(Object.values(rest))).toEqual(new Set(['done']));
    const next = await lab.apply(yaml);
    expect(undone(next)).toEqual([]);
    expect(todo(next.left)).toEqual([]);
    expect(todo(next.plan)).toEqual([
      'update product/other [default_price]',
      expect.stringMatching(/^create price\/other\/p/),
    ]);
  });

  it('refused for a reason that is gone by now is not refused again by what Stripe remembers', async () => {
    // Somebody takes the lookup key between the plan and the write, and gives it back afterwards.
    const theirs = await lab.writer.post(
      { endpoint: '/v1/products', path: '/v1/products', params: { name: 'Theirs' } },
      'theirs',
    );
    const take = (lookupKey: string, key: string) =>
      lab.writer.post(
        {
          endpoint: '/v1/prices',
          path: '/v1/prices',
          params: {
            product: theirs.body.id ?? '',
            currency: 'usd',
            unit_amount: '100',
            lookup_key: lookupKey,
          },
        },
        key,
      );
    const yaml = yamlOf(shop(2, 1));
    let taken: string | undefined;
    const quick = {
      ...lab.writer,
      post: async (...[call, key]: Parameters<typeof lab.writer.post>) => {
        if (taken === undefined && JSON.stringify(call.params).includes('plan0_extra2')) {
          taken = textOr((await take('plan0_extra2', 'taken')).body.id, '');
        }
        return lab.writer.post(call, key);
      },
    };
    const first = await lab.apply(yaml, quick);
    expect(undone(first)).toEqual([expect.stringContaining('already uses that lookup key')]);
    const path = `/v1/prices/${taken}`;
    await lab.writer.post({ endpoint: path, path, params: { lookup_key: '' } }, 'given back');
    const second = await lab.apply(yaml);
    expect(undone(second)).toEqual([]);
    expect(todo(second.left)).toEqual([]);
  });
});

describe('an object that was deleted within the day', () => {
  it('is made again, although Stripe still remembers how it was made', async () => {
    const yaml = yamlOf({
      plans: [{ code: 'solo', fields: { name: 'Solo' }, defaultPrice: undefined, prices: {} }],
    });
    await lab.apply(yaml);
    const state = lab.emulator.state();
    const { product: _gone, ...rest } = state.modes.test;
    lab.emulator.load({ ...state, modes: { ...state.modes, test: rest } });
    const run = await lab.apply(yaml);
    expect(todo(run.plan)).toEqual([expect.stringMatching(/^recreate product\/solo/)]);
    expect(undone(run)).toEqual([]);
    expect(todo(run.left)).toEqual([]);
  });
});
