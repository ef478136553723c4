import type { Archive, Change, Removal } from '../../model/change.ts';
import { say, type Phrase } from '../phrase.ts';
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
  const { key, cause, raw } = change;
  const { impact, applied, retireAfter } = view;
  switch (cause) {
    case 'due':
      return alone(say`${subject}: ${raw.id} is archived by the next release, since its time is over`);
    case 'superseded': {
      const end = retireAfter === 0 ? 'is archived' : `goes off sale ${durationText(retireAfter)} later`;
      return alone(
        say`${subject}: ${raw.id}, which an interrupted release left on sale beside the live one, ${[end]}`,
      );
    }
    case 'removed':
      return {
        first: say`${subject}${costTag(applied.get(key)?.spec)} goes off sale with the release`,
        note: stayNote(key, impact.subscribers),
        more: [...leftWords(change, view), ...keySentence(change, view), ...pointerWords(change, view)],
      };
  }
};

/** Something is struck from the snapshot. */
export const tellRemoval: Tell<Removal> = (change, subject, view) => ({
  first: say`${subject} is no longer managed: ${change.id} stays in Stripe as it is`,
  note: [],
  more: [say`Whoever uses it keeps using it.`, ...keySentence(change, view)],
});
