import { isKey, type ResourceKey } from '../model/key.ts';
import type { Change, FieldChange } from '../model/change.ts';
import type { Spec } from '../model/spec.ts';
import type { Resolved } from './resolve.ts';

type CommonFields = Pick<
  Change,
  | 'key'
  | 'kind'
  | 'fields'
  | 'reason'
  | 'where'
  | 'requires'
  | 'lockGroup'
  | 'currency'
  | 'recovery'
  | 'protect'
>;

/** The keys that a spec refers to and that must exist first. */
export function earlyReferences({ kind }: Pick<Resolved, 'kind'>, spec: Spec): readonly ResourceKey[] {
  return Object.entries(spec)
    .filter(([path]) => kind.policy(path).reference === 'early')
    .flatMap(([, value]) => value)
    .filter((value) => typeof value === 'string')
    .filter(isKey);
}

/** What every change of a subject says of it: where it was asked for, what it needs, whether it is protected. */
export function common(
  subject: Resolved,
  change: { readonly fields: readonly FieldChange[]; readonly reason: string; readonly recovery?: boolean },
): CommonFields {
  const { key, kind, desired, applied, live } = subject;
  const spec = desired?.spec ?? applied?.spec ?? live?.spec ?? {};
  const placed = change.fields.find(({ path }) => desired?.places[path] !== undefined);
  return {
    key,
    kind: kind.name,
    fields: change.fields,
    reason: change.reason,
    where: (placed && desired?.places[placed.path]) ?? desired?.where ?? null,
    requires: earlyReferences(subject, spec),
    lockGroup: kind.lockGroup(key, spec),
    currency: kind.currency?.(spec),
    recovery: change.recovery ?? false,
    protect: isProtected(subject),
  };
}

/** True when the manifest, what was last applied, or Stripe's metadata protects the object. */
export function isProtected({ desired, applied, live }: Resolved): boolean {
  return [desired?.spec, applied?.spec, live?.spec].some((side) => side?.protect === true);
}

/** Names the reason after the field that moved. */
export function reasonFor(fields: readonly FieldChange[]): string {
  const [first, ...rest] = fields;
  if (first === undefined) return 'record-outdated';
  return rest.length === 0 ? `${first.path}-changed` : 'fields-changed';
}
