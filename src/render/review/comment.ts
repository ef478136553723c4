import type { Change } from '../../model/change.ts';
import type { Review } from '../../model/review.ts';
import { endsOrReplaces } from '../ends.ts';
import { say, type Phrase } from '../phrase.ts';
import { isBilled, isSold } from '../sale.ts';
import { asideSections } from './aside.ts';
import { guardsText } from './blocked.ts';
import { conflictsSection } from './conflicts.ts';
import { diffSection } from './diffs.ts';
import { destructiveTitle, takesAway } from './destructive.ts';
import { changesSection } from './entries.ts';
import { fitted, fixed, type Section } from './fit.ts';
import { footerText } from './footer.ts';
import { headerText } from './header.ts';
import { keyMoves } from './lookup-keys.ts';
import { withParts } from './parts.ts';
import { problemsSection } from './problems.ts';
import { isHead } from './subject.ts';
import { targetsOf } from './targets.ts';
import { stayNote, uncountedWords } from './subscribers.ts';
import type { ReviewView, TellView } from './view.ts';

export type { ReviewView } from './view.ts';

/** Which level of which section gets room first, where there is not enough for all: one line, then all of it. */
const RANKS = {
  stops: [0, 2],
  destructive: [1, 3],
  others: [4, 5],
  warnings: [6, 8],
  aside: 7,
  diffs: 9,
} as const;

/** Actions that leave subscribers nothing to keep. */
const KEEPS_NOTHING: readonly string[] = ['forget', 'detach'] satisfies readonly Change['action'][];

/**
 * What becomes of subscribers, and why they are not counted where they are not; empty where nobody could subscribe,
 * and where each change says it of its own.
 */
function subscribersIntro(destructive: readonly Change[], { impact }: ReviewView): Phrase {
  const ends = destructive.filter(
    (change) => endsOrReplaces(change) && !KEEPS_NOTHING.includes(change.action) && isBilled(change.kind),
  );
  const sold = ends.filter((change) => !isHead(change));
  const isSaid = sold.length > 0 && sold.every(({ key }) => stayNote(key, impact.subscribers).length > 0);
  const areSold = ends.some(({ kind }) => isSold(kind));
  // Of those who lose something nobody says that they keep what they have.
  if (!areSold && destructive.some(({ action }) => action === 'detach'))
    return uncountedWords(impact.subscribers) ?? [];
  if (ends.length === 0 || isSaid) return [];
  const stay = areSold
    ? say`Existing subscriptions stay as they are and go on at their old price for good.`
    : say`Existing subscriptions stay as they are and keep what they have.`;
  const uncounted = sold.length === 0 ? null : uncountedWords(impact.subscribers);
  return uncounted === null ? stay : say`${stay} ${uncounted}`;
}

/** What the pull request itself does: what takes something away first, each told once. */
function ownSections(own: readonly Change[], view: TellView): readonly Section[] {
  const destructive = own.filter(takesAway);
  const others = own.filter((change) => !takesAway(change));
  return [
    ...changesSection(destructive, view, {
      title: destructiveTitle(destructive),
      intro: subscribersIntro(destructive, view),
      rest: 'named',
      ranks: RANKS.destructive,
    }),
    ...changesSection(others, view, {
      title: destructive.length === 0 ? 'What changes' : 'What else changes',
      intro: [],
      rest: 'counted',
      ranks: RANKS.others,
    }),
    ...diffSection(own, RANKS.diffs, view),
  ];
}

/**
 * What a pull request does to Stripe and to subscribers, in Markdown: for its comment, without the line that marks
 * it, and for its job summary. Of at most `budget` UTF-16 units, as long as some 5,000 of them are given: guards,
 * conflicts and everything that goes off sale or is replaced are told, in a line each, or named; the rest is told, in
 * a line each, or counted.
 */
export function reviewComment(whole: Review, around: ReviewView): string {
  const { review, parts } = withParts(whole);
  const { changes } = review.plan;
  const view = {
    ...around,
    parts,
    keyMoves: keyMoves(changes, around.applied),
    targets: targetsOf(changes),
  };
  const { budget } = view;
  const sections = [
    fixed(headerText(review, view)),
    fixed(guardsText(review, view)),
    ...conflictsSection(review.plan.conflicts, RANKS.stops, view),
    ...problemsSection('error', RANKS.stops, view),
    ...ownSections(review.own, view),
    ...problemsSection('warning', RANKS.warnings, view),
    ...asideSections(review, RANKS.aside, view),
    fixed(footerText(review, view)),
  ];
  return fitted(sections, budget);
}
