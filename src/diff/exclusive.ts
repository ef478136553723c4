import type { Json } from '../lib/json.ts';
import { isSpare, type Change } from '../model/change.ts';
import type { ResourceKey } from '../model/key.ts';
import type { Spec } from '../model/spec.ts';
import type { RawObject } from '../model/state.ts';
import type { Findings } from '../model/findings.ts';
import type { CompareContext } from './context.ts';
import type { Objects } from '../kinds/objects.ts';
import { exclusives, type Resolved } from './resolve.ts';

/** Tells which other object of ours has a unique value that was applied to an object, if one has. */
export function takers(objects: Objects, byId: ReadonlyMap<string, Resolved>): CompareContext['takenBy'] {
  return ({ kind, key, applied, live }) => {
    for (const [path, value] of Object.entries(exclusives(kind, applied?.spec ?? null))) {
      const holder = typeof value === 'string' ? objects.holder(kind, path, value) : undefined;
      const owner = holder === undefined || holder.id === live?.raw.id ? undefined : byId.get(holder.id);
      if (owner !== undefined) return owner.key === key ? 'same' : 'other';
    }
    return null;
  };
}

/** The unique values that a change sends. */
function sent(subject: Resolved, change: Change): Spec {
  switch (change.action) {
    case 'create':
    case 'recreate':
    case 'replace':
      return exclusives(subject.kind, change.target);
    case 'update':
    case 'restore':
    case 'adopt':
    case 'relink':
      return exclusives(subject.kind, change.update);
    case 'archive':
    case 'delete':
    case 'detach':
    case 'forget':
      return {};
  }
}

/** The value that a change leaves its object with; undefined when it leaves it alone. */
function leaves(change: Change, path: string): Json | undefined {
  if (!('target' in change)) return null;
  return 'update' in change ? change.update[path] : (change.target[path] ?? null);
}

/**
 * True when the holder needs the value no longer: it went off sale earlier, or its own change in this plan takes it
 * off sale or gives it another value. An orphan and somebody's hand-made drift give nothing up.
 */
function givesUp(holder: Holder, path: string, change: Change | undefined): boolean {
  const { subject, raw, value } = holder;
  if (subject.live === null || subject.live.raw.id !== raw.id) {
    const isOrphan = subject.desired === null && subject.applied === null;
    return subject.standing !== 'blocked' && !(isOrphan && subject.kind.isActive(raw));
  }
  const left = change === undefined ? undefined : leaves(change, path);
  return left !== undefined && left !== value;
}

interface Holder {
  readonly subject: Resolved;
  readonly raw: RawObject;
  readonly value: string;
}

/**
 * Settles who may have a unique value: a change takes it over only from an object of its own key, or from one of
 * ours that gives it up; any other holder is an error that names it. Answers the changes with `transfer` set.
 */
export function settleTransfers(
  changes: readonly Change[],
  subjects: {
    readonly byKey: ReadonlyMap<ResourceKey, Resolved>;
    readonly byId: ReadonlyMap<string, Resolved>;
  },
  { findings, objects }: { readonly findings: Findings; readonly objects: Objects },
): Change[] {
  const own = new Map(changes.filter((change) => !isSpare(change)).map((change) => [change.key, change]));
  return changes.map((change) => {
    const subject = subjects.byKey.get(change.key);
    if (subject === undefined || !('transfer' in change)) return change;
    let transfer = false;
    for (const [path, value] of Object.entries(sent(subject, change))) {
      if (typeof value !== 'string') continue;
      const holder = objects.holder(subject.kind, path, value);
      if (holder === undefined || ('raw' in change && change.raw.id === holder.id)) continue;
      const owner = subjects.byId.get(holder.id);
      const mayTake =
        owner !== undefined &&
        (owner.key === change.key ||
          givesUp({ subject: owner, raw: holder, value }, path, own.get(owner.key)));
      if (mayTake) transfer = true;
      else {
        findings.diagnostics.push({
          severity: 'error',
          code: 'plan.lookup-key-taken',
          summary: `${change.key} needs the ${path} ${JSON.stringify(value)}, which ${holder.id} has${owner === undefined ? '' : ` (${owner.key})`}`,
          detail: `Choose another ${path}, write "${path}: none", or take it from its holder first.`,
          ...(change.where === null ? {} : { where: change.where }),
        });
      }
    }
    return { ...change, transfer };
  });
}
