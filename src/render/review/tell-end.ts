import type { Archive, Change, Deletion, Removal } from '../../model/change.ts';
import { say, type Phrase } from '../phrase.ts';
import { saleWords } from '../sale.ts';
import { durationText } from './duration.ts';
import { leftKeyWords } from './lookup-keys.ts';
import { pointerWords } from './pointers.ts';
import { capitalised } from './subject.ts';
import { stayNote } from './subscribers.ts';
import { costTag, leftWords, type Tell } from './telling.ts';
import type { TellView } from './view.ts';

const alone = (first: Phrase): ReturnType<Tell<Archive>> => ({ first, note: [], more: [] });

function keySentence(change: Change, view: TellView): readonly Phrase[] {
  const words = leftKeyWords(change, view);
  return words === null ? [] : [say`${capitalised(words)}.`];
}

/** Something goes off sale. */
export const tellArchive: Tell<Archive> = (change, subject, view) => {
  const { key, kind, cause, raw } = change;
  const { is, ends } = saleWords(kind);
  const { impact, applied, retireAfter } = view;
  switch (cause) {
    case 'due':
      return alone(say`${subject}: ${raw.id} is archived by the next release, since its time is over`);
    case 'superseded': {
      const end = retireAfter === 0 ? 'is archived' : `${ends} ${durationText(retireAfter)} later`;
      return alone(
        say`${subject}: ${raw.id}, which an interrupted release left ${[is]} beside the live one, ${[end]}`,
      );
    }
    case 'removed':
      return {
        first: say`${subject}${costTag(applied.get(key)?.spec)} ${[ends]} with the release`,
        note: stayNote(key, impact.subscribers),
        more: [...leftWords(change, view), ...keySentence(change, view), ...pointerWords(change, view)],
      };
  }
};

/** Something is deleted. */
export const tellDeletion: Tell<Deletion> = (change, subject, view) => ({
  first: say`${subject} is deleted in Stripe, for good`,
  note: [],
  more: [...(change.note === '' ? [] : [say`${[change.note]}`]), ...pointerWords(change, view)],
});

/** Something is struck from the snapshot. */
export const tellRemoval: Tell<Removal> = (change, subject, view) => ({
  first: say`${subject} is no longer managed: ${change.id} stays in Stripe as it is`,
  note: [],
  more: [say`Whoever uses it keeps using it.`, ...keySentence(change, view)],
});
