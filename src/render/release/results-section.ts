import type { ReleaseReport } from '../../model/release.ts';
import { counted, foldOf } from '../review/counted.ts';
import type { Section } from '../review/fit.ts';
import { namesText, roomOf, type NamedEntry } from '../review/names.ts';
import { groupCode, groupTitle, isHead, shortName, subjectIn } from '../review/subject.ts';
import { markdownPhrase } from '../phrase.ts';
import type { TellView } from '../review/view.ts';
import { resultTexts } from './result-text.ts';
import type { Result } from './results.ts';

/** How a section about results is laid out. */
export interface ResultsLayout {
  readonly title: string;
  /** `named`: those without room are named. `counted`: they are counted. `folded`: counted, and all of it in a fold. */
  readonly look: 'named' | 'counted' | 'folded';
  /** What became of those that are named: `failed`. */
  readonly what: string;
  readonly ranks: readonly [line: number, whole: number];
}

/** What results are told with. */
export interface ResultsView {
  readonly report: ReleaseReport;
  readonly view: TellView;
}

function entriesOf(
  results: readonly Result[],
  what: string,
  { report, view }: ResultsView,
): readonly NamedEntry[] {
  const groups = Map.groupBy(results, ({ change }) => change.lockGroup);
  return [...groups.values()].flatMap((group) => {
    const changes = group.map(({ change }) => change);
    const sorted = group.toSorted((a, b) => Number(isHead(b.change)) - Number(isHead(a.change)));
    return sorted.map((result): NamedEntry => {
      const { change } = result;
      const name = { group: groupCode(change), own: isHead(change) ? '' : shortName(change) };
      return {
        levels: resultTexts(result, subjectIn(changes, change, view), { view, where: report }),
        heading: `\n#### ${markdownPhrase(groupTitle(change, view))}\n\n`,
        named: roomOf(name, group.length),
        what,
        name,
      };
    });
  });
}

/** What became of changes, by plan; none without any. */
export function resultsSection(
  results: readonly Result[],
  { title, look, what, ranks }: ResultsLayout,
  given: ResultsView,
): readonly Section[] {
  if (results.length === 0) return [];
  const entries = entriesOf(results, what, given);
  const open = { head: `### ${title}\n`, tail: '\n', entries, ranks };
  if (look === 'folded')
    return [counted({ ...open, ...foldOf(`${title} (${results.length})`, '') }, given.view)];
  if (look === 'counted') return [counted(open, given.view)];
  const section: Section<NamedEntry> = {
    ...open,
    rest: (left, room) => namesText(left, room, given.view.whole),
  };
  return [section];
}
