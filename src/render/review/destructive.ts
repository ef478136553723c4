import type { Change } from '../../model/change.ts';
import { endsOrReplaces } from '../ends.ts';
import { saleWords } from '../sale.ts';

/** An application that asks for the old lookup key finds nothing, or something else. */
const losesKey = ({ fields }: Change): boolean =>
  fields.some(({ path, before }) => path === 'lookup_key' && before !== null);

/**
 * True when something on sale goes off sale, becomes something else, or is no longer found under the name by which
 * applications ask for it.
 */
export function takesAway(change: Change): boolean {
  return endsOrReplaces(change) || losesKey(change);
}

/** What becomes of a change that takes something away, as a list of names says it. */
export function takenWord(change: Change): string {
  if (change.action === 'replace') return 'replaced';
  if (change.action === 'delete') return 'deleted';
  if (change.action === 'detach') return 'taken away';
  if (change.action === 'forget') return 'no longer managed';
  return endsOrReplaces(change) ? saleWords(change.kind).off : 'with another lookup key';
}

/** The title over such changes: `Replaced or off sale`. */
export function destructiveTitle(changes: readonly Change[]): string {
  const words = [...new Set(changes.map(takenWord))].sort().reverse().join(' or ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
