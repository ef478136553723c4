import type { Archive, Change, Creation, Deletion, Replacement, Update } from '../model/change.ts';
import { costOf } from './creation.ts';
import { count, say, word, type Phrase } from './phrase.ts';
import { saleWords } from './sale.ts';
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
  if (retireAfter === undefined) return say`${[stays]} while it retires, then it is archived`;
  const [unit, seconds] = UNITS.find(([, length]) => retireAfter % length === 0) ?? ['second', 1];
  const number = retireAfter / seconds;
  if (number === 0) return say`is archived at once`;
  return say`${[stays]} for ${count(number, unit)}, then it is archived`;
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
  forget: ['×', 'danger'],
};

const archiveNotes = { removed: 'no manifest asks for it any more', due: 'its retirement is over' };

function archiveWords({ kind, raw, cause }: Archive, retireAfter: RetireAfter): Phrase {
  return cause === 'superseded'
    ? say`archive ${raw.id}: an interrupted run left it beside the live one; it ${retirement(kind, retireAfter)}`
    : say`archive ${raw.id}: ${[archiveNotes[cause]]}`;
}

function deletionWords({ raw, note }: Deletion): Phrase {
  return say`delete ${raw.id}: ${[archiveNotes.removed]}${[note === '' ? '' : `. ${note}`]}`;
}

function creationWords(change: Creation): Phrase {
  const cost = costOf(change);
  const words =
    change.lostId === null ? say`create` : say`recreate, since ${change.lostId} is gone from Stripe`;
  return cost === '' ? words : say`${words}: ${cost}`;
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
      return say`replace ${change.old.id}`;
    case 'archive':
      return archiveWords(change, retireAfter);
    case 'delete':
      return deletionWords(change);
    case 'forget':
      return say`forget ${change.id}: it is struck from the snapshot, and Stripe is not touched`;
    case 'update':
    case 'restore':
    case 'adopt':
    case 'relink':
      return updateWords(change);
  }
}

/** How a replacement goes, step by step. */
export function replacementNotes(change: Replacement, retireAfter: RetireAfter): readonly Phrase[] {
  const { revive, old, kind, followers, oldFirst } = change;
  const next =
    revive === null
      ? say`a new ${word(kind)} is created`
      : say`${revive.raw.id}, which is already like this, is used again`;
  return [
    say`Stripe cannot change this in place: ${next}, and ${old.id} ${retirement(kind, oldFirst === true ? 0 : retireAfter)}.`,
    oldFirst === true
      ? say`It goes first, and what was redeemed of it does not count for the new one.`
      : say`Existing subscriptions stay on ${old.id}.`,
    ...followers.map(({ key, path }) => say`The ${path} of ${key} follows to the new one.`),
  ];
}
