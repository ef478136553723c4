import { isList } from '../../lib/json.ts';
import type { Creation } from '../../model/change.ts';
import { redeemedWords } from '../deleted.ts';
import { say } from '../phrase.ts';
import { secretNotes, secretWords } from '../secret.ts';
import { costText } from './cost.ts';
import { costName } from './cost-name.ts';
import { deliveryWords } from './delivery.ts';
import { listed, quoted } from './fields.ts';
import { takenKeyWords } from './lookup-keys.ts';
import { abilities } from './self-service.ts';
import { asPlanned, costNote, sentences, type Tell } from './telling.ts';

/** A new object where there is none. */
export const tellCreation: Tell<Creation> = (change, subject, view) => {
  const { lostId, target } = change;
  const cost = costText(asPlanned(target, view));
  const features = isList(target.features) ? target.features.map(String) : [];
  const can = abilities(target, view);
  const delivery = deliveryWords(target);
  const what = [can, delivery].find(({ length }) => length > 0) ?? listed(features);
  const tag = cost === '' ? what : say`${costName(cost)}${costNote(change, view)}`;
  const secret = secretWords(change);
  const taken = typeof target.lookup_key === 'string' ? takenKeyWords(target.lookup_key, view) : null;
  const start = lostId === null ? 'is new' : 'is made again';
  return {
    first: say`${subject} ${[start]}${tag.length === 0 ? [] : say`: ${tag}`}`,
    note: secret.length === 0 ? [] : say`. ${secret}`,
    more: [
      ...secretNotes(change),
      ...(typeof target.description === 'string' ? [say`“${quoted(target.description)}”`] : []),
      ...(lostId === null ? [] : [say`${lostId} is gone from Stripe.`]),
      ...redeemedWords(change.redeemed),
      ...sentences('It', taken === null ? [] : [taken]),
    ],
  };
};
