import { kindOf, type ResourceKey } from '../model/key.ts';
import type { Conflict, Drift, DriftField, Plan } from '../model/plan.ts';
import { fieldRows } from './fields.ts';
import { count, joined, say, type Phrase } from './phrase.ts';
import { blockOf, item, type Block, type Item, type Row } from './report.ts';
import { capitalised } from './review/subject.ts';
import { saleWords, saleWordsOfAll } from './sale.ts';
import { valueText } from './values.ts';

const SEVERITIES = { critical: 'danger', warning: 'warning', info: 'notice' } as const;

/** Fields that moved in Stripe: what was last applied, and what is there now. */
export function driftRows(fields: readonly DriftField[]): readonly Row[] {
  return fields.flatMap(({ path, applied, live }) =>
    fieldRows({ path, before: applied, after: live }, { before: undefined, after: undefined }),
  );
}

/** What was changed in Stripe by hand, worst first. */
export function driftBlocks(drift: readonly Drift[]): readonly Block[] {
  const worst = Object.keys(SEVERITIES);
  const sorted = drift.toSorted((a, b) => worst.indexOf(a.severity) - worst.indexOf(b.severity));
  return blockOf({
    title: say`Drift: Stripe was changed by hand`,
    tone: 'warning',
    intro: say`Last applied → now in Stripe. An apply does not touch it: put it back with ${'--revert-drift KEY'}, or write what Stripe has into the manifest.`,
    items: sorted.map(
      ({ key, severity, fields }): Item => ({
        ...item('!', key, say`drifted (${[severity]})`),
        tone: SEVERITIES[severity],
        rows: driftRows(fields),
      }),
    ),
    fold: false,
  });
}

/** One side of a conflict, as a value of its field. */
export function sideText(path: string, value: DriftField['live']): Phrase {
  return value === null ? ['not set'] : [{ value: valueText(path, value, undefined) }];
}

/** What to do about an object that is recorded and no longer bears our marker. */
export function notOursWords(key: string): readonly Phrase[] {
  return [
    say`If it is ours: give it back its metadata in Stripe, ${'managed_by: pricebook'}, ${`pricebook_key: ${key}`} and ${'pricebook_catalog'}.`,
    say`If it is not: take it out of the manifests for one release, which strikes it from the snapshot and leaves Stripe alone.`,
  ];
}

function conflictItem({ key, reason, fields }: Conflict): Item {
  const base = { ...item('!', key, say`both git and Stripe changed it`), tone: 'danger' as const };
  if (reason === 'not-ours') {
    return {
      ...base,
      what: say`the recorded object no longer bears our marker, so nothing is written to it`,
      notes: notOursWords(key),
    };
  }
  return {
    ...base,
    rows: fields.map(({ path, applied, live, desired }) => ({
      label: path,
      text: say`was ${sideText(path, applied)}; the manifest has ${sideText(path, desired)}; Stripe has ${sideText(path, live)}`,
    })),
    notes: [say`Settle it with ${`--prefer manifest:${key}`} or ${`--prefer stripe:${key}`}.`],
  };
}

/** What stops an apply until somebody chooses a side. */
export function conflictBlocks(conflicts: readonly Conflict[]): readonly Block[] {
  return blockOf({
    title: say`Conflicts`,
    tone: 'danger',
    intro: say`Nothing is applied until each is settled.`,
    items: conflicts.map(conflictItem),
    fold: false,
  });
}

/** `2026-11-23 10:00 UTC`; any other text as it is. */
export function timeText(iso: string): string {
  return iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/, '$1 $2 UTC');
}

type Keyed = readonly { readonly key: ResourceKey }[];

/** What all of these are as long as nobody ends them: `on sale`. */
export const isOf = (objects: Keyed): string => saleWordsOfAll(objects.map(({ key }) => kindOf(key))).is;

/** What orphans are, and what to do about them. */
export function orphanWords(orphans: Keyed, mark: 'marker' | 'label'): Phrase {
  const words = `${isOf(orphans)} with our ${mark}, and known to neither manifests nor snapshot.`;
  return capitalised([words, ' Write them into a manifest, or archive them in Stripe.']);
}

/** What the account holds beside the plan: nobody has to act on it now. */
export function standingBlocks(plan: Plan): readonly Block[] {
  const block = (title: Phrase, intro: Phrase, items: readonly Item[]): readonly Block[] =>
    blockOf({ title, tone: 'title', intro, items, fold: true });
  return [
    ...block(
      say`Only the record changes`,
      say`Stripe is as it should be, and the snapshot catches up.`,
      plan.catchUps.map(({ key, formerKey }) =>
        item('·', key, formerKey === null ? say`recorded` : say`recorded, until now as ${formerKey}`),
      ),
    ),
    ...block(
      say`Retiring`,
      say`Replaced, and ${[isOf(plan.retiring)]} until then for those who still hold the id.`,
      plan.retiring.map(({ key, stripeId, due }) =>
        item('·', key, say`${stripeId}: ${[saleWords(kindOf(key)).is]} until ${timeText(due)}`),
      ),
    ),
    ...block(
      say`Orphans`,
      orphanWords(plan.orphans, 'marker'),
      plan.orphans.map(({ key, stripeId }) => item('?', key, say`${stripeId}`)),
    ),
  ];
}

/** How many objects are none of ours, by kind; empty without any. */
export function unmanagedPhrase(unmanaged: Plan['unmanaged']): Phrase {
  const counts = Object.entries(unmanaged)
    .filter(([, number]) => number > 0)
    .map(([kind, number]) => count(number, kind));
  return counts.length === 0 ? [] : say`Not ours and left alone: ${joined(counts)}.`;
}
