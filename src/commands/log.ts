import type { Io } from './io.ts';
import type { Result, Run } from './run.ts';

/** Tells a program that watches on what the run works, as soon as that is sure. */
export function logStart({ command, environment, account, livemode }: Run, { log }: Io): void {
  log?.({ event: 'start', command, environment, account, livemode });
}

/** Tells a program that watches what a run had to say, and how it ended. */
export function logEnd({ exit, failure, outcomes = [] }: Result, run: Run, { log }: Io): void {
  if (log === undefined) return;
  for (const { severity, code, summary, detail, where } of run.diagnostics) {
    const place = { file: where?.file ?? null, line: where?.line ?? null };
    log({ event: 'diagnostic', severity, code, summary, detail, ...place });
  }
  const count = (status: (typeof outcomes)[number]['status']): number =>
    outcomes.filter((outcome) => outcome.status === status).length;
  const counts = { done: count('done'), failed: count('failed'), skipped: count('skipped') };
  const { command } = run;
  log({ event: 'end', command, exit, failure: failure ?? null, counts, ...run.facts().stats });
}
