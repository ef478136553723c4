import { isDue, type Change } from '../../model/change.ts';
import { kindOf } from '../../model/key.ts';
import type { Drift } from '../../model/plan.ts';
import type { Review } from '../../model/review.ts';
import { driftRows, isOf, orphanWords, timeText } from '../findings.ts';
import { joined, markdownPhrase, named, say, word, type Phrase } from '../phrase.ts';
import { saleWords } from '../sale.ts';
import { counted, foldOf, plainEntry } from './counted.ts';
import { changeLine } from './entries.ts';
import { fixed, type Section } from './fit.ts';
import { nameOf } from './subject.ts';
import type { TellView } from './view.ts';

const bullet = (phrase: Phrase): string => `- ${markdownPhrase(phrase)}\n`;

/** A fold with a line for each entry; none without entries. */
function fold(
  [title, intro]: readonly [title: string, intro: string],
  lines: readonly string[],
  { rank, view }: { readonly rank: number; readonly view: TellView },
): readonly Section[] {
  if (lines.length === 0) return [];
  const frame = foldOf(`${title} (${lines.length})`, intro);
  return [counted({ ...frame, entries: lines.map((line) => plainEntry(line)), ranks: [rank] }, view)];
}

function driftLine({ key, severity, fields }: Drift, view: TellView): string {
  const moved = driftRows(fields).map(({ label, text }) => say`${label}: ${text}`);
  return bullet(say`**${named(nameOf(key, view))}** (${word(severity)}): ${joined(moved)}`);
}

function retiringLines({ plan, earlier }: Review, view: TellView): readonly string[] {
  const due = earlier.filter(isDue);
  return [
    ...plan.retiring.map(({ key, stripeId, due }) =>
      bullet(
        say`**${named(nameOf(key, view))}** (${stripeId}): ${[saleWords(kindOf(key)).is]} until ${named(timeText(due))}`,
      ),
    ),
    ...due.map((change) => changeLine(change, view)),
  ];
}

const retiringIntro = ({ plan, earlier }: Review): string =>
  `Replaced earlier, and still ${isOf([...plan.retiring, ...earlier.filter(isDue)])} for applications that know the old one.`;

/** What other pull requests brought, of a base that is released and of another one. */
const others = ({ standing, base }: TellView) =>
  standing === 'informational'
    ? ({
        withdrawn: ['Taken back by this pull request', markdownPhrase(say`It is on ${base.ref} until then.`)],
        earlier: [
          'On the base already',
          markdownPhrase(
            say`Other pull requests brought this to ${base.ref}. Nothing is released from there.`,
          ),
        ],
      } as const)
    : ({
        withdrawn: [
          'Taken back by this pull request',
          'Merged earlier and not released yet. With this pull request it does not happen.',
        ],
        earlier: [
          'Merged earlier, not released yet',
          'Other pull requests brought this. The next release applies it, whether this one is merged or not.',
        ],
      } as const);

const RECOVERY = [
  'Mended by the next release',
  'Something was lost in Stripe, or a release was interrupted.',
] as const;
const DRIFT = [
  'Drift: changed in Stripe by hand',
  'Last applied → now in Stripe. A release does not touch this; the drift check puts it back or accepts it.',
] as const;
/** What the account holds beside the changes of a review, each in a fold of its own. */
export function asideFolds(review: Review, rank: number, view: TellView): readonly Section[] {
  const { plan, earlier, withdrawn } = review;
  const how = { rank, view };
  const lines = (changes: readonly Change[]): readonly string[] =>
    changes.map((change) => changeLine(change, view));
  const standing = earlier.filter((change) => !isDue(change));
  const titles = others(view);
  return [
    ...fold(titles.withdrawn, lines(withdrawn), how),
    ...fold(titles.earlier, lines(standing.filter(({ recovery }) => !recovery)), how),
    ...fold(RECOVERY, lines(standing.filter(({ recovery }) => recovery)), how),
    ...fold(
      DRIFT,
      plan.drift.map((drift) => driftLine(drift, view)),
      how,
    ),
    ...fold(['Retiring', retiringIntro(review)], retiringLines(review, view), how),
    ...fold(
      ['Orphans', markdownPhrase(orphanWords(plan.orphans, 'label'))],
      plan.orphans.map(({ key, stripeId }) => bullet(say`${key}, ${stripeId} in Stripe`)),
      how,
    ),
  ];
}

/** The same under a title of their own, in what a pull request is told. */
export function asideSections(review: Review, rank: number, view: TellView): readonly Section[] {
  const sections = asideFolds(review, rank, view);
  return sections.length === 0 ? [] : [fixed("### Beside this pull request's own changes\n\n"), ...sections];
}
