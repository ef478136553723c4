import type { Archive, Change, Creation, Deletion, Replacement, Update } from '../model/change.ts';
import { giftOf } from '../kinds/gift.ts';
import { costOf } from './creation.ts';
import { endingWords, lossWords, redeemedWords, stayingWords } from './deleted.ts';
import { count, joined, say, word, type Phrase } from './phrase.ts';
import { goneWord, isBilled, isSold, nounOf, saleWords } from './sale.ts';
import type { Tone } from './style.ts';

const UNITS = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Seconds that a replaced object stays on sale; undefined where nobody says. */
export type RetireAfter = number | undefined;

/** What becomes of an object that something else replaces. */
function retirement(kind: string, retireAfter: RetireAfter): Phrase {
  const { stays } = saleWords(kind);
  const gone = goneWord(kind);
  if (retireAfter === undefined) return say`${[stays]} while it retires, then it is ${[gone]}`;
  const [unit, seconds] = UNITS.find(([, length]) => retireAfter % length === 0) ?? ['second', 1];
  const number = retireAfter / seconds;
  if (number === 0) return say`is ${[gone]} at once`;
  return say`${[stays]} for ${count(number, unit)}, then it is ${[gone]}`;
}

/** A sign for each action, and what it means to a reader in a hurry. */
export const SIGNS: Readonly<Record<Change['action'], readonly [symbol: string, tone: Tone]>> = {
  create: ['+', 'good'],
  recreate: ['+', 'warning'],
  update: ['~', 'notice'],
  replace: ['±', 'warning'],
  archive: ['-', 'danger'],
  restore: ['↺', 'good'],
  adopt: ['=', 'notice'],
  relink: ['↔', 'notice'],
  delete: ['-', 'danger'],
  detach: ['-', 'danger'],
  forget: ['×', 'danger'],
};

const END_NOTES = { removed: 'no manifest asks for it any more', due: 'its retirement is over' };

function endWords(change: Archive | Deletion, retireAfter: RetireAfter): Phrase {
  const { action, kind, raw, cause } = change;
  const stays = 'note' in change && change.note !== '' ? `. ${change.note}` : '';
  const ending = 'others' in change ? endingWords(change.others) : [];
  const note = say`${ending.length === 0 ? [] : say`; ${joined(ending)}`}${[stays]}`;
  return cause === 'superseded'
    ? say`${[action]} ${raw.id}: an interrupted run left it beside the live one; it ${retirement(kind, retireAfter)}`
    : say`${[action]} ${raw.id}${giftWords(change, 'no longer unlocks')}: ${[END_NOTES[cause]]}${note}`;
}

/** Who stays with an object that is replaced. */
function keptWords(kind: string, id: string): readonly Phrase[] {
  if (!isBilled(kind)) return [];
  return [isSold(kind) ? say`Existing subscriptions stay on ${id}.` : say`What has ${id} keeps it.`];
}

/** What an object gives to whoever has what; empty for one that gives nothing. */
function giftWords(change: Change, verb: string): Phrase {
  const gift = giftOf(change);
  return gift === null ? [] : say`: ${gift.owner} ${[verb]} ${gift.what}`;
}

function creationWords(change: Creation): Phrase {
  const cost = costOf(change);
  const words =
    change.lostId === null ? say`create` : say`recreate, since ${change.lostId} is gone from Stripe`;
  return cost === '' ? say`${words}${giftWords(change, 'unlocks')}` : say`${words}: ${cost}`;
}

function updateWords({ action, kind, raw, fields, mark }: Update): Phrase {
  switch (action) {
    case 'update':
      return fields.length === 0 ? say`update: its marker is written` : say`update`;
    case 'restore':
      return say`restore: ${raw.id}, archived and otherwise the same, ${[saleWords(kind).restored]}`;
    case 'adopt':
      return mark ? say`adopt ${raw.id}: our marker is written to it` : say`adopt ${raw.id}`;
    case 'relink':
      return say`relink: ${raw.id} bears its marker and is recorded again`;
  }
}

/** What a change does, as the rest of a line that begins with its key. */
export function actionWords(change: Change, retireAfter: RetireAfter): Phrase {
  switch (change.action) {
    case 'create':
    case 'recreate':
      return creationWords(change);
    case 'replace':
      return say`replace ${change.old.id}${change.deletes === undefined ? [] : say`: ${lossWords(change.deletes)}`}`;
    case 'archive':
    case 'delete':
    case 'detach':
      return endWords(change, retireAfter);
    case 'forget':
      return say`forget ${change.id}: it is struck from the snapshot, and Stripe is not touched${change.reason === 'gone-in-stripe' ? [] : giftWords(change, 'goes on unlocking')}`;
    case 'update':
    case 'restore':
    case 'adopt':
    case 'relink':
      return updateWords(change);
  }
}

/** How a replacement goes, step by step. */
export function replacementNotes(change: Replacement, retireAfter: RetireAfter): readonly Phrase[] {
  const { revive, old, kind, followers, oldFirst, deletes, endsWith, redeemed } = change;
  const next =
    revive === null
      ? say`a new ${word(nounOf(kind))} is created`
      : say`${revive.raw.id}, which is already like this, is used again`;
  if (deletes !== undefined) {
    const made = say`Stripe cannot change this in place: ${old.id} is deleted, and ${next} under the same id.`;
    return [made, ...stayingWords(deletes)];
  }
  const cause =
    endsWith === undefined ? say`Stripe cannot change this in place` : say`It ends with ${endsWith}`;
  return [
    say`${cause}: ${next}, and ${old.id} ${retirement(kind, oldFirst === true ? 0 : retireAfter)}.`,
    ...(oldFirst === true ? [say`It goes first.`, ...redeemedWords(redeemed)] : keptWords(kind, old.id)),
    ...followers.map(({ key, path }) => say`The ${path} of ${key} follows to the new one.`),
  ];
}
