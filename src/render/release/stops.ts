import type { Guard } from '../../model/plan.ts';
import type { ReleaseReport } from '../../model/release.ts';
import { joined, markdownPhrase, named, say } from '../phrase.ts';
import { guardSentence, mergedGuards } from '../review/blocked.ts';
import { conflictEntry } from '../review/conflicts.ts';
import type { Section } from '../review/fit.ts';
import { namesText, roomOf, type NamedEntry } from '../review/names.ts';
import { problemsSection } from '../review/problems.ts';
import { nameOf } from '../review/subject.ts';
import type { TellView } from '../review/view.ts';

/** Of a guard, this many objects are told. */
const MOST_KEYS = 5;
const LONGEST_NAME = 80;

function guardEntry(guard: Guard, view: TellView): NamedEntry {
  const { keys, name } = guard;
  const names = keys.slice(0, MOST_KEYS).map((key) => named(nameOf(key, view), LONGEST_NAME));
  const more = keys.length > MOST_KEYS ? say` and ${keys.length - MOST_KEYS} more` : [];
  const objects = names.length === 0 ? [] : say`: ${joined(names)}${more}`;
  const own = { group: name, own: '' };
  return {
    levels: [`- ${markdownPhrase(say`${guardSentence(guard)}${objects}.`)}\n`],
    heading: '',
    named: roomOf(own, 1),
    what: 'stopped by',
    name: own,
  };
}

function stopSection(
  title: string,
  entries: readonly NamedEntry[],
  { ranks, view }: { readonly ranks: readonly [number, number]; readonly view: TellView },
): readonly Section[] {
  if (entries.length === 0) return [];
  const section: Section<NamedEntry> = {
    head: `### ${title}\n\n`,
    entries,
    tail: '\n',
    ranks,
    rest: (left, room) => namesText(left, room, view.whole),
  };
  return [section];
}

/** What kept a release from its first write, or went wrong beside single changes: guards, conflicts, errors. */
export function stopSections(
  { plan, outcomes }: ReleaseReport,
  ranks: readonly [number, number],
  view: TellView,
): readonly Section[] {
  const how = { ranks, view };
  // What a release went past did not stop it.
  const stopped = outcomes.length === 0 ? plan : null;
  return [
    ...stopSection(
      'Stopped by a guard',
      mergedGuards(stopped?.guards ?? []).map((guard) => guardEntry(guard, view)),
      how,
    ),
    ...stopSection(
      'Stopped by a conflict',
      (stopped?.conflicts ?? []).map((conflict) => conflictEntry(conflict, view)),
      how,
    ),
    ...problemsSection('error', ranks, view),
  ];
}
