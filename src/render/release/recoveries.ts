import { stripeIdOf, type Action, type Change } from '../../model/change.ts';
import { dashboardUrl, linkedPhrase } from '../dashboard.ts';
import { markdownPhrase, named, say, type Phrase } from '../phrase.ts';
import { saleWords, type SaleWords } from '../sale.ts';
import { pageSentence } from '../secret.ts';
import { counted, plainEntry } from '../review/counted.ts';
import type { Section } from '../review/fit.ts';
import { nameOf } from '../review/subject.ts';
import { endedAs, type Result, type Results } from './results.ts';
import type { ResultsView } from './results-section.ts';

/** What was found and mended, about an object that was `old` and is `now`, and what to do about it. */
type Words = (old: Phrase, now: Phrase, sale: SaleWords) => readonly [found: Phrase, next: Phrase];

/** By action: recoveries are no other actions. */
const WORDS: Readonly<Partial<Record<Action, Words>>> = {
  recreate: (old, now) => [
    say`was missing in Stripe and is made again as ${now}, in the place of ${old}. Since when it was missing is not known`,
    say`Find out who deleted it in Stripe's logs, and give the new id to whatever still has the old one: deploy applications with the new snapshot.`,
  ],
  relink: (_, now) => [
    say`was not recorded as ${now}, which bears its label in Stripe and is recorded now. Since when the record was wrong is not known`,
    say`A release was interrupted, or the snapshot was put back to an older one: look at its commits, and deploy applications with the new snapshot.`,
  ],
  restore: (_, now, { restored, off, end }) => [
    say`was found archived in Stripe, ${now}, and ${[restored]}. Since when it was ${[off]} is not known`,
    say`If somebody archived it on purpose, ${[end]} in its manifest.`,
  ],
  delete: (old) => [
    say`had a second object, ${old}, which an interrupted release left there, and which is deleted. Since when is not known`,
    say`Nothing is to be done, unless an application still uses it.`,
  ],
  archive: (old, _, { is, ends, uses }) => [
    say`had a second object ${[is]}, ${old}, which an interrupted release left there, and which ${[ends]}. Since when is not known`,
    say`Nothing is to be done, unless an application ${[uses]} that id.`,
  ],
};

/** The recoveries that were made: something was lost or half-done, and is mended. */
export function recoveriesIn({ own }: Pick<Results, 'own'>): readonly Result[] {
  return endedAs(own, 'done').filter(({ change }) => change.recovery);
}

const idWords = (id: string | null | undefined): Phrase =>
  id === null || id === undefined ? say`an object` : say`${id}`;

function entryText({ change, outcome }: Result, { report, view }: ResultsView): readonly [string, string] {
  const page = pageSentence(outcome);
  const shown = page.length === 0 ? '' : ` ${markdownPhrase(page)}.`;
  const [old, now] = [idWords(stripeIdOf(change)), idWords(outcome?.stripeId)];
  const words: Words =
    WORDS[change.action] ?? (() => [say`was half-done and is finished`, say`Nothing is to be done.`]);
  const [found, next] = words(old, now, saleWords(change.kind));
  const urlOf = urlsOf(change, outcome?.stripeId, report);
  const first = linkedPhrase(say`**${named(nameOf(change.key, view))}** (${change.key}) ${found}.`, urlOf);
  return [`- ${first}${shown}\n`, `- ${first}${shown} ${linkedPhrase(next, urlOf)}\n`];
}

function urlsOf(change: Change, id: string | null | undefined, report: ResultsView['report']) {
  return (value: string): string | null =>
    value === id || value === stripeIdOf(change) ? dashboardUrl(report, change.kind, value) : null;
}

/** What was found lost or half-done and is mended, each with what to do; none without any. */
export function recoveriesSection(
  results: Pick<Results, 'own'>,
  ranks: readonly [line: number, whole: number],
  given: ResultsView,
): readonly Section[] {
  const recoveries = recoveriesIn(results);
  if (recoveries.length === 0) return [];
  const entries = recoveries.map((result) => plainEntry(...entryText(result, given)));
  const head = '### Found lost or half-done, and mended\n\n';
  return [counted({ head, entries, tail: '\n', ranks }, given.view)];
}
