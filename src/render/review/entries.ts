import type { Change } from '../../model/change.ts';
import { markdownPhrase, say, type Phrase } from '../phrase.ts';
import { counted } from './counted.ts';
import { takenWord } from './destructive.ts';
import type { Section } from './fit.ts';
import { namesText, roomOf, type ListName, type NamedEntry } from './names.ts';
import { sharesCost } from './parts.ts';
import { fullTitle, groupCode, groupTitle, isHead, shortName, subjectIn } from './subject.ts';
import { tablesText } from './tables.ts';
import type { Told } from './telling.ts';
import { told } from './told.ts';
import type { TellView } from './view.ts';

const line = ({ first, note }: Told): string => `- ${markdownPhrase(say`${first}${note}`)}.\n`;

function paragraph({ first, more }: Told, tables: string): string {
  const sentences = [say`${first}.`, ...more].map(markdownPhrase);
  return `- ${sentences.join(' ')}\n${tables}`;
}

const hasTable = (change: Change, view: TellView): boolean =>
  ['create', 'recreate', 'replace'].includes(change.action) && !sharesCost(change, view);

/** The changes by their groups, in the order of the first of each, what the group is named for first. */
function grouped(changes: readonly Change[]): readonly (readonly Change[])[] {
  return [...Map.groupBy(changes, ({ lockGroup }) => lockGroup).values()].map((group) => [
    ...group.filter(isHead),
    ...group.filter((change) => !isHead(change)),
  ]);
}

function entryOf(change: Change, group: readonly Change[], view: TellView): NamedEntry {
  const words = told(change, subjectIn(group, change, view), view);
  const tables = hasTable(change, view) ? tablesText(view.impact.tables.get(change.key) ?? []) : '';
  const own = isHead(change)
    ? group.length === 1
      ? ''
      : (view.nouns[change.kind] ?? change.kind)
    : shortName(change);
  const name: ListName = { group: groupCode(change), own };
  return {
    levels: [line(words), paragraph(words, tables)],
    heading: `\n#### ${markdownPhrase(groupTitle(change, view))}\n\n`,
    named: roomOf(name, group.length),
    what: takenWord(change),
    name,
  };
}

/** How a section about changes is laid out. */
export interface ChangesLayout {
  readonly title: string;
  readonly intro: Phrase;
  /** What becomes of those without room: they are named, or counted. */
  readonly rest: 'named' | 'counted';
  readonly ranks: readonly [line: number, whole: number];
}

/** A section about changes, by plan; none without any. */
export function changesSection(
  changes: readonly Change[],
  view: TellView,
  { title, intro, rest, ranks }: ChangesLayout,
): readonly Section[] {
  if (changes.length === 0) return [];
  const entries = grouped(changes).flatMap((group) => group.map((change) => entryOf(change, group, view)));
  const head = `### ${title}\n\n${intro.length === 0 ? '' : `${markdownPhrase(intro)}\n`}`;
  const common = { head, tail: '\n', ranks };
  if (rest === 'counted') return [counted({ ...common, entries }, view)];
  const section: Section<NamedEntry> = {
    ...common,
    entries,
    rest: (left, room) => namesText(left, room, view.whole),
  };
  return [section];
}

/** A change in one line that stands alone, wherever its plan is told. */
export function changeLine(change: Change, view: TellView): string {
  return line(told(change, say`**${fullTitle(change, view)}**`, view));
}
