import type { Deleted, Redeemed } from '../model/change.ts';
import { count, joined, say, type Phrase } from './phrase.ts';

function forgottenWords({ redeemed }: Deleted): Phrase {
  if (redeemed === null) return say`its redemptions so far are forgotten`;
  if (redeemed === 0) return say`it was not redeemed so far`;
  return say`${count(redeemed, 'redemption')} so far ${[redeemed === 1 ? 'is' : 'are']} forgotten`;
}

/** What ends with a deleted object and is made by nobody again, one phrase for each kind. */
export function endingWords(others: Deleted['others'] = {}): readonly Phrase[] {
  return Object.entries(others).map(
    ([kind, number]) =>
      say`${count(number, kind)} that no manifest describes ${[number === 1 ? 'ends' : 'end']} with it`,
  );
}

/** What goes with a deleted object: what was redeemed of it, and what ends with it that nobody makes again. */
export function lossWords(deletes: Deleted): Phrase {
  return joined([forgottenWords(deletes), ...endingWords(deletes.others)]);
}

/** What stays of a deleted object, as a sentence; none where nothing does. */
export function stayingWords({ note }: Deleted): readonly Phrase[] {
  return note === '' ? [] : [say`${[note]}.`];
}

/** How often those before it were redeemed and what that leaves for a new object, as a sentence; none without any. */
export function redeemedWords(redeemed: Redeemed | undefined): readonly Phrase[] {
  if (redeemed === undefined || redeemed.times === 0) return [];
  const { times, left } = redeemed;
  const start = say`${count(times, 'redemption')} so far ${[times === 1 ? 'counts' : 'count']}`;
  return [left === null ? say`${start}.` : say`${start}: ${left} ${[left === 1 ? 'is' : 'are']} left.`];
}
