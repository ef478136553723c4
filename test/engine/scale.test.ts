import { describe, expect, it } from 'vitest';
import { planFrom } from '../../src/commands/make-plan.ts';
import { NO_CHOICES } from '../../src/diff/input.ts';
import { manifestKinds } from '../../src/kinds/manifests.ts';
import { kindNamed } from '../../src/kinds/registry.ts';
import { parseConfig } from '../../src/manifest/config.ts';
import { loadManifests } from '../../src/manifest/load.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Applied, AppliedState, Desired, LiveState, RawObject } from '../../src/model/state.ts';
import { emptyState } from '../../src/snapshot/state.ts';
import { marker, monthly, pro } from './shop.ts';

const COUNT = 10_000;

const { desired: sample } = loadManifests([{ path: 'plans/all.yaml', text: pro({ p: monthly('25') }) }], {
  kinds: manifestKinds,
  environment: 'live',
  defaultCurrency: null,
  lintRules: [],
});
const keyed = (item: Desired, index: number): Desired => ({
  ...item,
  key: `price/pro/p${index}`,
  onCreate: { lookup_key: `pro_p${index}` },
});
const desired = sample.flatMap((item) =>
  item.kind === 'price' ? Array.from({ length: COUNT }, (_, index) => keyed(item, index)) : [item],
);

const rawOf = ({ key, kind }: Desired, index: number): RawObject => ({
  id: kind === 'price' ? `price_${index}` : 'pro',
  object: kind,
  active: true,
  created: index,
  product: 'pro',
  currency: 'usd',
  unit_amount: 2500,
  unit_amount_decimal: '2500',
  recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed', meter: null },
  lookup_key: `pro_p${index - 1}`,
  name: 'Pro Plan',
  marketing_features: [],
  images: [],
  metadata: marker(key),
});
const objects = Map.groupBy(desired.map(rawOf), ({ object }) => object);
const live: LiveState = { account: 'acct_1', livemode: true, objects, missing: new Set() };
const none: LiveState = { ...live, objects: new Map() };
const empty = emptyState({ account: 'acct_1', livemode: true, catalog: 'default' });
const records = desired.map(
  ({ key, kind, spec }, index): Applied => ({
    key,
    kind,
    spec,
    commit: null,
    id: rawOf(desired[index] ?? ({} as Desired), index).id,
  }),
);
const recorded: AppliedState = {
  ...empty,
  resources: new Map(records.map((record) => [record.key, record])),
};

function planOf(sides: { desired: readonly Desired[]; applied: AppliedState; live: LiveState }): Plan {
  const { config } = parseConfig(null);
  const environment = {
    name: 'live',
    account: null,
    livemode: true,
    retireAfter: 0,
    review: 'none',
    revert: 'safe',
  } as const;
  const workspace = {
    config,
    environment,
    snapshotFile: '',
    desired: sides.desired,
    diagnostics: [],
    sources: new Map<string, string>(),
  };
  return planFrom(workspace, sides, { choices: NO_CHOICES, now: new Date(0) });
}

const dearer = desired.map((item) =>
  item.kind === 'price' ? { ...item, spec: { ...item.spec, amount: '26' } } : item,
);

/** Comparing each with each would not end in this time; how long it takes is measured in `bench/`. */
const ENOUGH = 60_000;

describe(`a catalog of ${COUNT} prices`, () => {
  const cases = {
    'that nothing happens to': { sides: { desired, applied: recorded, live }, changes: 0 },
    'that is new': { sides: { desired, applied: empty, live: none }, changes: COUNT + 1 },
    'whose snapshot is lost': { sides: { desired, applied: empty, live }, changes: COUNT + 1 },
    'that is all replaced': { sides: { desired: dearer, applied: recorded, live }, changes: COUNT },
    'that is all removed': { sides: { desired: [], applied: recorded, live }, changes: COUNT + 1 },
  };
  for (const [name, { sides, changes }] of Object.entries(cases)) {
    it(`${name} is compared without comparing each with each`, { timeout: ENOUGH }, () => {
      const plan = planOf(sides);
      expect(plan.changes).toHaveLength(changes);
      expect(plan.diagnostics).toEqual([]);
    });
  }

  it('is known by its kinds, so that the numbers above are not about nothing', () => {
    expect(kindNamed('price').isActive(rawOf(desired[1] ?? ({} as Desired), 1))).toBe(true);
  });
});
