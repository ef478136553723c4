import type { ReleaseReport } from '../../model/release.ts';
import type { Sources } from '../diagnostics.ts';
import { asideFolds } from '../review/aside.ts';
import { diffSection } from '../review/diffs.ts';
import { fitted, fixed } from '../review/fit.ts';
import { problemsSection } from '../review/problems.ts';
import { releaseHeader } from './header.ts';
import { recoveriesSection } from './recoveries.ts';
import { resultsFor } from './results.ts';
import { doneSections, failedSections, releaseFooter } from './sections.ts';
import { stopSections } from './stops.ts';
import { verdictOf } from './verdict.ts';
import { tellView } from './view.ts';

/** UTF-16 units, each of at most three bytes: GitHub drops a summary of more than 1 MiB whole. */
const BUDGET = 330_000;

/** What a summary is made with beside the report. */
export interface SummaryOptions {
  /** The manifests, for the lines that problems are in. */
  readonly sources?: Sources;
  readonly budget?: number;
}

/** What came of a release, whole, for the summary of its job: what went wrong first, details in folds. */
export function releaseSummary(
  report: ReleaseReport,
  { sources = new Map(), budget = BUDGET }: SummaryOptions = {},
): string {
  const { plan } = report;
  const view = { ...tellView(report), sources, whole: 'plan file' as const };
  const results = resultsFor(report, null);
  const given = { report, view };
  const changes = plan?.changes ?? [];
  const sections = [
    fixed(releaseHeader(report, results, { verdict: verdictOf(report, results), view })),
    ...stopSections(report, [0, 1], view),
    ...failedSections(results, given),
    ...recoveriesSection(results, [2, 3], given),
    ...doneSections(results, 'counted', given),
    ...problemsSection('warning', [8, 9], view),
    ...diffSection(changes, 11, view),
    ...(plan === null ? [] : asideFolds({ plan, own: changes, earlier: [], withdrawn: [] }, 10, view)),
    releaseFooter(report),
  ];
  return fitted(sections, budget);
}
