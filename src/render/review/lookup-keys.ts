import { isRemoval, type Change, type FieldChange } from '../../model/change.ts';
import { named, say, type Phrase } from '../phrase.ts';
import { nameOf, nounOf } from './subject.ts';
import { costTag } from './telling.ts';
import type { KeyMove, ReviewView, TellView } from './view.ts';

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const moved = ({ fields }: Change): FieldChange | undefined =>
  fields.find(({ path }) => path === 'lookup_key');

/** The lookup key that a change takes from its object; null for none. */
function lostKey(change: Change, applied: ReviewView['applied']): string | null {
  if (!isRemoval(change)) return textOf(moved(change)?.before);
  const live = 'raw' in change ? textOf(change.raw.lookup_key) : null;
  return live ?? textOf(applied.get(change.key)?.spec.lookup_key);
}

/** The lookup keys that move from one object of a plan to another. */
export function keyMoves(
  changes: readonly Change[],
  applied: ReviewView['applied'],
): ReadonlyMap<string, KeyMove> {
  const losers = new Map(changes.map((change) => [lostKey(change, applied), change]));
  return new Map(
    changes.flatMap((to) => {
      const key = textOf(moved(to)?.after);
      const from = key === null ? undefined : losers.get(key);
      return key === null || from === undefined || from.key === to.key ? [] : [[key, { from, to }] as const];
    }),
  );
}

/** What whoever asks for a lookup key gets from then on; null when nobody else gets the key. */
function whoAsks(key: string, view: TellView): Phrase | null {
  const to = view.keyMoves.get(key)?.to;
  if (to === undefined) return null;
  const cost = costTag('target' in to ? to.target : undefined);
  return say`whoever asks Stripe for ${key} gets ${named(nameOf(to.key, view))}${cost} from then on`;
}

/** Who gets the lookup key of an object that goes away: the rest of a sentence, or none. */
export function leftKeyWords(change: Change, view: TellView): Phrase | null {
  const key = lostKey(change, view.applied);
  return key === null ? null : whoAsks(key, view);
}

/** `takes over the lookup key …`; null when nobody gives it up. */
export function takenKeyWords(key: string, view: TellView): Phrase | null {
  const move = view.keyMoves.get(key);
  if (move === undefined) return null;
  const { from, to } = move;
  return say`takes over the lookup key ${key} from ${named(nameOf(from.key, view))}: whoever asks for it gets this ${nounOf(to.kind, view)}`;
}

/** What becomes of an object's lookup key, and of those who ask for the old one. */
export function lookupKeyWords(
  { before, after }: FieldChange,
  { action }: Change,
  view: TellView,
): Phrase | null {
  const [old, now] = [textOf(before), textOf(after)];
  const gets = now === null ? null : (takenKeyWords(now, view) ?? say`gets the lookup key ${now}`);
  if (old === null) return gets;
  // A replaced object keeps its lookup key.
  const found = action === 'replace' ? 'finds the old one alone' : 'no longer finds it';
  const end = whoAsks(old, view) ?? say`whoever asks Stripe for ${old} ${[found]}`;
  return say`${gets ?? say`loses its lookup key`}; ${end}`;
}
