import type { Diagnostic } from '../model/diagnostic.ts';
import type { ResourceKey } from '../model/key.ts';
import { earlyReferences } from './common.ts';
import type { Subject } from './subjects.ts';

const endOf = ({ kind, desired }: Subject): string | null => {
  const until = kind.expires === undefined ? null : desired?.spec[kind.expires];
  return typeof until === 'string' ? until : null;
};

/**
 * The keys of which Stripe makes nothing new: what the manifest asks for is over by `now`, or needs something first that
 * is.
 *
 * @param subjects in the order of creation: what is needed comes before what needs it.
 */
export function keysOver(subjects: readonly Subject[], now: number): ReadonlySet<ResourceKey> {
  const over = new Set<ResourceKey>();
  for (const subject of subjects) {
    const until = endOf(subject);
    const isPast = until !== null && Date.parse(until) <= now;
    const needs = earlyReferences(subject, subject.desired?.spec ?? {});
    if (isPast || needs.some((key) => over.has(key))) over.add(subject.key);
  }
  return over;
}

/** Why nothing is made of a key that is over, and what to do about it. */
export function notMade(subject: Subject, severity: Diagnostic['severity']): Diagnostic {
  const { key, kind, applied, desired } = subject;
  const until = endOf(subject);
  const why = until === null ? 'what it belongs to is over' : `its ${kind.expires ?? ''} was ${until}`;
  return {
    severity,
    code: 'plan.expired',
    summary: `${key} is not made${applied === null ? '' : ' again'}: ${why}`,
    detail: 'Remove the manifest, or write a later time.',
    ...(desired === null ? {} : { where: desired.places[kind.expires ?? ''] ?? desired.where }),
  };
}
