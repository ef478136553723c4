import { kindOf } from '../../model/key.ts';
import type { ReleaseReport } from '../../model/release.ts';
import { dashboardUrl, linkedCode } from '../dashboard.ts';
import { count, markdownPhrase, named, say } from '../phrase.ts';
import { counted, foldOf, plainEntry } from '../review/counted.ts';
import { fixed, type Section } from '../review/fit.ts';
import { nameOf } from '../review/subject.ts';
import { endingWords } from './header.ts';
import { resultsSection, type ResultsView } from './results-section.ts';
import { endedAs, type Results } from './results.ts';

/** What failed, and what waited for it in vain: named at least, whatever the room. */
export function failedSections({ own }: Pick<Results, 'own'>, given: ResultsView): readonly Section[] {
  return [
    ...resultsSection(
      endedAs(own, 'failed'),
      { title: 'Failed', look: 'named', what: 'failed', ranks: [0, 1] },
      given,
    ),
    ...resultsSection(
      endedAs(own, 'skipped'),
      { title: 'Not done', look: 'named', what: 'not done', ranks: [2, 3] },
      given,
    ),
  ];
}

/** What was done, and what would have been, had the release not stopped before. */
export function doneSections(
  { own }: Pick<Results, 'own'>,
  look: 'counted' | 'folded',
  given: ResultsView,
): readonly Section[] {
  const waiting = own.filter(({ outcome }) => outcome === null);
  return [
    ...resultsSection(waiting, { title: 'Waiting', look, what: 'waiting', ranks: [4, 5] }, given),
    ...resultsSection(endedAs(own, 'done'), { title: 'Done', look, what: 'done', ranks: [6, 7] }, given),
  ];
}

/** What was shown and needed nothing any more; none without any. */
export function alreadySection({ already }: Results, { report, view }: ResultsView): readonly Section[] {
  if (already.length === 0) return [];
  const entries = already.map((key) => {
    const id = report.plan?.ids.get(key) ?? null;
    const object = id === null ? '' : ` ${linkedCode(id, dashboardUrl(report, kindOf(key), id))}`;
    return plainEntry(`- ${markdownPhrase(say`**${named(nameOf(key, view))}** (${key})`)}${object}\n`);
  });
  const fold = foldOf(`Already so in Stripe (${already.length})`, '');
  return [counted({ ...fold, entries, ranks: [8] }, view)];
}

/** How many changes of the release are somebody else's, and how they ended. */
export function othersSection({ others }: Results): readonly Section[] {
  if (others.length === 0) return [];
  const endings = endingWords(others);
  const how = endings.length === 0 ? say`none applied` : endings;
  return [
    fixed(
      `${markdownPhrase(say`Not of this pull request: ${count(others.length, 'change')} (${how}).`)}\n\n`,
    ),
  ];
}

/** The plan and the version, for whoever looks for the release. */
export function releaseFooter({ plan, toolVersion }: ReleaseReport): Section {
  const digest = plan === null ? [] : say`Plan ${plan.digest} · `;
  return fixed(`<sub>${markdownPhrase(say`${digest}Pricebook ${named(toolVersion)}.`)}</sub>\n`);
}
