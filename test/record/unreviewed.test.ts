import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/lib/json.ts';
import type { Change } from '../../src/model/change.ts';
import type { ResourceKey } from '../../src/model/key.ts';
import type { ReviewRecord } from '../../src/model/record.ts';
import type { Spec } from '../../src/model/spec.ts';
import type { AppliedState } from '../../src/model/state.ts';
import { recordedChange, unreviewed } from '../../src/plan/record.ts';
import { archive, creation, fields, removal, replacement, update } from '../render/build.ts';

const digest = `sha256:${'1'.repeat(64)}`;
const MONTHLY = 'price/pro/monthly';

type Applied = Pick<AppliedState, 'resources' | 'ids'>;

/** A snapshot of objects with what was last applied to each. */
const snapshot = (specs: Readonly<Record<ResourceKey, Spec>>, ids: AppliedState['ids'] = []): Applied => ({
  resources: new Map(
    (Object.keys(specs) as ResourceKey[]).map((key) => [
      key,
      { key, kind: key.split('/')[0]!, id: `id_${key}`, spec: specs[key]!, commit: null },
    ]),
  ),
  ids,
});

const NOTHING = snapshot({});

/** The record of a pull request that showed these changes. */
const showed = (...changes: readonly Change[]): ReviewRecord => ({
  tool: '1.0.0',
  environment: 'test',
  head: 'a'.repeat(40),
  base: { ref: 'main', commit: 'b'.repeat(40) },
  digest,
  changes: changes.map(recordedChange),
});

type Moved = Readonly<Record<string, readonly [before: Json, after: Json]>>;

const raised = (before: string, after: string) =>
  replacement(MONTHLY, { fields: fields({ amount: [before, after] }) });
const moved = (of: Moved, parts: Parameters<typeof update>[1] = {}) =>
  update('product/pro', { ...parts, fields: fields(of) });
const removed = archive(MONTHLY, 'price_1');
const recreated = (target: Spec) =>
  creation('product/pro', target, { action: 'recreate', lostId: 'prod_1', recovery: true });

/** What is unreviewed, in a line each: the action, what was shown instead of it, and the fields. */
const told = (change: Change, records: readonly ReviewRecord[], applied: Applied): string[] =>
  unreviewed({ changes: [change], digest, applied }, records).map(
    ({ change: { action }, shown, fields: missing }) =>
      `${action} (${shown.join(' ')}) ${missing.map((field) => `${field.path}: ${field.shown}`).join(', ')}`,
  );

const at25 = snapshot({ [MONTHLY]: { amount: '25', nickname: 'Old' } });
const named = snapshot({ 'product/pro': { name: 'Pro', url: 'https://a.example' } });

interface Case {
  readonly change: Change;
  readonly records: readonly ReviewRecord[];
  readonly applied?: Applied;
}

describe('a change is reviewed', () => {
  const cases: Readonly<Record<string, Case>> = {
    'when it was shown as it is': { change: raised('25', '29'), records: [showed(raised('25', '29'))] },
    'when it was shown before another was released': {
      change: raised('25', '35'),
      records: [showed(raised('22', '35'))],
      applied: at25,
    },
    'when it was shown from a value that is neither here nor last applied, and it still has that': {
      change: raised('27', '35'),
      records: [showed(raised('27', '35'))],
      applied: at25,
    },
    'when two pull requests showed a field each': {
      change: moved({ name: ['Pro', 'Pro+'], url: [null, 'https://b.example'] }),
      records: [
        showed(moved({ name: ['Pro', 'Pro+'] })),
        showed(moved({ url: [null, 'https://b.example'] })),
      ],
    },
    'when two pull requests moved one field on, the second over the first': {
      change: raised('25', '35'),
      records: [showed(raised('25', '29')), showed(raised('29', '35'))],
      applied: at25,
    },
    'when one pull request replaces an object and another one edits it': {
      change: replacement(MONTHLY, { fields: fields({ amount: ['25', '29'], nickname: ['Old', 'New'] }) }),
      records: [
        showed(raised('25', '29')),
        showed(update(MONTHLY, { fields: fields({ nickname: ['Old', 'New'] }) })),
      ],
    },
    'when one pull request makes an object and another one edits it before it is released': {
      change: creation('product/team', { name: 'The team', url: 'https://a.example' }),
      records: [
        showed(creation('product/team', { name: 'Team', url: 'https://a.example' })),
        showed(creation('product/team', { name: 'The team' })),
      ],
    },
    'when a part of what was shown was done by hand': {
      change: moved({ name: ['Pro', 'Pro+'] }),
      records: [showed(moved({ name: ['Pro', 'Pro+'], url: [null, 'https://b.example'] }))],
    },
    'when its archive was shown and done by hand': {
      change: removal(MONTHLY, 'price_1'),
      records: [showed(removed)],
    },
    'when it renames an object that was last applied under its former key': {
      change: update('product/pro', {
        formerKey: 'product/old',
        fields: fields({ key: ['product/old', 'product/pro'], name: ['Pro', 'Pro+'] }),
      }),
      records: [
        showed(
          update('product/pro', {
            fields: fields({ key: ['product/old', 'product/pro'], name: ['Older', 'Pro+'] }),
          }),
        ),
      ],
      applied: snapshot({ 'product/old': { name: 'Pro' } }),
    },
    'when it links again what an interrupted replacement left under a new key': {
      change: update(MONTHLY, {
        action: 'relink',
        recovery: true,
        formerKey: 'price/old/monthly',
        fields: fields({ key: ['price/old/monthly', MONTHLY] }),
      }),
      records: [showed(raised('25', '29'))],
      applied: snapshot({ 'price/old/monthly': { amount: '25' } }),
    },
    'when it was to be made, and an archived one is found that is the same': {
      change: update(MONTHLY, { action: 'restore', fields: fields({ lookup_key: [null, 'pro_monthly'] }) }),
      records: [showed(creation(MONTHLY, { amount: '25', lookup_key: 'pro_monthly' }))],
    },
    'when it is what is left of a creation that was done by half': {
      change: update('product/team', { fields: fields({ default_price: [null, 'price/team/main'] }) }),
      records: [showed(creation('product/team', { name: 'Team', default_price: 'price/team/main' }))],
      applied: snapshot({ 'product/team': { name: 'Team', default_price: null } }),
    },
    'without fields when its action was shown': {
      change: update('product/pro', { action: 'adopt', mark: true }),
      records: [showed(update('product/pro', { action: 'adopt', mark: true }))],
    },
  };

  it.each(Object.keys(cases))('%s', (name) => {
    const { change, records, applied = NOTHING } = cases[name]!;
    expect(told(change, records, applied)).toEqual([]);
  });
});

describe('a change needs no review', () => {
  const cases: Readonly<Record<string, Case>> = {
    'when a retirement ends': { change: archive(MONTHLY, 'price_0', { cause: 'due' }), records: [] },
    'when it ends a sale that an interrupted run left': {
      change: archive(MONTHLY, 'price_0', { cause: 'superseded', recovery: true }),
      records: [],
    },
    'when it makes again what is gone, as it was last applied': {
      change: recreated({ id: 'id_product/pro', name: 'Pro', url: 'https://a.example' }),
      records: [],
      applied: named,
    },
    'when it makes again what is gone, with a field that was shown': {
      change: recreated({ name: 'Pro+', url: 'https://a.example' }),
      records: [showed(moved({ name: ['Pro', 'Pro+'] }))],
      applied: named,
    },
    'when it only links an object again': {
      change: update('product/pro', { action: 'relink', recovery: true }),
      records: [],
    },
    'when it links an object again and gives back what was last applied': {
      change: moved({ name: ['Half', 'Pro'] }, { action: 'relink', recovery: true }),
      records: [],
      applied: named,
    },
    'when it links an object again and goes on with what was shown': {
      change: moved({ name: ['Pro', 'Pro+'] }, { action: 'relink', recovery: true }),
      records: [showed(moved({ name: ['Pro', 'Pro+'] }))],
      applied: named,
    },
    'when it gives back what was last applied': {
      change: moved({ name: ['Oops', 'Pro'] }),
      records: [],
      applied: named,
    },
    'when it records an object that bears no marker, and writes nothing': {
      change: update('meter/calls', { action: 'adopt', mark: false }),
      records: [],
    },
    'when it marks an object and no more': { change: update('product/pro', {}), records: [], applied: named },
    'when a reference follows an object that was replaced, recorded or not yet': {
      change: moved({
        default_price: ['price_old', MONTHLY],
        other: [`id_${MONTHLY}`, MONTHLY],
        'switch_plans.prices': [
          ['price_old', 'price_of_somebody'],
          [MONTHLY, 'price_of_somebody'],
        ],
      }),
      records: [],
      applied: snapshot({ 'product/pro': {}, [MONTHLY]: {} }, [
        { key: MONTHLY, id: 'price_old', since: '2026-01-01T00:00:00Z', until: null, retireAt: null },
      ]),
    },
  };

  it.each(Object.keys(cases))('%s', (name) => {
    const { change, records, applied = NOTHING } = cases[name]!;
    expect(told(change, records, applied)).toEqual([]);
  });
});

describe('a change is not reviewed', () => {
  const cases: Readonly<Record<string, Case & { readonly told: string }>> = {
    'when nobody showed it': { change: raised('25', '29'), records: [], told: 'replace () amount: nothing' },
    'when more than what follows leaves a list': {
      change: moved({ prices: [[`id_${MONTHLY}`, 'price_of_somebody'], [MONTHLY]] }),
      records: [],
      applied: at25,
      told: 'update () prices: nothing',
    },
    'when it was shown of another key': {
      change: raised('25', '29'),
      records: [showed(replacement('price/pro/yearly', { fields: fields({ amount: ['25', '29'] }) }))],
      told: 'replace () amount: nothing',
    },
    'when another value was shown': {
      change: raised('25', '30'),
      records: [showed(raised('25', '29'))],
      applied: at25,
      told: 'replace (replace) amount: other-after',
    },
    'when it was shown from a value that it neither has nor was last given': {
      change: raised('27', '29'),
      records: [showed(raised('25', '29'))],
      applied: snapshot({ [MONTHLY]: { amount: '26' } }),
      told: 'replace (replace) amount: other-before',
    },
    'when an old review is replayed, months after other ones were released': {
      change: replacement(MONTHLY, { fields: fields({ amount: ['39', '29'], interval: ['month', 'year'] }) }),
      records: [showed(raised('25', '29'))],
      applied: snapshot({ [MONTHLY]: { amount: '35', interval: 'month' } }),
      told: 'replace (replace) amount: other-before, interval: nothing',
    },
    'when something else was shown to happen with the same fields': {
      change: raised('25', '29'),
      records: [showed(update(MONTHLY, { fields: fields({ amount: ['25', '29'] }) }))],
      told: 'replace (update) ',
    },
    'when one of its fields was not shown': {
      change: moved({ name: ['Pro', 'Pro+'], url: [null, 'https://b.example'] }),
      records: [showed(moved({ name: ['Pro', 'Pro+'] }))],
      told: 'update (update) url: nothing',
    },
    'when its creation was shown, and what is updated is to be something else': {
      change: update('product/team', { fields: fields({ name: ['Team', 'The team'] }) }),
      records: [showed(creation('product/team', { name: 'Team' }))],
      applied: snapshot({ 'product/team': { name: 'Team' } }),
      told: 'update (create) name: other-after',
    },
    'when it goes off sale and nobody showed it': {
      change: removed,
      records: [showed(update(MONTHLY, { fields: fields({ nickname: [null, 'x'] }) }))],
      told: 'archive (update) active: nothing',
    },
    'when it goes off sale and only its forgetting was shown': {
      change: removed,
      records: [showed(removal(MONTHLY, 'price_1'))],
      told: 'archive (forget) active: nothing',
    },
    'when it is adopted and nobody showed it': {
      change: update('product/pro', { action: 'adopt', mark: true }),
      records: [],
      told: 'adopt () adopt: nothing',
    },
    'when another object was shown to be adopted': {
      change: update('product/pro', {
        action: 'adopt',
        mark: true,
        raw: { id: 'prod_2', object: 'product' },
      }),
      records: [showed(update('product/pro', { action: 'adopt', mark: true }))],
      told: 'adopt (adopt) adopt: other-after',
    },
    'when what is gone comes back with another field than was last applied': {
      change: recreated({ name: 'Pro+', url: 'https://a.example' }),
      records: [],
      applied: named,
      told: 'recreate () name: nothing',
    },
    'when what is gone comes back under another id': {
      change: recreated({ id: 'another', name: 'Pro' }),
      records: [],
      applied: named,
      told: 'recreate () id: nothing',
    },
    'when it goes on sale again and nobody showed it': {
      change: update(MONTHLY, { action: 'restore', fields: fields({ active: [false, true] }) }),
      records: [showed(creation('price/pro/yearly', { active: true }))],
      told: 'restore () active: nothing',
    },
    'when what is linked again gets a new key that nobody showed': {
      change: update(MONTHLY, {
        action: 'relink',
        recovery: true,
        formerKey: 'price/old/monthly',
        fields: fields({ key: ['price/old/monthly', MONTHLY] }),
      }),
      records: [],
      applied: snapshot({ 'price/old/monthly': { amount: '25' } }),
      told: 'relink () key: nothing',
    },
    'when an object is linked again with a field that nobody showed': {
      change: moved({ name: ['Pro', 'Pro+'] }, { action: 'relink', recovery: true }),
      records: [],
      applied: named,
      told: 'relink () name: nothing',
    },
    'when it clears what was never applied': {
      change: moved({ default_price: [MONTHLY, null] }),
      records: [],
      applied: named,
      told: 'update () default_price: nothing',
    },
    'when a reference goes to another object than the one that was replaced': {
      change: moved({ default_price: ['price_old', 'price/pro/yearly'] }),
      records: [],
      applied: snapshot({ 'product/pro': {}, 'price/pro/yearly': {} }, [
        { key: MONTHLY, id: 'price_old', since: '2026-01-01T00:00:00Z', until: null, retireAt: null },
      ]),
      told: 'update () default_price: nothing',
    },
    'when there is no snapshot, and nobody showed what an object found by its marker becomes': {
      change: moved({ name: ['Pro', 'Pro+'] }, { action: 'relink', recovery: true }),
      records: [showed(moved({ url: [null, 'https://b.example'] }))],
      told: 'relink (update) name: nothing',
    },
  };

  it.each(Object.keys(cases))('%s', (name) => {
    const { change, records, applied = NOTHING, told: expected } = cases[name]!;
    expect(told(change, records, applied)).toEqual([expected]);
  });
});

describe('where only the digest of a plan was recorded', () => {
  const whole: ReviewRecord = { ...showed(), changes: null };
  const judge = (of: string, ...records: readonly ReviewRecord[]) =>
    unreviewed({ changes: [raised('25', '29')], digest: of, applied: NOTHING }, records);

  it('that plan is covered', () => {
    expect(judge(digest, whole)).toEqual([]);
  });

  it('no part of another is', () => {
    expect(judge('sha256:2', whole)).toHaveLength(1);
    expect(judge('sha256:2', whole, showed(raised('25', '29')))).toEqual([]);
  });
});
