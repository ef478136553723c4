import type { Conflict } from '../../model/plan.ts';
import { notOursWords, sideText } from '../findings.ts';
import { joined, markdownPhrase, named, say, type Phrase } from '../phrase.ts';
import type { Section } from './fit.ts';
import { namesText, roomOf, type NamedEntry } from './names.ts';
import { nameOf, type Names } from './subject.ts';
import { codesOf } from '../../model/key.ts';
import type { ReviewView } from './view.ts';

function fieldsWords(fields: Conflict['fields']): Phrase {
  return joined(
    fields.map(
      ({ path, applied, desired, live }) =>
        say`${path} was ${sideText(path, applied)}, is ${sideText(path, desired)} in the manifest and ${sideText(path, live)} in Stripe`,
    ),
  );
}

/** A conflict as an entry: both sides, or what to do about an object that is no longer ours. */
export function conflictEntry({ key, reason, fields }: Conflict, view: Names): NamedEntry {
  const title = say`**${named(nameOf(key, view))}** (${key})`;
  const isOurs = reason === 'both-changed';
  const first = isOurs
    ? say`${title}: git and Stripe both changed it`
    : say`${title}: the recorded object no longer bears our label, so nothing is written to it`;
  const more = isOurs ? [say`${fieldsWords(fields)}.`] : notOursWords(key);
  const name = { group: codesOf(key), own: '' };
  return {
    levels: [
      `- ${markdownPhrase(first)}.\n`,
      `- ${[say`${first}.`, ...more].map(markdownPhrase).join(' ')}\n`,
    ],
    heading: '',
    named: roomOf(name, 1),
    what: 'in conflict',
    name,
  };
}

/** What git and Stripe say differently, and how to settle it; none without any. */
export function conflictsSection(
  conflicts: readonly Conflict[],
  ranks: readonly [number, number],
  view: ReviewView,
): readonly Section[] {
  if (conflicts.length === 0) return [];
  const intro = say`A release applies nothing until each is settled. Write what Stripe has into the manifest, in this pull request; or settle it from the command line, ${'pricebook apply'} with ${'--prefer manifest:KEY'} or ${'--prefer stripe:KEY'}.`;
  const section: Section<NamedEntry> = {
    head: `### Stopped by a conflict\n\n${markdownPhrase(intro)}\n\n`,
    entries: conflicts.map((conflict) => conflictEntry(conflict, view)),
    tail: '\n',
    ranks,
    rest: (left, room) => namesText(left, room, view.whole),
  };
  return [section];
}
