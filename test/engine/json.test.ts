// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { changeFacts } from '../../src/commands/make-plan.ts';
import { isList, isRecord, type Json, type JsonRecord } from '../../src/lib/json.ts';
import type { Outcome, Plan } from '../../src/model/plan.ts';
import { jsonText, planJson } from '../../src/render/json.ts';
import { it } from './it.ts';
import { applied, foreignPrice, idOf, marker, monthly, pro } from './shop.ts';

const facts = {
  toolVersion: '1.0.0',
  command: 'plan',
  environment: 'live',
  account: 'acct_1',
  livemode: true,
  offline: false,
  commit: null,
  stats: { requests: 4, retries: 0, milliseconds: 140 },
};

const document = (plan: Plan, outcomes?: readonly Outcome[]): JsonRecord =>
  planJson(
    plan,
    { ...facts, diagnostics: plan.diagnostics },
    { facts: changeFacts, ...(outcomes === undefined ? {} : { outcomes }) },
  );

/** The names of a document, with those of the first entry of each of its lists. */
const namesOf = (value: Json | undefined): Json => {
  if (isList(value)) return value.length === 0 ? [] : [namesOf(value[0])];
  if (!isRecord(value)) return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, namesOf(each)]));
};

const WHERE = { file: 'string', line: 'number', column: 'number' };

describe('the JSON of a plan', () => {
  it('has the names and types of the public contract, entry by entry', async ({ live }) => {
    const prices = (amount: string) => ({
      monthly: monthly(amount, 'nickname: Ours'),
      drifted: monthly('7', 'nickname: Ours'),
      both: monthly('8', amount === '25' ? 'nickname: Ours' : 'nickname: New'),
    });
    await applied(live, pro(prices('25')));
    await applied(live, pro({ ...prices('25'), monthly: monthly('26', 'nickname: Ours') }));
    for (const name of ['drifted', 'both']) {
      await live.post(`/v1/prices/${await idOf(live, `price/pro/${name}`)}`, { nickname: 'Theirs' });
    }
    await foreignPrice(live, { metadata: marker('price/pro/orphan') });
    await live.post('/v1/products', { id: 'prod_theirs', name: 'Theirs' });
    const yaml = pro({ ...prices('99'), bad: monthly('9', 'adopt: price_gone') });
    const { digest, summary, ...rest } = document(await live.plan(yaml));
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(summary).toEqual({
      create: 0,
      update: 0,
      replace: 1,
      archive: 0,
      restore: 0,
      adopt: 0,
      recreate: 0,
      relink: 0,
      delete: 0,
      detach: 0,
      forget: 0,
      unchanged: 3,
    });
    const change = isList(rest.changes) ? rest.changes[0] : null;
    expect(change).toMatchObject({
      key: 'price/pro/monthly',
      destructive: false,
      requires: ['product/pro'],
      fields: [{ path: 'amount', before: '26', after: '99' }],
      currency: 'usd',
      recovery: false,
      reason: 'amount-changed',
    });
    expect(namesOf(rest)).toEqual({
      formatVersion: 'number',
      toolVersion: 'string',
      command: 'string',
      environment: 'string',
      account: 'string',
      livemode: 'boolean',
      offline: 'boolean',
      commit: 'null',
      changes: [
        {
          key: 'string',
          kind: 'string',
          action: 'string',
          digest: 'string',
          stripeId: 'string',
          destructive: 'boolean',
          requires: ['string'],
          fields: [{ path: 'string', before: 'string', after: 'string' }],
          currency: 'string',
          recovery: 'boolean',
          reason: 'string',
          where: WHERE,
        },
      ],
      drift: [
        {
          key: 'string',
          severity: 'string',
          fields: [{ path: 'string', applied: 'string', live: 'string' }],
        },
      ],
      conflicts: [
        {
          key: 'string',
          reason: 'string',
          fields: [{ path: 'string', applied: 'string', live: 'string', desired: 'string' }],
        },
      ],
      retiring: [{ key: 'string', stripeId: 'string', due: 'string' }],
      orphans: [{ key: 'string', stripeId: 'string' }],
      unmanaged: { product: 'number' },
      guards: [{ name: 'string', limit: 'number', actual: 'number', keys: ['string'], allow: ['string'] }],
      diagnostics: [
        { severity: 'string', code: 'string', summary: 'string', detail: 'string', where: WHERE },
      ],
      stats: { requests: 'number', retries: 'number', milliseconds: 'number' },
    });
  });

  it('holds one outcome for each change of an apply', async ({ world }) => {
    const { plan, outcomes } = await world.apply(pro({ monthly: monthly('25') }));
    expect(outcomes.map(({ key, action }) => [key, action])).toEqual(
      plan.changes.map(({ key, action }) => [key, action]),
    );
    expect(namesOf(document(plan, outcomes).outcomes)).toEqual([
      {
        key: 'string',
        action: 'string',
        status: 'string',
        stripeId: 'string',
        requestId: 'string',
        error: 'null',
      },
    ]);
  });

  it('never holds a key, whatever somebody wrote into a field', async ({ world }) => {
    const yaml = pro({ monthly: monthly('25', 'nickname: Nick') });
    await applied(world, yaml);
    await world.post(`/v1/prices/${await idOf(world, 'price/pro/monthly')}`, { nickname: 'sk_live_abc123' });
    const text = jsonText(document(await world.plan(yaml)));
    expect(text).toContain('"live": "sk_live_…"');
    expect(JSON.parse(text)).toMatchObject({ formatVersion: 1, command: 'plan' });
  });

  it('has amounts as canonical decimals of major units, never as numbers', async ({ world }) => {
    const text = JSON.stringify(
      document(await world.plan(pro({ monthly: monthly('25.50', 'currencies: { jpy: 3600 }') }))),
    );
    expect(text).toContain('{"path":"amount","before":null,"after":"25.5"}');
    expect(text).toContain('{"path":"currencies.jpy.amount","before":null,"after":"3600"}');
  });
});
