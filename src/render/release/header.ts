import type { ReleaseReport } from '../../model/release.ts';
import { timeText } from '../findings.ts';
import { count, joined, markdownPhrase, named, say, type Phrase } from '../phrase.ts';
import { countWords } from '../review/counts.ts';
import { commitText } from '../review/footer.ts';
import { alertText, environmentWords, titleText } from '../review/header.ts';
import { capitalised } from '../review/subject.ts';
import type { TellView } from '../review/view.ts';
import { troubleWords } from './next.ts';
import { endedAs, type Result, type Results } from './results.ts';
import { VERDICTS, type Verdict } from './verdict.ts';

/** A page of GitHub, which is no markup wherever it stands. */
const PAGE = /^https?:\/\/[\w.-]+(?::\d+)?\/[\w./-]+$/;

/** `1 done, 2 failed, 1 skipped`; empty where nothing was tried. */
export function endingWords(results: readonly Result[]): Phrase {
  return joined(
    (['done', 'failed', 'skipped'] as const)
      .map((status) => ({ status, number: endedAs(results, status).length }))
      .filter(({ number }) => number > 0)
      .map(({ status, number }) => say`${number} ${[status]}`),
  );
}

/** When, which commit, which account, by whose approval, and where the run is to be seen, in Markdown. */
export function circumstances({ at, commit, account, approvedBy, runUrl }: ReleaseReport): string {
  const of = commit === null ? [] : say`, commit ${commitText(commit)}`;
  const where = account === '' ? [] : say`, account ${account}`;
  const who = approvedBy === null ? [] : say`, the plan approved by ${named(approvedBy)}`;
  const run = runUrl !== null && PAGE.test(runUrl) ? `, [the run](${runUrl})` : '';
  return `${markdownPhrase(say`${named(timeText(at))}${of}${where}${who}`)}${run}.`;
}

/** What it came to, in one sentence. */
function total(verdict: Verdict, { own, already }: Results, view: TellView): Phrase {
  const changes = own.map(({ change }) => change);
  switch (verdict) {
    case 'done':
    case 'unproven':
    case 'unrecorded':
      return changes.length === 0
        ? say`Only the record changed.`
        : say`${capitalised(countWords(changes, view))}.`;
    case 'none':
      return already.length === 0
        ? say`Nothing was left to do: Stripe is as the manifests say.`
        : say`Nothing was left to do of it: all of it is already so in Stripe.`;
    case 'part':
    case 'failed':
      return say`${count(own.length, 'change')}: ${endingWords(own)}.`;
    case 'held':
      return changes.length === 0
        ? say`Nothing was applied.`
        : say`${count(own.length, 'change')}, none applied.`;
    case 'stopped':
      return say`There was no plan.`;
  }
}

/** Which environment, what came of the release, and what to do about it. */
export function releaseHeader(
  report: ReleaseReport,
  results: Results,
  { verdict, view }: { readonly verdict: Verdict; readonly view: TellView },
): string {
  const environment = environmentWords(report.environment, report);
  const trouble = troubleWords(report, verdict);
  const alert = trouble === null ? '' : alertText(report.livemode ? 'CAUTION' : 'WARNING', trouble);
  const title = titleText(say`${environment}, ${[VERDICTS[verdict]]}`);
  return `${title}${alert}**${markdownPhrase(total(verdict, results, view))}** ${circumstances(report)}\n\n`;
}
