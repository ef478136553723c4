import type { Change } from '../../model/change.ts';
import { switchesOff } from '../ends.ts';
import { joined, say, type Phrase } from '../phrase.ts';
import { nounOf } from './subject.ts';
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
  return action === 'update' && switchesOff(change) ? 'off-sale' : action;
}

/** `2 prices replaced, 1 plan created, nothing goes off sale`. */
export function countWords(changes: readonly Change[], view: Pick<ReviewView, 'nouns'>): Phrase {
  const counts = FATES.flatMap(([fate, one, many]) => {
    const some = changes.filter((change) => fateOf(change) === fate);
    return [...Map.groupBy(some, ({ kind }) => kind)].map(([kind, { length }]) => {
      const noun = nounOf(kind, view);
      return length === 1 ? say`1 ${noun} ${[one]}` : say`${length} ${noun}s ${[many]}`;
    });
  });
  const nothingEnds = !changes.some((change) => fateOf(change) === 'off-sale');
  return joined([...counts, ...(nothingEnds ? [say`nothing goes off sale`] : [])]);
}
