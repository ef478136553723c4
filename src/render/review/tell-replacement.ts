import type { Replacement } from '../../model/change.ts';
import { say } from '../phrase.ts';
import { costMoveText, isCost } from './cost.ts';
import { durationText } from './duration.ts';
import { fieldWords } from './fields.ts';
import { pointerWords } from './pointers.ts';
import { nounOf } from './subject.ts';
import { stayNote, stayWords } from './subscribers.ts';
import { costName, costNote, sentences, type Tell } from './telling.ts';

function retirement(retireAfter: number): string {
  if (retireAfter === 0) return 'the old one is archived at once';
  return `the old one stays on sale until ${durationText(retireAfter)} after the release`;
}

/** A new object in the place of one that Stripe cannot change. */
export const tellReplacement: Tell<Replacement> = (change, subject, view) => {
  const { key, kind, before, target, fields, revive } = change;
  const { subscribers } = view.impact;
  const paths = fields.map(({ path }) => path);
  const cost = costMoveText(before, target, paths);
  const noun = nounOf(kind, view);
  const next =
    revive === null
      ? say`A new ${noun}`
      : say`An older ${noun} that is like this already, ${revive.raw.id}, is used again`;
  const others = cost === '' ? fields : fields.filter(({ path }) => !isCost(path));
  return {
    first:
      cost === '' ? say`${subject} is replaced` : say`${subject}: ${costName(cost)}${costNote(change, view)}`,
    note: say`${[cost === '' ? '' : '; replaced']}${stayNote(key, subscribers)}`,
    more: [
      say`${next}; ${[retirement(view.retireAfter)]}.`,
      ...stayWords(key, subscribers, 'the old one'),
      ...sentences('The new one', fieldWords(change, others)),
      ...pointerWords(change, view),
    ],
  };
};
