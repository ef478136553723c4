import fc from 'fast-check';
import type { Json } from '../../../src/lib/json.ts';

const DAY = 86_400_000;

/** A time so many days from now, as manifests have it. */
const inDays = (days: number): string => `${new Date(Date.now() + days * DAY).toISOString().slice(0, 19)}Z`;

/** Now and then an end that is over, and else one this many days ahead: nothing ends while a law runs. */
export const anyEnd = (days: number): fc.Arbitrary<string> =>
  fc.constantFrom(inDays(days), inDays(days), inDays(days), inDays(-days));

/** True for an end that is over. */
export const isOver = (end: Json | undefined): boolean =>
  typeof end === 'string' && Date.parse(end) <= Date.now();
