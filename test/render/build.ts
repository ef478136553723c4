import type { Json } from '../../src/lib/json.ts';
import type { Archive, Creation, FieldChange, Removal, Replacement, Update } from '../../src/model/change.ts';
import { kindOf, type ResourceKey } from '../../src/model/key.ts';
import type { Outcome, Plan } from '../../src/model/plan.ts';
import type { Spec } from '../../src/model/spec.ts';

/** A plan with nothing in it but what is given. */
export function plan(parts: Partial<Plan> = {}): Plan {
  return {
    account: 'acct_1Pricebook',
    livemode: false,
    changes: [],
    catchUps: [],
    unchanged: 0,
    drift: [],
    conflicts: [],
    retiring: [],
    orphans: [],
    unmanaged: {},
    guards: [],
    diagnostics: [],
    ids: new Map(),
    digest: `sha256:${'0'.repeat(64)}`,
    ...parts,
  };
}

/** Fields with what they were and what they become. */
export function fields(moved: Readonly<Record<string, readonly [before: Json, after: Json]>>): FieldChange[] {
  return Object.entries(moved).map(([path, [before, after]]) => ({ path, before, after }));
}

const common = (key: ResourceKey) => ({
  key,
  kind: kindOf(key),
  fields: [],
  reason: 'test',
  where: { file: 'plans/plans.yaml', line: 3, column: 1 },
  requires: [],
  currency: undefined,
  recovery: false,
  protect: false,
  lockGroup: key,
});

const keeping = { target: {}, record: {}, transfer: false, formerKey: null };

/** A creation of an object with these fields. */
export function creation(key: ResourceKey, target: Spec, parts: Partial<Creation> = {}): Creation {
  const set = Object.entries(target).filter(([, value]) => value !== null);
  return {
    ...common(key),
    ...keeping,
    action: 'create',
    fields: set.map(([path, after]) => ({ path, before: null, after })),
    currency: typeof target.currency === 'string' ? target.currency : undefined,
    lostId: null,
    bearers: [],
    target,
    ...parts,
  };
}

/** A price of a plan, in usd. */
export function priceCreation(
  code: string,
  name: string,
  { line = 3, ...target }: Spec & { line?: number },
): Creation {
  const spec = { active: true, currency: 'usd', interval_count: 1, product: `product/${code}`, ...target };
  return creation(`price/${code}/${name}`, spec, {
    requires: 'meter' in target ? [`product/${code}`, 'meter/api_calls'] : [`product/${code}`],
    where: { file: 'plans/plans.yaml', line, column: 1 },
  });
}

/** A replacement of `price_old`, in usd. */
export function replacement(key: ResourceKey, parts: Partial<Replacement>): Replacement {
  return {
    ...common(key),
    ...keeping,
    action: 'replace',
    currency: 'usd',
    old: { id: 'price_old', object: 'price' },
    before: {},
    revive: null,
    bearers: [],
    followers: [],
    ...parts,
  };
}

/** A write to an object that stays. */
export function update(key: ResourceKey, parts: Partial<Update>): Update {
  return {
    ...common(key),
    ...keeping,
    action: 'update',
    currency: 'usd',
    raw: { id: 'price_1', object: 'price' },
    update: {},
    mark: false,
    ...parts,
  };
}

/** An object that goes off sale. */
export function archive(key: ResourceKey, id: string, parts: Partial<Archive> = {}): Archive {
  return {
    ...common(key),
    action: 'archive',
    where: null,
    fields: fields({ active: [true, false] }),
    raw: { id, object: kindOf(key) },
    cause: 'removed',
    ...parts,
  };
}

/** An object that is struck from the snapshot. */
export function removal(key: ResourceKey, id: string): Removal {
  return { ...common(key), action: 'forget', where: null, id };
}

/** An outcome that went well. */
export function outcome(key: ResourceKey, parts: Partial<Outcome> = {}): Outcome {
  return {
    key,
    action: 'create',
    status: 'done',
    stripeId: `${kindOf(key)}_1`,
    requestId: 'req_1',
    error: null,
    ...parts,
  };
}
