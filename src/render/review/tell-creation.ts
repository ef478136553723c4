import { isList } from '../../lib/json.ts';
import type { Creation } from '../../model/change.ts';
import { say } from '../phrase.ts';
import { costText } from './cost.ts';
import { costName } from './cost-name.ts';
import { withDiscount } from './discount.ts';
import { listed, quoted } from './fields.ts';
import { takenKeyWords } from './lookup-keys.ts';
import { costNote, sentences, type Tell } from './telling.ts';

/** A new object where there is none. */
export const tellCreation: Tell<Creation> = (change, subject, view) => {
  const { lostId, target } = change;
  const cost = costText(withDiscount(target, view.applied));
  const features = isList(target.features) ? target.features.map(String) : [];
  const tag = cost === '' ? listed(features) : say`${costName(cost)}${costNote(change, view)}`;
  const taken = typeof target.lookup_key === 'string' ? takenKeyWords(target.lookup_key, view) : null;
  const start = lostId === null ? 'is new' : 'is made again';
  return {
    first: say`${subject} ${[start]}${tag.length === 0 ? [] : say`: ${tag}`}`,
    note: [],
    more: [
      ...(typeof target.description === 'string' ? [say`“${quoted(target.description)}”`] : []),
      ...(lostId === null ? [] : [say`${lostId} is gone from Stripe.`]),
      ...sentences('It', taken === null ? [] : [taken]),
    ],
  };
};
