import type { Change, Update } from '../../model/change.ts';
import { isSwitchedOff } from '../ends.ts';
import { say, type Phrase } from '../phrase.ts';
import { saleWords } from '../sale.ts';
import { fieldWords } from './fields.ts';
import { pointerWords } from './pointers.ts';
import { stayNote } from './subscribers.ts';
import { asPlanned, costTag, leftWords, sentences, type Tell } from './telling.ts';

/** What is done to an object that stays, beside its fields. */
function standing({ action, kind, raw, mark, fields }: Update): readonly Phrase[] {
  switch (action) {
    case 'update':
      return fields.length === 0 && mark ? [say`gets the label in Stripe by which it is known`] : [];
    case 'adopt':
      return [say`is taken over as it is in Stripe, ${raw.id}, and managed here from then on`];
    case 'relink':
      return [say`is found again in Stripe, ${raw.id}, by its label`];
    case 'restore':
      return [say`${[saleWords(kind).again]}: ${raw.id}, which was archived and is otherwise the same`];
  }
}

/** What a change is part of that was merged earlier, before and behind the words for it. */
function mergedWords(whole: Change | undefined): readonly [subject: Phrase, rest: Phrase] {
  if (whole === undefined) return [[], []];
  const { action } = whole;
  if (action === 'create' || action === 'recreate') return [say` (new, merged earlier)`, []];
  const what = action === 'replace' ? 'this replacement' : 'what happens to it';
  return [[], say`; the rest of ${[what]} was merged earlier`];
}

/** `changes …` as `also changes …`, `is named …` as `is also named …`. */
function also([first = '', ...rest]: Phrase): Phrase {
  if (typeof first !== 'string') return ['also ', first, ...rest];
  const verb = /^(?:is|has) /.exec(first)?.[0] ?? '';
  return first.startsWith('can also ')
    ? [first, ...rest]
    : [`${verb}also ${first.slice(verb.length)}`, ...rest];
}

/** A write, or none, to an object that stays. */
export const tellUpdate: Tell<Update> = (change, subject, view) => {
  const { action, target, key, fields } = change;
  const moved = action === 'restore' ? fields.filter(({ path }) => path !== 'active') : fields;
  const words = [...standing(change), ...fieldWords(change, moved, view)];
  const [first = say`stays as it is; only its record changes`, ...more] = words;
  const ends = isSwitchedOff(change);
  const [made, rest] = mergedWords(view.parts.get(change));
  const others = more.length === 0 ? [] : say`, and ${more.length} more`;
  return {
    first: say`${subject}${made}${action === 'update' && !ends ? [] : costTag(asPlanned(target, view))} ${rest.length === 0 ? first : also(first)}${rest}`,
    note: ends ? say`${others}${stayNote(key, view.impact.subscribers)}` : others,
    more: [
      ...sentences('It', more),
      ...(ends ? [...leftWords(change, view), ...pointerWords(change, view)] : []),
    ],
  };
};
