import { kindOf, type ResourceKey } from '../../src/model/key.ts';
import type { Spec } from '../../src/model/spec.ts';
import type { Applied, AppliedState, IdRecord, LedgerEntry } from '../../src/model/state.ts';

const NOON = '2026-01-01T12:00:00Z';

export function applied(key: ResourceKey, id: string, spec: Spec = {}): Applied {
  return { key, kind: kindOf(key), id, spec, commit: null };
}

export function idRecord(key: ResourceKey, id: string, more: Partial<IdRecord> = {}): IdRecord {
  return { key, id, since: NOON, until: null, retireAt: null, ...more };
}

export function entryOf(serial: number, more: Partial<LedgerEntry> = {}): LedgerEntry {
  return { serial, at: NOON, commit: null, digest: 'd', summary: {}, approvedBy: null, ...more };
}

/** A state with these objects, each with its id in the history, and `more`. */
export function stateWith(resources: readonly Applied[], more: Partial<AppliedState> = {}): AppliedState {
  return {
    account: 'acct_1',
    livemode: false,
    catalog: 'acme',
    serial: 1,
    released: 'c0ffee',
    reviewed: null,
    pending: [],
    resources: new Map(resources.map((resource) => [resource.key, resource])),
    ledger: [],
    ...more,
    ids: [...resources.map(({ key, id }) => idRecord(key, id)), ...(more.ids ?? [])],
  };
}

/** A catalog of `size` plans with two prices each. */
export function catalogOf(size: number): AppliedState {
  const plans = Array.from({ length: size }, (_, index) => `plan_${index}`);
  return stateWith(
    plans.flatMap((code) => [
      applied(`product/${code}`, code, { name: `Plan ${code}`, active: true, 'metadata.tier': '2' }),
      applied(`price/${code}/monthly`, `price_${code}_m`, { amount: '25', lookup_key: `${code}_monthly` }),
      applied(`price/${code}/yearly`, `price_${code}_y`, { amount: '250', lookup_key: `${code}_yearly` }),
    ]),
    { ledger: [entryOf(1, { commit: 'c0ffee', summary: { create: size * 3 } })] },
  );
}

/** One text for each state, however its maps and lists are ordered: written without the code under test. */
export function contentOf({ resources, ids, pending, ledger, ...head }: AppliedState): string {
  const sorted = (values: Iterable<unknown>) => [...values].map(stable).sort();
  return JSON.stringify([
    stable(head),
    sorted(resources.values()),
    sorted(ids),
    sorted(pending),
    sorted(ledger),
  ]);
}

const stable = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))
      : inner,
  );

/** The same content in another order. */
export function shuffled(state: AppliedState): AppliedState {
  const turned = ([...state.resources.values()] as Applied[]).reverse().map((resource) => ({
    ...resource,
    spec: Object.fromEntries(Object.entries(resource.spec).reverse()),
  }));
  return {
    ...state,
    resources: new Map(turned.map((resource) => [resource.key, resource])),
    ids: [...state.ids].reverse(),
    pending: [...state.pending].reverse(),
    ledger: [...state.ledger].reverse(),
  };
}
