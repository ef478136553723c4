import type { ReleaseReport } from '../../model/release.ts';
import { fitted, fixed } from '../review/fit.ts';
import { problemsSection } from '../review/problems.ts';
import { releaseHeader } from './header.ts';
import { resultsFor } from './results.ts';
import { reviewedTail } from './reviewed.ts';
import { alreadySection, doneSections, failedSections, othersSection, releaseFooter } from './sections.ts';
import { stopSections } from './stops.ts';
import { verdictOf } from './verdict.ts';
import { tellView } from './view.ts';

/** Whom a release is told, and where. */
export interface CommentView {
  /** The keys that the pull request's record has; null: it is not known which are its own. */
  readonly keys: ReadonlySet<string> | null;
  /** What the comment said before, without its record line; null: there was none. */
  readonly before: string | null;
  /** UTF-16 units at most. */
  readonly budget: number;
}

/**
 * What came of a merged pull request, in Markdown, without the line that marks the comment. Of at most `budget` UTF-16
 * units, as long as some 5,000 of them are given: what came of it, what stops it and what failed are told or named,
 * whatever the room; the rest is told, or counted. What was reviewed is kept at the end, where there is room.
 */
export function releaseComment(report: ReleaseReport, { keys, before, budget }: CommentView): string {
  const view = tellView(report);
  const results = resultsFor(report, keys);
  const verdict = verdictOf(report, results);
  const given = { report, view };
  const look = verdict === 'done' || verdict === 'none' ? 'folded' : 'counted';
  const smallest = reviewedTail(null, 0).length;
  const sections = [
    fixed(releaseHeader(report, results, { verdict, view })),
    ...(look === 'folded' ? [] : stopSections(report, [0, 1], view)),
    ...failedSections(results, given),
    ...doneSections(results, look, given),
    ...alreadySection(results, given),
    ...othersSection(results),
    ...(look === 'folded' ? [] : problemsSection('warning', [9, 10], view)),
    releaseFooter(report),
  ];
  const text = `${fitted(sections, budget - smallest - 1)}\n`;
  return `${text}${reviewedTail(before, budget - text.length)}`;
}
