import * as core from '@actions/core';
import type { Result, Run } from '../commands/run.ts';
import { diagnosticsMarkdown, outcomesMarkdown, summaryMarkdown } from '../render/summary.ts';
import type { Verb } from './event.ts';

/** Bytes of each part: GitHub drops a summary of more than 1 MiB whole. */
const PLAN = 600_000;
const REST = 150_000;

function summaryOf({ plan, outcomes = [] }: Result, run: Run, verb: Verb): string {
  const view = {
    environment: run.environment ?? '',
    offline: run.offline,
    retireAfter: run.retireAfter,
    budget: PLAN,
  };
  const parts = [
    plan === undefined ? '' : summaryMarkdown(plan, view),
    outcomes.length === 0 ? '' : outcomesMarkdown(outcomes, { budget: REST }),
    diagnosticsMarkdown(run.diagnostics, run.sources, { budget: REST }),
  ].filter((part) => part !== '');
  return parts.length === 0 ? `pricebook ${verb}: nothing to report.` : parts.join('\n\n');
}

/** Writes what came of the run to the job summary, where the runner has one. */
export async function writeSummary(result: Result, run: Run, verb: Verb): Promise<void> {
  if (process.env.GITHUB_STEP_SUMMARY === undefined) return;
  // What a pull request is told, and what a release tells, has everything in it.
  const text = result.markdown ?? summaryOf(result, run, verb);
  await core.summary.addRaw(text, true).write();
}
