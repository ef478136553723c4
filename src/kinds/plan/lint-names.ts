import { groupBy } from '../../lib/group.ts';
import { code } from '../../lib/wording.ts';
import { textOr } from '../kind.ts';
import type { LintFinding } from '../manifest-kind.ts';
import { finding } from '../finding.ts';
import type { Offer, Period } from './offer.ts';

type Fits = (period: Period) => boolean;

const lasts =
  (unit: Period['unit'], length: number): Fits =>
  (period) =>
    period.unit === unit && period.length === length;

/** A span that may also be what a price that is charged once gives access for. */
const spans =
  (unit: Period['unit'], length: number): Fits =>
  (period) =>
    period.unit === 'once' || (period.unit === unit && period.length % length === 0);

/** Words that say an interval, and the periods that they fit. */
const WORDS: readonly (readonly [RegExp, Fits])[] = [
  [/\bdaily\b/, lasts('day', 1)],
  [/\bweekly\b/, lasts('day', 7)],
  [/\bmonthly\b/, lasts('month', 1)],
  [/\bquarterly\b/, lasts('month', 3)],
  [/\b(yearly|annual|annually)\b/, lasts('month', 12)],
  [/\b(once|one ?time|lifetime)\b/, lasts('once', 1)],
  [/\bdays?\b/, spans('day', 1)],
  [/\bweeks?\b/, spans('day', 7)],
  [/\bmonths?\b/, spans('month', 1)],
  [/\byears?\b/, spans('month', 12)],
];
/** Words in front of an interval that make another one of it. */
const COMPOUND = /\b(semi|half|bi) ?\w*(annual|year|month|week)/;

/** Prices whose name or nickname says another interval than they have. */
export function intervalNames(offers: readonly Offer[]): readonly LintFinding[] {
  const perPlan = groupBy(offers, ({ plan }) => plan);
  return offers.flatMap((offer) => {
    const alone = perPlan.get(offer.plan)?.length === 1;
    const { nickname } = offer.price.spec;
    return [
      ...(contradicts(offer.name, offer.period) ? [warn(offer, offer.name)] : []),
      // A plan's code speaks for a price only where the plan has no other.
      ...(alone && contradicts(offer.plan, offer.period) ? [warn(offer, offer.plan)] : []),
      ...(typeof nickname === 'string' && contradicts(nickname, offer.period)
        ? [warn(offer, nickname, 'nickname')]
        : []),
    ];
  });
}

function contradicts(name: string, period: Period): boolean {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ');
  if (COMPOUND.test(words)) return false;
  const said = WORDS.filter(([word]) => word.test(words));
  return said.length > 0 && !said.some(([, fits]) => fits(period));
}

function warn({ price }: Offer, name: string, path = 'interval'): LintFinding {
  const interval = textOr(price.spec.interval, '');
  const count = Number(price.spec.interval_count);
  const has = count === 1 ? code(interval) : code(`${count} ${interval}s`);
  return finding(price, {
    code: 'lint.interval-name',
    summary: `${code(name)} says another interval than the price has: ${has}`,
    detail: 'Correct the interval or the name.',
    path,
  });
}
