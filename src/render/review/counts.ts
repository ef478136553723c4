import { isSpare, type Change } from '../../model/change.ts';
import { isSwitchedOff } from '../ends.ts';
import { count, joined, say, type Phrase } from '../phrase.ts';
import { saleWords, saleWordsOfAll, type SaleWords } from '../sale.ts';
import { isHead, nounOf } from './subject.ts';
import type { ReviewView } from './view.ts';

type Counted = (words: SaleWords) => readonly [one: string, several: string];

const both =
  (words: string): Counted =>
  () => [words, words];

/** What becomes of an object, of one and of several, in the order of a summary. */
const FATES = [
  ['off-sale', ({ counted }) => counted],
  ['delete', both('deleted')],
  ['detach', both('taken away')],
  ['replace', both('replaced')],
  ['forget', both('no longer managed')],
  ['create', both('created')],
  ['recreate', both('made again')],
  ['restore', ({ back }) => [back, back]],
  ['update', both('changed')],
  ['adopt', both('taken over')],
  ['relink', both('found again')],
  ['archive', both('cleaned up')],
] as const satisfies readonly (readonly [string, Counted])[];

function fateOf(change: Change): (typeof FATES)[number][0] {
  const { action } = change;
  if (isSpare(change)) return 'archive';
  if (action === 'archive') return 'off-sale';
  return isSwitchedOff(change) ? 'off-sale' : action;
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
  const counts = FATES.flatMap(([fate, counted]) => {
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
      const [one, many] = counted(saleWords(kind));
      return say`${things} ${[number === 1 ? one : many]}${withWords(owned, number, view)}`;
    });
  });
  const { ends } = saleWordsOfAll(changes.map(({ kind }) => kind));
  const nothingEnds = !changes.some((change) => ['off-sale', 'delete', 'detach'].includes(fateOf(change)));
  return joined([...counts, ...(nothingEnds ? [say`nothing ${[ends]}`] : [])]);
}
