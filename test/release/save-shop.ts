import type { Issue, Pull } from '../github/world.ts';
import type { Shop } from './real-git.ts';

const copied = <One extends Issue>(issues: ReadonlyMap<number, One>): [number, One][] =>
  [...issues].map(([number, issue]) => [number, { ...issue, comments: structuredClone(issue.comments) }]);

const copyOf = (pulls: ReadonlyMap<number, Pull>): [number, Pull][] =>
  copied(pulls).map(([number, pull]) => [
    number,
    {
      ...pull,
      head: { ...pull.head },
      base: { ...pull.base },
      landed: new Set(pull.landed),
      previous: structuredClone(pull.previous),
    },
  ]);

/** Puts other entries in the place of what a map has. */
function refill<Key, Value>(map: Map<Key, Value>, entries: Iterable<readonly [Key, Value]>): void {
  const all = [...entries];
  map.clear();
  for (const [key, value] of all) map.set(key, value);
}

/** Everything in Stripe and on GitHub as it is now, and a way back to it. Objects of git stay: nobody asks for them. */
export function saveShop({ emulator, repo: { world, state } }: Shop): () => void {
  const stripe = emulator.state();
  const saved = {
    branches: [...state.branches],
    protections: [...state.protections],
    pulls: copyOf(state.pulls),
    issues: copied(state.issues),
    clock: world.clock,
    nextId: world.nextId,
  };
  return () => {
    emulator.load(stripe);
    refill(state.branches, saved.branches);
    refill(state.protections, saved.protections);
    refill(state.pulls, copyOf(new Map(saved.pulls)));
    refill(state.issues, copied(new Map(saved.issues)));
    world.clock = saved.clock;
    world.nextId = saved.nextId;
    for (const token of world.tokens.values()) token.used = 0;
  };
}
