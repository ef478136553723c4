import type { Desired } from '../model/state.ts';
import type { DiffInput } from './input.ts';

/** Of an object that no manifest has any more; no text shows it. */
const NOWHERE = { file: '', line: 1, column: 1 };

/**
 * What was last applied as if the manifests asked for it: whatever they ask for since then is left out, and what differs
 * in Stripe is drift and nothing else.
 */
export function asApplied({ applied, desired }: DiffInput): readonly Desired[] {
  const asked = new Map(desired.map((item) => [item.key, item]));
  return [...(applied?.resources.values() ?? [])].map(({ key, kind, spec }) => {
    const now = asked.get(key);
    return {
      key,
      kind,
      spec,
      onCreate: now?.onCreate ?? {},
      formerly: [],
      ...(now?.replace === true ? { replace: true } : {}),
      where: NOWHERE,
      places: {},
    };
  });
}
