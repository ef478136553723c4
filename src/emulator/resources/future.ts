import type { Call } from '../call.ts';
import { invalid } from '../errors.ts';

const FIVE_YEARS = 5 * 366 * 86_400;

/** @throws Refusal for a time that is past, or more than five years away. */
export const checkFuture = (call: Call, time: number, param: string): void => {
  if (time <= call.now)
    throw invalid(
      `The parameter \`${param}\` expects a unix timestamp representing a date and time in the future. You specified the value \`${time}\` which is in the past.`,
      { param },
    );
  if (time > call.now + FIVE_YEARS)
    throw invalid('Invalid timestamp: can be no more than five years in the future.', { param });
};
