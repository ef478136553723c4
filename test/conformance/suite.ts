import type { Stripe } from 'stripe';
import type { Assumption } from './assumption.ts';
import { type Context, Skipped, notServed } from './context.ts';

/** How one assumption fared. */
export type Finding = {
  readonly id: string;
  readonly question: string;
  readonly expected: string;
  /** What was seen, or why nothing could be. */
  readonly seen: string;
  readonly agrees: 'yes' | 'no' | 'skipped';
  readonly relied: boolean;
  readonly notes: readonly string[];
};

/** Tries every assumption in order, one request at a time, until it is asked to stop. Never rejects: what fails is seen as such. */
export const tryAll = async (
  stripe: Stripe,
  ctx: Context,
  assumptions: readonly Assumption[],
): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const assumption of assumptions) {
    if (ctx.isStopped()) break;
    const { id, question, expected, relied } = assumption;
    const outcome = await assumption
      .run(stripe, ctx)
      .then((seen) => ({ seen, agrees: seen === expected ? ('yes' as const) : ('no' as const) }), failure);
    findings.push({ id, question, expected, relied, ...outcome, notes: ctx.takeNotes() });
  }
  return findings;
};

const failure = (error: unknown): Pick<Finding, 'seen' | 'agrees'> => {
  const reason = error instanceof Skipped ? error.message : notServed(error);
  if (reason !== null) return { seen: reason, agrees: 'skipped' };
  return { seen: `failed: ${error instanceof Error ? error.message : String(error)}`, agrees: 'no' };
};

/** Whether code relies on something that Stripe does not do. */
export const disagrees = (findings: readonly Finding[]): boolean =>
  findings.some(({ agrees, relied }) => relied && agrees === 'no');

/** The findings as lines for people. */
export const table = (findings: readonly Finding[]): string =>
  findings
    .map(({ id, question, expected, seen, agrees, relied, notes }) =>
      [
        `${{ yes: 'agrees ', no: 'DIFFERS', skipped: 'skipped' }[agrees]}  ${id}${relied ? '' : '  (nothing relies on it)'}`,
        `         ${question}`,
        `         expected  ${expected}`,
        `         seen      ${seen}`,
        ...notes.map((note) => `         note      ${note}`),
      ].join('\n'),
    )
    .join('\n');
