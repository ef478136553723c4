import { lockTimeout, rateLimited } from './errors.ts';
import { type Bucket, bucket, spend } from './token-bucket.ts';
import type { FailKind, FailRule, Faults } from './types.ts';

type Armed = { readonly rule: FailRule; matched: number; random: number };

/** The faults that are set, and how often each has matched since. */
export type ArmedFaults = {
  readonly latencyMs: number;
  readonly rules: readonly Armed[];
  readonly limits: Faults['rateLimit'] | undefined;
  readonly buckets: Map<string, Bucket>;
};

/** Faults ready for use, all counters at their start. */
export const arm = (faults: Faults): ArmedFaults => ({
  latencyMs: faults.latencyMs ?? 0,
  rules: (faults.fail ?? []).map((rule) => ({ rule, matched: 0, random: (rule.seed ?? 1) >>> 0 })),
  limits: faults.rateLimit,
  buckets: new Map(),
});

type Target = { readonly method: string; readonly path: string; readonly route: string };

/** How this request is to fail, if it is. Counts it against every rule that matches. */
export const failureOf = (faults: ArmedFaults, target: Target): FailKind | null => {
  let failure: FailKind | null = null;
  for (const armed of faults.rules)
    if (matches(armed.rule, target) && fires(armed)) failure ??= armed.rule.kind;
  return failure;
};

const matches = (rule: FailRule, { method, path, route }: Target): boolean =>
  (rule.method === undefined || rule.method.toUpperCase() === method) &&
  (rule.path === undefined || rule.path === path || rule.path === route);

const fires = (armed: Armed): boolean => {
  armed.matched += 1;
  // A linear congruential generator is random enough for storms and repeats exactly for a seed.
  armed.random = (Math.imul(armed.random, 1_664_525) + 1_013_904_223) >>> 0;
  const { nth, rate } = armed.rule;
  return (
    (nth === undefined || nth === armed.matched) && (rate === undefined || armed.random / 2 ** 32 < rate)
  );
};

/** Takes a request out of the buckets of its mode and of its endpoint. @throws Refusal (429) when one is empty. */
export const limitRate = (faults: ArmedFaults, at: { mode: string; endpoint: string; now: number }): void => {
  const { perSecond, perEndpoint, burst } = faults.limits ?? {};
  const take = (name: string, rate: number | undefined, reason: string): void => {
    if (rate === undefined) return;
    const found = faults.buckets.get(name) ?? bucket({ rate, size: burst ?? rate }, at.now);
    faults.buckets.set(name, found);
    if (!spend(found, at.now)) throw rateLimited(reason);
  };
  take(at.mode, perSecond, 'global-rate');
  take(`${at.mode} ${at.endpoint}`, perEndpoint, 'endpoint-rate');
};

/** Refuses the request where the fault is one of the limiters', which run before anything else. */
export const refuseAtTheGate = (failure: FailKind | null): void => {
  if (failure === 'rate-limit') throw rateLimited('global-rate');
  if (failure === 'lock-timeout') throw lockTimeout();
};
