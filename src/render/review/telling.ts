import type { Change } from '../../model/change.ts';
import type { Spec } from '../../model/spec.ts';
import { say, type Phrase } from '../phrase.ts';
import { costText, monthlyText } from './cost.ts';
import { costName } from './cost-name.ts';
import { withDiscount } from './discount.ts';
import { sharesCost } from './parts.ts';
import { isHead } from './subject.ts';
import { stayWords } from './subscribers.ts';
import { otherCurrencies } from './tables.ts';
import type { ReviewView, TellView } from './view.ts';

/** One change in words. */
export interface Told {
  /** The first sentence, without its full stop. */
  readonly first: Phrase;
  /** What one line also says, behind the first sentence. */
  readonly note: Phrase;
  /** Whole sentences that follow. */
  readonly more: readonly Phrase[];
}

/** Tells one sort of change, in sentences about `subject`. */
export type Tell<Sort extends Change> = (change: Sort, subject: Phrase, view: TellView) => Told;

/** A sentence for each predicate, all about one subject. */
export function sentences(subject: string, predicates: readonly Phrase[]): readonly Phrase[] {
  return predicates.map((predicate) => say`${[subject]} ${predicate}.`);
}

/** What a cost comes to a month, behind a comma, and what it is in other currencies. */
export function costNote(change: Change, view: TellView): Phrase {
  const { impact } = view;
  const { key } = change;
  if (sharesCost(change, view)) return [];
  const monthly = impact.monthly.get(key);
  const text = monthly === undefined ? '' : monthlyText(monthly);
  return say`${text === '' ? [] : say`, ${costName(text)}`}${otherCurrencies(impact.tables.get(key) ?? [])}`;
}

/** The spec with the discount that it hands out, as that one was applied. */
export const asApplied = (spec: Spec, { applied }: TellView): Spec =>
  withDiscount(spec, (key) => applied.get(key)?.spec);

/** The spec with the discount that it hands out, as that one is to be. */
export const asPlanned = (spec: Spec, { applied, targets }: TellView): Spec =>
  withDiscount(spec, (key) => targets.get(key) ?? applied.get(key)?.spec);

/** What an object costs, between commas behind its name; empty for what costs nothing. */
export function costTag(spec: Spec | undefined): Phrase {
  const cost = spec === undefined ? '' : costText(spec);
  return cost === '' ? [] : say`, ${costName(cost)},`;
}

/** Who subscribes to something that goes off sale. A plan is not subscribed to; its prices are. */
export function leftWords(change: Change, { impact }: ReviewView): readonly Phrase[] {
  return isHead(change) ? [] : stayWords(change.key, impact.subscribers, 'it');
}
