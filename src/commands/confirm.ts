import { Fault } from '../model/fault.ts';
import type { ApplySession } from './carry-out.ts';

/**
 * Whether writing may begin: it was said beforehand, or whoever sits at the terminal says so.
 *
 * @throws {Fault} `apply.not-confirmed` where there is nobody to ask.
 */
export async function isConfirmed({ options, io }: ApplySession, question: string): Promise<boolean> {
  if (options.yes) return true;
  if (io.confirm !== null && !options.json) return io.confirm(question);
  throw new Fault(
    'apply.not-confirmed',
    'there is nobody to confirm the plan',
    'Run it on a terminal, or add --yes once you have seen the plan. Nothing was written.',
  );
}
