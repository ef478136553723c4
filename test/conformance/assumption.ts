import type { Stripe } from 'stripe';
import type { Context } from './context.ts';

/** One thing that this project takes Stripe to do. */
export type Assumption = {
  readonly id: string;
  readonly question: string;
  readonly expected: string;
  /** Whether code depends on it; the others are open questions whose answer would be good to know. */
  readonly relied: boolean;
  /** What Stripe does, in the words of `expected`. @throws Skipped where it cannot be tried. */
  run(stripe: Stripe, ctx: Context): Promise<string>;
};
