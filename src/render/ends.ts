import { switchesOff } from '../kinds/off.ts';
import { kinds } from '../kinds/registry.ts';
import { isRemoval, type Change } from '../model/change.ts';

/** True when something that is on sale is switched off, by its manifest. */
export function isSwitchedOff(change: Change): boolean {
  return switchesOff(kinds.find(({ name }) => name === change.kind) ?? {}, change);
}

/** True when something that is on sale goes off sale, or becomes something else. */
export function endsOrReplaces(change: Change): boolean {
  if ('cause' in change) return isRemoval(change);
  return change.action === 'replace' || change.action === 'forget' || isSwitchedOff(change);
}
