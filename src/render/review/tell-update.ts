import type { Update } from '../../model/change.ts';
import { switchesOff } from '../ends.ts';
import { say, type Phrase } from '../phrase.ts';
import { fieldWords } from './fields.ts';
import { pointerWords } from './pointers.ts';
import { stayNote } from './subscribers.ts';
import { costTag, leftWords, sentences, type Tell } from './telling.ts';

/** What is done to an object that stays, beside its fields. */
function standing({ action, raw, mark, fields }: Update): readonly Phrase[] {
  switch (action) {
    case 'update':
      return fields.length === 0 && mark ? [say`gets the label in Stripe by which it is known`] : [];
    case 'adopt':
      return [say`is taken over as it is in Stripe, ${raw.id}, and managed here from then on`];
    case 'relink':
      return [say`is found again in Stripe, ${raw.id}, by its label`];
    case 'restore':
      return [say`goes on sale again: ${raw.id}, which was archived and is otherwise the same`];
  }
}

/** A write, or none, to an object that stays. */
export const tellUpdate: Tell<Update> = (change, subject, view) => {
  const { action, target, key, fields } = change;
  const moved = action === 'restore' ? fields.filter(({ path }) => path !== 'active') : fields;
  const words = [...standing(change), ...fieldWords(change, moved)];
  const [first = say`stays as it is; only its record changes`, ...more] = words;
  const ends = switchesOff(change);
  const others = more.length === 0 ? [] : say`, and ${more.length} more`;
  return {
    first: say`${subject}${action === 'update' && !ends ? [] : costTag(target)} ${first}`,
    note: ends ? say`${others}${stayNote(key, view.impact.subscribers)}` : others,
    more: [
      ...sentences('It', more),
      ...(ends ? [...leftWords(change, view), ...pointerWords(change, view)] : []),
    ],
  };
};
