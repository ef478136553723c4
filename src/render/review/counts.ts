import type { Change } from '../../model/change.ts';
import { switchesOff } from '../ends.ts';
import { count, joined, say, type Phrase } from '../phrase.ts';
import { isHead, nounOf } from './subject.ts';
import type { ReviewView } from './view.ts';

/** What becomes of an object, of one and of several, in the order of a summary. */
const FATES = [
  ['off-sale', 'goes off sale', 'go off sale'],
  ['replace', 'replaced', 'replaced'],
  ['forget', 'no longer managed', 'no longer managed'],
  ['create', 'created', 'created'],
  ['recreate', 'made again', 'made again'],
  ['restore', 'back on sale', 'back on sale'],
  ['update', 'changed', 'changed'],
  ['adopt', 'taken over', 'taken over'],
  ['relink', 'found again', 'found again'],
  ['archive', 'cleaned up', 'cleaned up'],
] as const;

function fateOf(change: Change): (typeof FATES)[number][0] {
  const { action } = change;
  if (action === 'archive') return change.cause === 'removed' ? 'off-sale' : 'archive';
  return switchesOff(change) ? 'off-sale' : action;
}

type Nouns = Pick<ReviewView, 'nouns'>;

/** What goes the same way as the plans that it belongs to: ` with its 2 prices`. */
function withWords(owned: readonly Change[], owners: number, { nouns }: Nouns): Phrase {
  const counts = [...Map.groupBy(owned, ({ kind }) => kind)].map(([kind, { length }]) =>
    owners * length === 1 ? nounOf(kind, { nouns }) : count(length, nouns[kind] ?? kind),
  );
  return counts.length === 0 ? [] : say` with ${[owners === 1 ? 'its' : 'their']} ${joined(counts)}`;
}

/** `1 plan created with its 2 prices`, `2 prices replaced, nothing goes off sale`. */
export function countWords(changes: readonly Change[], view: Nouns): Phrase {
  const counts = FATES.flatMap(([fate, one, many]) => {
    const some = changes.filter((change) => fateOf(change) === fate);
    // What changes of a plan and of its prices has nothing to do with each other.
    const owners = new Map<string, string>(
      fate === 'update' ? [] : some.filter(isHead).map(({ key, kind }) => [key, kind]),
    );
    const groups = Map.groupBy(some, ({ lockGroup, kind }) => owners.get(lockGroup) ?? kind);
    return [...groups].map(([kind, members]) => {
      const owned = members.filter((change) => change.kind !== kind);
      const number = members.length - owned.length;
      const things = count(number, view.nouns[kind] ?? kind);
      return say`${things} ${[number === 1 ? one : many]}${withWords(owned, number, view)}`;
    });
  });
  const nothingEnds = !changes.some((change) => fateOf(change) === 'off-sale');
  return joined([...counts, ...(nothingEnds ? [say`nothing goes off sale`] : [])]);
}
