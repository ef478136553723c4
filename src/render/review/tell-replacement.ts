import type { Replacement } from '../../model/change.ts';
import { lossWords, redeemedWords, stayingWords } from '../deleted.ts';
import { named, say } from '../phrase.ts';
import { goneWord, saleWords } from '../sale.ts';
import { secretNotes, secretWords } from '../secret.ts';
import { costMoveText, isCost } from './cost.ts';
import { costName } from './cost-name.ts';
import { durationText } from './duration.ts';
import { fieldWords } from './fields.ts';
import { sharesReplacement } from './parts.ts';
import { pointerWords } from './pointers.ts';
import { capitalised, isHead, nameOf, nounOf } from './subject.ts';
import { stayNote, stayWords } from './subscribers.ts';
import { asApplied, asPlanned, costNote, sentences, type Tell } from './telling.ts';

/** What becomes of the two objects: only one that is on sale retires, and the new one may not be on sale either. */
function bothWords({ before, target, kind, oldFirst, deletes }: Replacement, retireAfter: number): string {
  const { starts, not, stays } = saleWords(kind);
  const isNewSold = target.active !== false;
  if (before.active === false)
    return isNewSold ? `, which ${starts}; the old one was ${not}` : `, which is ${not} either`;
  const start = isNewSold ? '; ' : `, which is ${not}; `;
  if (deletes !== undefined) return `${start}the old one is deleted first, and the new one has its id`;
  if (oldFirst === true) return `${start}the old one ends first`;
  return retireAfter === 0
    ? `${start}the old one is ${goneWord(kind)} at once`
    : `${start}the old one ${stays} until ${durationText(retireAfter)} after the release`;
}

/** A new object in the place of one that Stripe cannot change. */
export const tellReplacement: Tell<Replacement> = (change, subject, view) => {
  const { key, kind, before, target, fields, revive, deletes, endsWith } = change;
  const { subscribers } = view.impact;
  const paths = fields.map(({ path }) => path);
  const cost = costMoveText(asApplied(before, view), asPlanned(target, view), paths);
  const noun = nounOf(kind, view);
  const secret = secretWords(change);
  const next =
    revive === null
      ? say`A new ${noun}`
      : say`An older ${noun} that is like this already, ${revive.raw.id}, is used again`;
  const others = fields.filter(({ path }) => path !== 'active' && (cost === '' || !isCost(path)));
  const replaced = deletes === undefined ? say`replaced` : say`REPLACED: ${lossWords(deletes)}`;
  return {
    first:
      cost === ''
        ? say`${subject} is ${replaced}`
        : say`${subject}: ${costName(cost)}${costNote(change, view)}`,
    note: say`${cost === '' ? [] : say`; ${replaced}`}${stayNote(key, subscribers)}${secret.length === 0 ? [] : say`: ${secret}`}`,
    more: [
      ...(cost === '' || deletes === undefined ? [] : [say`${capitalised(replaced)}.`]),
      ...(endsWith === undefined
        ? []
        : [say`It ends with ${named(nameOf(endsWith, view))}, which is made anew.`]),
      say`${next}${[bothWords(change, view.retireAfter)]}.`,
      ...redeemedWords(change.redeemed),
      ...(deletes === undefined ? [] : stayingWords(deletes)),
      ...secretNotes(change),
      ...(isHead(change) ? [] : stayWords(key, subscribers, 'the old one')),
      ...(sharesReplacement(change, view) ? [say`The rest of this replacement was merged earlier.`] : []),
      ...sentences('The new one', fieldWords(change, others, view)),
      ...pointerWords(change, view),
    ],
  };
};
