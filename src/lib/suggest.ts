import { distance } from 'fastest-levenshtein';

/** Longer words are no typing mistakes, and comparing them costs their length. */
const LONGEST = 64;

/** How many letters may be wrong. Two, because two that changed places count as two. */
const tolerance = (word: string): number => (word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3)));

/** The candidate that `word` was probably meant to be, or undefined when none is near. */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  const lower = word.toLowerCase();
  let best: string | undefined;
  let nearest = tolerance(word) + 1;
  for (const candidate of candidates) {
    const far = distance(lower, candidate.toLowerCase());
    if (far < nearest) [best, nearest] = [candidate, far];
  }
  return best;
}
