import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { planFrom, readStripe } from '../../src/commands/make-plan.ts';
import type { Workspace } from '../../src/commands/workspace.ts';
import { NO_CHOICES } from '../../src/diff/input.ts';
import { manifestKinds } from '../../src/kinds/manifests.ts';
import { parseConfig } from '../../src/manifest/config.ts';
import { loadManifests } from '../../src/manifest/load.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { AppliedState, Desired, LiveState } from '../../src/model/state.ts';
import { applied, foreignPrice, idOf, marker, monthly, pro, vanish } from './shop.ts';
import { newWorld } from './world.ts';

/** The three sides of a plan in which something of every kind happens. */
interface Sides {
  readonly workspace: Workspace;
  readonly desired: readonly Desired[];
  readonly applied: AppliedState;
  readonly live: LiveState;
}

const METER = 'kind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum';
const before = `${pro(
  {
    kept: monthly('5'),
    replaced: monthly('10', 'nickname: Old'),
    removed: monthly('20'),
    lost: monthly('30'),
    x: monthly('1', 'lookup_key: x'),
    y: monthly('2', 'lookup_key: y'),
    drifted: monthly('40', 'nickname: Ours'),
  },
  'default_price: replaced',
)}\n---\n${METER}`;
const after = `${pro(
  {
    kept: monthly('5'),
    replaced: monthly('12', 'nickname: New'),
    lost: monthly('30'),
    x: monthly('1', 'lookup_key: y'),
    y: monthly('2', 'lookup_key: x'),
    drifted: monthly('40', 'nickname: Ours'),
    fresh: monthly('9'),
    taken: monthly('8', 'lookup_key: theirs'),
  },
  'default_price: replaced',
)}\n---\n${METER}`;

let sides: Sides;

beforeAll(async () => {
  const world = await newWorld();
  world.retireAfter = 3600;
  await applied(world, before);
  await applied(world, before.replace('amount: 5', 'amount: 6'));
  await applied(world, before);
  await world.post(`/v1/prices/${await idOf(world, 'price/pro/drifted')}`, { nickname: 'Theirs' });
  vanish(world, await idOf(world, 'price/pro/lost'));
  for (const key of ['price/pro/orphan', 'price/pro/orphan', 'price/pro/kept']) {
    await foreignPrice(world, { metadata: marker(key) });
  }
  await foreignPrice(world, { lookup_key: 'theirs' });
  const { config } = parseConfig(null);
  const { desired } = loadManifests([{ path: 'plans/all.yaml', text: after }], {
    kinds: manifestKinds,
    environment: 'test',
    defaultCurrency: null,
    lintRules: [],
  });
  const environment = {
    name: 'test',
    account: null,
    livemode: false,
    retireAfter: 0,
    review: 'none',
    revert: 'safe',
  } as const;
  const workspace: Workspace = {
    config,
    environment,
    snapshotFile: world.file,
    desired,
    diagnostics: [],
    sources: new Map(),
  };
  const state = await world.applied();
  const live = await readStripe(world.writer, state.account, { desired: workspace.desired, applied: state });
  sides = { workspace, desired, applied: state, live };
  await world.close();
});

const plan = ({ workspace, desired, applied, live }: Sides, now = new Date('2026-01-01T00:00:00Z')): Plan =>
  planFrom({ ...workspace, desired }, { applied, live }, { choices: NO_CHOICES, now });
const shuffled = <Item>(items: Iterable<Item>): fc.Arbitrary<Item[]> => {
  const all = [...items];
  return fc.shuffledSubarray(all, { minLength: all.length });
};

const anyOrder = (): fc.Arbitrary<Sides> =>
  fc
    .record({
      desired: shuffled(sides.desired),
      resources: shuffled(sides.applied.resources),
      ids: shuffled(sides.applied.ids),
      objects: fc.tuple(
        ...[...sides.live.objects].map(([kind, objects]) =>
          shuffled(objects).map((order) => [kind, order] as const),
        ),
      ),
    })
    .map(({ desired, resources, ids, objects }) => ({
      workspace: sides.workspace,
      desired,
      applied: { ...sides.applied, resources: new Map(resources), ids },
      live: { ...sides.live, objects: new Map(objects) },
    }));

describe('a plan', () => {
  it('holds something of every kind, so that the laws below say something', () => {
    const all = plan(sides);
    expect(new Set(all.changes.map(({ action }) => action))).toEqual(
      new Set(['create', 'replace', 'update', 'recreate', 'archive']),
    );
    expect(all.drift).toHaveLength(1);
    expect(all.orphans).toHaveLength(2);
    expect(all.retiring).toHaveLength(1);
    expect(all.diagnostics.map(({ code }) => code)).toEqual(['plan.taken']);
  });

  it('is the same, whatever the order of manifests, records and objects', () => {
    const expected = plan(sides);
    fc.assert(
      fc.property(anyOrder(), (order) => {
        expect(plan(order)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('requires nothing that comes after it, and archives last', () => {
    const { changes } = plan(sides);
    const place = (key: string): number => changes.findIndex((change) => change.key === key);
    const late = changes.flatMap(({ requires }, index) => requires.filter((key) => place(key) >= index));
    expect(late).toEqual([]);
    const archives = changes.map(({ action }) => action === 'archive');
    expect(archives).toEqual(archives.toSorted((a, b) => Number(a) - Number(b)));
  });
});

describe('the digest', () => {
  const digest = (over: Partial<Sides> = {}, now?: Date): string => plan({ ...sides, ...over }, now).digest;

  it('does not depend on time: not on what is due, nor on when things were made', () => {
    expect(digest({}, new Date('2040-01-01T00:00:00Z'))).toBe(digest());
    const objects = [...sides.live.objects].map(
      ([kind, all]) =>
        [kind, all.map((raw) => ({ ...raw, created: Number(raw.created ?? 0) + 5, updated: 7 }))] as const,
    );
    expect(digest({ live: { ...sides.live, objects: new Map(objects) } })).toBe(digest());
  });

  it('does not depend on places, reasons or texts', () => {
    const desired = sides.desired.map((item) => ({
      ...item,
      where: { file: 'elsewhere.yaml', line: 99, column: 9 },
      places: {},
    }));
    expect(digest({ desired })).toBe(digest());
  });

  it('does not depend on ids: neither of new objects nor of those that there are', () => {
    const renamed = (text: string): string => text.replaceAll('price_1', 'price_2');
    const objects = [...sides.live.objects].map(
      ([kind, all]) => [kind, JSON.parse(renamed(JSON.stringify(all)))] as const,
    );
    const resources = [...sides.applied.resources].map(
      ([key, item]) => [key, { ...item, id: renamed(item.id) }] as const,
    );
    const live = {
      ...sides.live,
      objects: new Map(objects),
      missing: new Set([...sides.live.missing].map(renamed)),
    };
    expect(digest({ live, applied: { ...sides.applied, resources: new Map(resources) } })).toBe(digest());
  });

  it('depends on account, mode, and every field before and after', () => {
    expect(digest({ live: { ...sides.live, account: 'acct_other' } })).not.toBe(digest());
    expect(digest({ live: { ...sides.live, livemode: true } })).not.toBe(digest());
    const desired = sides.desired.map((item) =>
      item.key === 'price/pro/replaced' ? { ...item, spec: { ...item.spec, amount: '12.01' } } : item,
    );
    expect(digest({ desired })).not.toBe(digest());
    const objects = [...sides.live.objects].map(
      ([kind, all]) =>
        [kind, all.map((raw) => (raw.nickname === 'Old' ? { ...raw, nickname: 'Older' } : raw))] as const,
    );
    expect(digest({ live: { ...sides.live, objects: new Map(objects) } })).not.toBe(digest());
  });
});
