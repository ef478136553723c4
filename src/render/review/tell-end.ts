import type { Archive, Change, Deletion, Removal } from '../../model/change.ts';
import { endingWords } from '../deleted.ts';
import { say, type Phrase } from '../phrase.ts';
import { goneWord, saleWords } from '../sale.ts';
import { durationText } from './duration.ts';
import { leftKeyWords } from './lookup-keys.ts';
import { pointerWords } from './pointers.ts';
import { capitalised } from './subject.ts';
import { stayNote } from './subscribers.ts';
import { asApplied, costTag, leftWords, type Tell, type Told } from './telling.ts';
import type { TellView } from './view.ts';

const alone = (first: Phrase): Told => ({ first, note: [], more: [] });

/** The end of what a replacement left; null where an object ends because nobody asks for it. */
function tellSpare(
  { kind, cause, raw }: Archive | Deletion,
  subject: Phrase,
  { retireAfter }: TellView,
): Told | null {
  if (cause === 'removed') return null;
  const gone = goneWord(kind);
  if (cause === 'due')
    return alone(say`${subject}: ${raw.id} is ${[gone]} by the next release, since its time is over`);
  const { is, ends } = saleWords(kind);
  const last = gone === 'deleted' ? 'is deleted' : ends;
  const end = retireAfter === 0 ? `is ${gone}` : `${last} ${durationText(retireAfter)} later`;
  return alone(
    say`${subject}: ${raw.id}, which an interrupted release left ${[is]} beside the live one, ${[end]}`,
  );
}

function keySentence(change: Change, view: TellView): readonly Phrase[] {
  const words = leftKeyWords(change, view);
  return words === null ? [] : [say`${capitalised(words)}.`];
}

/** Something goes off sale. */
export const tellArchive: Tell<Archive> = (change, subject, view) => {
  const { key, kind } = change;
  const { impact, applied } = view;
  const before = applied.get(key)?.spec;
  return (
    tellSpare(change, subject, view) ?? {
      first: say`${subject}${costTag(before === undefined ? undefined : asApplied(before, view))} ${[saleWords(kind).ends]} with the release`,
      note: stayNote(key, impact.subscribers),
      more: [...leftWords(change, view), ...keySentence(change, view), ...pointerWords(change, view)],
    }
  );
};

/** Something is deleted. */
export const tellDeletion: Tell<Deletion> = (change, subject, view) =>
  tellSpare(change, subject, view) ?? {
    first: say`${subject} is deleted in Stripe, for good`,
    note: [],
    more: [
      ...endingWords(change.others),
      ...(change.note === '' ? [] : [say`${[change.note]}`]),
      ...pointerWords(change, view),
    ],
  };

/** Something is struck from the snapshot. */
export const tellRemoval: Tell<Removal> = (change, subject, view) => ({
  first: say`${subject} is no longer managed: ${change.id} stays in Stripe as it is`,
  note: [],
  more: [say`Whoever uses it keeps using it.`, ...keySentence(change, view)],
});
