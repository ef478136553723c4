import { codesOf } from '../model/key.ts';
import type { Change } from '../model/change.ts';
import { actionWords, replacementNotes, SIGNS, type RetireAfter } from './action.ts';
import { creationRows } from './creation.ts';
import { redeemedWords } from './deleted.ts';
import { changeRows } from './fields.ts';
import { say, type Phrase } from './phrase.ts';
import { secretNotes } from './secret.ts';
import type { Block, Item, Row } from './report.ts';

function rowsOf(change: Change): readonly Row[] {
  switch (change.action) {
    case 'create':
    case 'recreate':
      return creationRows(change);
    case 'archive':
    case 'delete':
    case 'detach':
      return [];
    case 'replace':
    case 'update':
    case 'restore':
    case 'adopt':
    case 'relink':
    case 'forget':
      return changeRows(change);
  }
}

function notesOf(change: Change, retireAfter: RetireAfter): readonly Phrase[] {
  return [
    ...(change.action === 'replace' ? replacementNotes(change, retireAfter) : []),
    ...(change.action === 'create' || change.action === 'recreate' ? redeemedWords(change.redeemed) : []),
    ...secretNotes(change),
    ...('transfer' in change && change.transfer
      ? [say`Its lookup key is taken over from its present holder.`]
      : []),
  ];
}

/** One change as an entry. */
export function changeItem(change: Change, retireAfter: RetireAfter): Item {
  const [symbol, tone] = SIGNS[change.action];
  const words = actionWords(change, retireAfter);
  return {
    symbol,
    tone,
    subject: change.key,
    what: change.recovery ? say`${words} (recovery)` : words,
    rows: rowsOf(change),
    notes: notesOf(change, retireAfter),
    where: change.where,
  };
}

/** The changes by the plan they belong to, in the order of the first of each. */
export function changeBlocks(changes: readonly Change[], retireAfter: RetireAfter): readonly Block[] {
  const groups = Map.groupBy(changes, ({ key }) => codesOf(key).split('/')[0] ?? '');
  return [...groups].map(([code, group]) => ({
    title: say`${code}`,
    tone: 'title',
    intro: null,
    items: group.map((change) => changeItem(change, retireAfter)),
    fold: false,
  }));
}
