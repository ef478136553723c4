import { digestOf } from '../../lib/digest.ts';
import type { Json } from '../../lib/json.ts';
import type { ReleaseReport } from '../../model/release.ts';
import { count, joined, markdownPhrase, say, terminalPhrase, type Phrase } from '../phrase.ts';
import { alertText, environmentWords } from '../review/header.ts';
import { fitted, fixed } from '../review/fit.ts';
import { capitalised } from '../review/subject.ts';
import { circumstances, endingWords } from './header.ts';
import { troubleWords } from './next.ts';
import { recoveriesIn, recoveriesSection } from './recoveries.ts';
import { endedAs, resultsFor, type Results } from './results.ts';
import { failedSections } from './sections.ts';
import { stopSections } from './stops.ts';
import { VERDICTS, verdictOf } from './verdict.ts';
import { tellView } from './view.ts';

/** UTF-16 units: the issue has 65,536 for this and for what the drift check says. */
const BUDGET = 14_000;

/** What an administrator has to know of a release. */
export interface ReleaseTrouble {
  /** Of the issue: plain text. */
  readonly title: string;
  readonly text: string;
  /** The same for the same trouble: over keys, actions and codes, and over no text and no time. */
  readonly fingerprint: string;
  /** A comment that says what is new. */
  readonly news: string;
}

const byText = (entries: readonly (readonly string[])[]): Json =>
  [...new Set(entries.map((entry) => JSON.stringify(entry)))].sort();

/** What is wrong, as data. Of a release that was not reviewed it is all that waits. */
function troubleData({ failure, plan, outcomes, diagnostics }: ReleaseReport, results: Results): Json {
  const stopped = outcomes.length === 0 ? plan : null;
  const waiting = failure === 'not-reviewed' || failure === 'plan-changed' ? (stopped?.changes ?? []) : [];
  const open = [...endedAs(results.own, 'failed'), ...endedAs(results.own, 'skipped')];
  return {
    failure,
    recoveries: byText(recoveriesIn(results).map(({ change }) => [change.key, change.action])),
    open: byText(open.map(({ change, outcome }) => [change.key, change.action, outcome?.status ?? ''])),
    waiting: byText(waiting.map(({ key, action }) => [key, action])),
    guards: byText((stopped?.guards ?? []).map(({ name, keys }) => [name, ...keys.toSorted()])),
    conflicts: byText((stopped?.conflicts ?? []).map(({ key, reason }) => [key, reason])),
    codes: byText(
      diagnostics
        .filter(({ severity }) => severity === 'error')
        .map(({ code, where }) => [code, where?.file ?? '']),
    ),
  };
}

/** What is new, in a sentence. */
function newsWords({ failure, outcomes }: ReleaseReport, results: Results, title: string): Phrase {
  const mended = recoveriesIn(results).length;
  const what = [
    ...(failure === null ? [] : [say`${[title]}${[` (${failure.replace(/[^a-z-]/g, '')})`]}`]),
    ...(failure === null || outcomes.length === 0 ? [] : [endingWords(results.own)]),
    ...(mended === 0 ? [] : [say`${count(mended, 'object')} found lost or half-done, and mended`]),
  ];
  return say`The latest release: ${joined(what)}.`;
}

/**
 * What an administrator must know of a release, for the issue of its environment; null where there is nothing. That is
 * everything that failed, was skipped or was refused; and what was found lost and is mended, although the release
 * succeeded.
 */
export function releaseTrouble(report: ReleaseReport): ReleaseTrouble | null {
  const results = resultsFor(report, null);
  if (report.failure === null && recoveriesIn(results).length === 0) return null;
  const view = tellView(report);
  const given = { report, view };
  const verdict = verdictOf(report, results);
  const words = troubleWords(report, verdict);
  const title = VERDICTS[verdict];
  const alert = words === null ? '' : alertText(report.livemode ? 'CAUTION' : 'WARNING', words);
  const sections = [
    fixed(`## Release: ${title}\n\n${alert}${circumstances(report)}\n\n`),
    ...stopSections(report, [0, 1], view),
    ...failedSections(results, given),
    ...recoveriesSection(results, [2, 3], given),
  ];
  const news = newsWords(report, results, title);
  const environment = terminalPhrase(capitalised(environmentWords(report.environment, report)));
  return {
    title: `Pricebook: ${environment} needs attention`,
    text: fitted(sections, BUDGET).trimEnd(),
    fingerprint: digestOf(troubleData(report, results)),
    news: `${markdownPhrase(news)} ${circumstances(report)}`,
  };
}
