import type { DriftCheck, EventsRead, MovedField, Mover, Origin } from '../../model/drift.ts';
import { sideText, timeText } from '../findings.ts';
import { fieldRows } from '../fields.ts';
import { count, joined, named, say, type Phrase } from '../phrase.ts';
import type { Row } from '../report.ts';

const MOVERS: Readonly<Record<Mover, Phrase>> = {
  pricebook: say`by Pricebook`,
  api: say`probably through the API (an idempotency key that is not ours)`,
  'dashboard-or-api': say`probably in the Dashboard (no idempotency key)`,
  automatic: say`by Stripe itself`,
};

const UNKNOWN: Readonly<Record<Exclude<Origin['status'], 'found'>, Phrase>> = {
  older: say`no event that Stripe still has says when`,
  'not-shown': say`Stripe's events do not show this field`,
  'no-events': say`Stripe has no events for it`,
  unread: [],
};

/** Who moved a field, when, by which request, and from what if that is not what was applied; empty where nobody asked. */
export function originWords({ path, applied, origin }: MovedField): Phrase {
  if (origin.status !== 'found') return UNKNOWN[origin.status];
  const request = origin.requestId === null ? [] : say`, ${origin.requestId}`;
  const { before } = origin;
  const isNews = before !== undefined && JSON.stringify(before) !== JSON.stringify(applied);
  const from = isNews ? say`; before it was ${sideText(path, before)}` : [];
  return say`${named(timeText(origin.at))}, ${MOVERS[origin.by]}${request}${from}`;
}

/** A moved field: what was applied, what is there now. */
export function movedRows({ path, applied, live }: MovedField): readonly Row[] {
  return fieldRows({ path, before: applied, after: live }, { before: undefined, after: undefined });
}

/** The same with who moved it and when behind it. */
export function tracedRows(field: MovedField): readonly Row[] {
  const words = originWords(field);
  const rows = movedRows(field);
  if (words.length === 0) return rows;
  return rows.map((row, index) =>
    index === rows.length - 1 ? { ...row, text: say`${row.text} · ${words}` } : row,
  );
}

/** What reading events came to, where somebody may miss something; with the number of requests where there is nothing. */
export function eventsWords({ status, requests, since, isComplete }: EventsRead): Phrase {
  if (status === 'unneeded') return [];
  if (status === 'forbidden') {
    return say`Who moved what is not known: the key may not read events. Give it the permission ${'event_read'}.`;
  }
  if (status === 'failed') return say`Who moved what is not known: Stripe did not answer for its events.`;
  const asked = say`Stripe's events since ${named(timeText(since ?? ''))}: ${count(requests, 'request')}.`;
  return isComplete ? asked : say`${asked} There are more; the older ones were not looked through.`;
}

/** What of this is to be known in a text that stays: the same every morning, and empty where nobody misses anything. */
export function missedEvents(events: EventsRead): Phrase {
  if (events.status !== 'read') return eventsWords(events);
  return events.isComplete ? [] : say`Stripe has more events than were looked through.`;
}

/** What a check found, in numbers: `2 drifted (1 critical), 1 missing`; empty when Stripe is as it was applied. */
export function foundWords({ moved, conflicts, missing, halfDone, plan }: DriftCheck): Phrase {
  const critical = moved.filter(({ severity }) => severity === 'critical').length;
  return joined([
    ...(moved.length === 0 ? [] : [say`${moved.length} drifted (${critical} critical)`]),
    ...(conflicts.length === 0 ? [] : [count(conflicts.length, 'conflict')]),
    ...(missing.length === 0 ? [] : [say`${missing.length} missing`]),
    ...(halfDone.length === 0 ? [] : [say`${halfDone.length} half-done`]),
    ...(plan.orphans.length === 0 ? [] : [count(plan.orphans.length, 'orphan')]),
  ]);
}

/** What is said where nothing was found. */
export function noDriftWords({ recorded }: DriftCheck): Phrase {
  if (recorded === 0) return say`Nothing was applied here yet, so that nothing can have drifted.`;
  return say`No drift: Stripe is as it was last applied.`;
}

/** How much of the manifests waits for a release, and since when; empty when nothing does. */
export function pendingWords({ pending, pendingSince }: DriftCheck): Phrase {
  if (pending.length === 0) return [];
  const at = pendingSince?.at ?? null;
  const when = at === null ? [] : say` of ${named(timeText(at))}`;
  const since =
    pendingSince === null ? [] : say`, the oldest by the commit ${pendingSince.commit.slice(0, 7)}${when}`;
  return say`${count(pending.length, 'change')} of the manifests not applied yet${since}.`;
}
