/** Tokens that refill at a steady rate up to a size. */
export type Bucket = { readonly rate: number; readonly size: number; tokens: number; at: number };

/** A full bucket. `rate` is in tokens per second, `now` in milliseconds of any steady clock. */
export const bucket = ({ rate, size }: { rate: number; size: number }, now: number): Bucket => ({
  rate,
  size: Math.max(1, size),
  tokens: Math.max(1, size),
  at: now,
});

/** Whether there was a token to take. */
export const spend = (from: Bucket, now: number): boolean => {
  from.tokens = Math.min(from.size, from.tokens + ((now - from.at) / 1000) * from.rate);
  from.at = now;
  if (from.tokens < 1) return false;
  from.tokens -= 1;
  return true;
};
