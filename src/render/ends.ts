import type { Change } from '../model/change.ts';

/** True when something that is on sale is switched off, by its manifest. */
export function switchesOff({ fields }: Change): boolean {
  return fields.some(({ path, before, after }) => path === 'active' && before === true && after === false);
}

/** True when something that is on sale goes off sale, or becomes something else. */
export function endsOrReplaces(change: Change): boolean {
  if (change.action === 'archive') return change.cause === 'removed';
  if (['replace', 'delete', 'forget'].includes(change.action)) return true;
  return switchesOff(change);
}
