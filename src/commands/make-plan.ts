import { ownershipOf } from '../kinds/marker.ts';
import type { Kind } from '../kinds/kind.ts';
import { kindNamed, kinds } from '../kinds/registry.ts';
import { compare } from '../diff/compare.ts';
import type { Choices, DiffInput } from '../diff/input.ts';
import type { Findings } from '../model/findings.ts';
import { kindOf } from '../model/key.ts';
import type { Plan } from '../model/plan.ts';
import type { AppliedState, Desired, LiveState } from '../model/state.ts';
import { buildPlan } from '../plan/build.ts';
import { changeDigest } from '../plan/digest.ts';
import { isDestructive } from '../plan/guards.ts';
import type { ChangeFacts } from '../render/json.ts';
import type { Reader } from '../stripe/client.ts';
import { readLive } from '../stripe/read.ts';
import { below } from './below.ts';
import type { Workspace } from './workspace.ts';

/** What people want and what is recorded: where the kinds come from that are read. */
export interface Sides {
  readonly desired: readonly Desired[];
  readonly applied: AppliedState | null;
}

/**
 * The kinds that a plan looks at: those that are always read; those that a manifest or the snapshot has an object
 * of, be it only one that retires; and those whose objects end with one that may be deleted, for another or for good.
 */
export function kindsInUse({ desired, applied }: Sides): readonly Kind[] {
  const used = new Set([
    ...desired.map(({ kind }) => kind),
    ...[...(applied?.resources.values() ?? [])].map(({ kind }) => kind),
    ...(applied?.ids ?? []).flatMap(({ key, retireAt }) => (retireAt === null ? [] : [kindOf(key)])),
  ]);
  const asked = new Set(desired.flatMap(({ key, formerly }) => [key, ...formerly]));
  const deleted = new Set([
    ...desired.filter(({ replace }) => replace === true).map(({ kind }) => kind),
    ...[...(applied?.resources.values() ?? [])].filter(({ key }) => !asked.has(key)).map(({ kind }) => kind),
  ]);
  return kinds.filter(
    ({ name, reading, endsWith }) =>
      reading === 'always' || used.has(name) || (endsWith !== undefined && deleted.has(endsWith.kind)),
  );
}

/** Reads everything of Stripe that a plan of these objects and this snapshot looks at. */
export async function readStripe(
  reader: Reader,
  account: string,
  { desired, applied }: Sides,
): Promise<LiveState> {
  const named = [
    ...[...(applied?.resources.values() ?? [])].map(({ kind, id }) => ({ kind, id })),
    ...desired.flatMap(({ kind, adopt }) => (adopt === undefined ? [] : [{ kind, id: adopt }])),
  ];
  const ids = new Map(
    [...Map.groupBy(named, ({ kind }) => kind)].map(([kind, items]) => [
      kind,
      [...new Set(items.map(({ id }) => id))],
    ]),
  );
  const wanted = new Set(named.map(({ id }) => id));
  return readLive(reader, {
    account,
    kinds: kindsInUse({ desired, applied }),
    ids,
    ...below({ desired, applied }),
    needsDetails: (raw) => wanted.has(raw.id) || ownershipOf(raw).owner === 'pricebook',
  });
}

/** Manifests, snapshot and Stripe compared, and the plan that follows. Pure: the same three give the same plan. */
export function planFrom(
  workspace: Pick<Workspace, 'config' | 'desired' | 'diagnostics'>,
  sides: { readonly applied: AppliedState | null; readonly live: LiveState },
  how: {
    readonly choices: Choices;
    readonly now: Date;
    readonly kinds?: readonly Kind[];
    /** How the sides are compared, where that is not as for an apply. */
    readonly compare?: (input: DiffInput) => Findings;
  },
): Plan {
  const { choices, now } = how;
  const { config, desired, diagnostics } = workspace;
  const findings = (how.compare ?? compare)({
    kinds: how.kinds ?? kinds,
    catalog: config.catalog,
    desired,
    ...sides,
    now: now.getTime(),
    choices,
  });
  const plan = buildPlan(findings, {
    kinds,
    kindNamed,
    live: sides.live,
    desired,
    applied: sides.applied,
    limits: config.guards,
    allow: choices.allow,
  });
  return { ...plan, diagnostics: [...diagnostics, ...plan.diagnostics] };
}

/** Every key that a user may name: of the manifests, of the snapshot, and of what the plan changes. */
export function keysKnownTo(plan: Plan, { desired }: Workspace, applied: AppliedState): ReadonlySet<string> {
  const named = [...desired, ...plan.changes, ...plan.orphans].map(({ key }) => key);
  return new Set([...named, ...applied.resources.keys()]);
}

/** How changes are judged and named, for the JSON document. */
export const changeFacts: ChangeFacts = {
  digest: changeDigest,
  isDestructive: (change) => isDestructive(change, kindNamed(change.kind)),
};
