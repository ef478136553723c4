import { postIssue } from '../github/sticky-issue.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { DriftCheck, PendingSince } from '../model/drift.ts';
import { driftSection } from '../render/drift/section.ts';
import { DEFAULT_PATH } from '../workspace/config-file.ts';
import { drift } from './drift.ts';
import { EXIT, type Io, type PlanOptions } from './io.ts';
import { ISSUE_LABEL } from './release/announce.ts';
import { releaseWindow } from './release/window.ts';
import type { Result, Run } from './run.ts';
import { beside, join, type Job, type WatchRequest } from './watch/job.ts';
import { accepted, NOTHING, settled } from './watch/settle.ts';

/** A drift check on GitHub. */
export interface WatchOptions extends PlanOptions {
  readonly watch?: WatchRequest | undefined;
}

/** The first commit that brought what is not released. */
async function pendingSince(where: Job['where'], released: string | null): Promise<PendingSince | null> {
  const tip = await where.github.branchTip(where.defaultBranch);
  if (tip === null) return null;
  const { commits } = await releaseWindow(where.github, { ...where, tip, released });
  return commits[0] === undefined ? null : { commit: commits[0], at: null };
}

/** Keeps the issue of the environment; a refusal is a warning where there is something to tell. */
async function tellIssue(
  { github }: WatchRequest,
  check: DriftCheck,
  { environment, proposed }: { readonly environment: string; readonly proposed: string },
): Promise<readonly Diagnostic[]> {
  const section = driftSection(check, { environment });
  const posted = await postIssue(github, {
    environment,
    label: ISSUE_LABEL,
    section: 'drift',
    ...(section === null
      ? { title: '', text: null, fingerprint: '', news: 'Stripe is what was last applied.' }
      : { ...section, text: join(section.text.trimEnd(), proposed) }),
  });
  if (posted.status !== 'refused' || section === null) return [];
  return [
    {
      severity: 'warning',
      code: 'drift.not-announced',
      summary: `GitHub refuses the issue about ${environment}: ${posted.why}`,
      detail: 'What it would say is in the job summary.',
    },
  ];
}

/**
 * `drift` as a job on GitHub: checks, settles what moved as `on-drift` says, and keeps the one issue of the environment.
 * A check that failed tells nothing of drift, and leaves the issue as it is.
 */
export async function watch(options: WatchOptions, io: Io, run: Run): Promise<Result> {
  const { watch: request, ...given } = options;
  if (request === undefined) return drift(given, io, run);
  const where = { ...request, plans: given.plans, config: given.config ?? DEFAULT_PATH };
  const asked = { ...given, pendingSince: async (released: string | null) => pendingSince(where, released) };
  const job: Job = { options: asked, where, io, run };
  const result = await settled(job, await drift(asked, io, run));
  const check = result.drift;
  if (check === undefined || io.signal.aborted) return result;
  const proposed = await beside(
    async () => accepted(job, check),
    (problem) => ({ ...NOTHING, problems: [problem] }),
  );
  const environment = run.environment ?? '';
  const unannounced = await beside(
    async () => tellIssue(request, check, { environment, proposed: proposed.text }),
    (problem): readonly Diagnostic[] => [{ ...problem, severity: 'warning' }],
  );
  run.diagnostics = [...run.diagnostics, ...proposed.problems, ...unannounced];
  const failed = proposed.problems.some(({ severity }) => severity === 'error');
  const markdown = proposed.markdown ?? result.markdown;
  return {
    ...result,
    text: join(result.text, proposed.text),
    ...(markdown === undefined ? {} : { markdown: join(markdown, proposed.text) }),
    ...(failed && result.exit === EXIT.done ? { exit: EXIT.error, failure: 'permission' } : {}),
  };
}
