import type { JsonRecord } from '../lib/json.ts';
import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import type { Suggestion } from '../model/accept.ts';
import type { DriftCheck } from '../model/drift.ts';
import { Fault, faultDiagnostic } from '../model/fault.ts';
import type { Outcome, Plan } from '../model/plan.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import { jsonText, resultJson, type RunFacts } from '../render/json.ts';
import { describe } from '../stripe/apply/schedule.ts';
import { StripeFailure } from '../stripe/failure.ts';
import { EXIT, type ExitCode, type GlobalOptions, type Io } from './io.ts';
import { logEnd } from './log.ts';
import type { Release } from './release/release.ts';
import { toolVersion } from './version.ts';
import { InvalidInput } from './workspace.ts';

/** What is known of a run so far; commands fill it in as they learn it, so that a failure can still tell. */
export interface Run {
  readonly command: string;
  environment: string | null;
  account: string | null;
  livemode: boolean | null;
  offline: boolean;
  /** Seconds that a replaced price of the environment stays on sale. */
  retireAfter: number;
  diagnostics: readonly Diagnostic[];
  sources: ReadonlyMap<string, string>;
  stats: { readonly requests: number; readonly retries: number };
  /** What is released, where the run is a job on GitHub that applies. */
  release: Release | null;
  readonly facts: () => RunFacts;
}

/** What a command came to: an exit code, the text for people, the document for programs. */
export interface Result {
  readonly exit: ExitCode;
  readonly text: string;
  readonly json: JsonRecord;
  readonly plan?: Plan;
  /** What a drift check found, also where an apply would fail; none where the check is not complete. */
  readonly drift?: DriftCheck;
  readonly outcomes?: readonly Outcome[];
  /** The pull request that an accept comes to; none where no file changes. */
  readonly suggestion?: Suggestion;
  /** What a pull request is told, for the job summary; without it the summary is made of plan and outcomes. */
  readonly markdown?: string;
  /** The comment that shows it. */
  readonly commentUrl?: string;
  /** The commit that holds the snapshot which the run wrote. */
  readonly snapshotCommit?: string;
  /** Why it did not succeed, in the words of the action's `failure-reason`. */
  readonly failure?: string;
}

export type Command<Options> = (options: Options, io: Io, run: Run) => Promise<Result>;

/** A run that knows nothing but its name yet. */
export function newRun(command: string, io: Io): Run {
  const began = performance.now();
  const run: Run = {
    command,
    environment: null,
    account: null,
    livemode: null,
    offline: false,
    retireAfter: 0,
    diagnostics: [],
    sources: new Map(),
    stats: { requests: 0, retries: 0 },
    release: null,
    facts: () => ({
      toolVersion,
      command,
      environment: run.environment,
      account: run.account,
      livemode: run.livemode,
      offline: run.offline,
      commit: io.commit,
      diagnostics: run.diagnostics,
      stats: {
        requests: run.stats.requests,
        retries: run.stats.retries,
        milliseconds: Math.round(performance.now() - began),
      },
    }),
  };
  return run;
}

/** What was thrown, as diagnostics; null for a bug of ours, which is to be seen with its stack. */
export function diagnosticsOf(error: unknown): readonly Diagnostic[] | null {
  if (error instanceof InvalidInput) return error.diagnostics;
  if (error instanceof StripeFailure) {
    const detail =
      error.status === 403
        ? 'Give the restricted key the permission that Stripe names; what cannot be read never counts as absent.'
        : `Run it again. If it stays, ask Stripe about the request${error.requestId === null ? '' : ` ${error.requestId}`}.`;
    const code = error.status === 403 ? 'stripe.forbidden' : 'stripe.failed';
    return [{ severity: 'error', code, summary: describe(error), detail }];
  }
  if (error instanceof Fault) return [faultDiagnostic(error)];
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    const detail = 'Mend that and run it again; what was done until then is recorded.';
    return [{ severity: 'error', code: 'system.failed', summary: error.message, detail }];
  }
  return null;
}

const reasonOf = (diagnostics: readonly Diagnostic[]): string => {
  const [code = ''] = diagnostics.filter(({ severity }) => severity === 'error').map((item) => item.code);
  if (code === 'stripe.wrong-account' || code === 'stripe.live-key-elsewhere') return 'wrong-account';
  if (['stripe.no-key', 'stripe.bad-key', 'stripe.key-refused', 'stripe.forbidden'].includes(code))
    return 'permission';
  if (code.startsWith('github.')) return 'permission';
  if (code.startsWith('release.')) return 'plan-changed';
  if (['manifest.', 'config.', 'options.', 'review.'].some((area) => code.startsWith(area)))
    return 'invalid-manifest';
  if (code.startsWith('snapshot.')) return 'snapshot';
  return 'stripe';
};

/** Runs a command; what it throws becomes a result with exit code 1. Our own bugs pass through. */
export async function settle<Options>(
  command: Command<Options>,
  options: Options,
  { io, run }: { readonly io: Io; readonly run: Run },
): Promise<Result> {
  try {
    return await command(options, io, run);
  } catch (error) {
    const diagnostics = diagnosticsOf(error);
    if (diagnostics === null) throw error;
    if (error instanceof InvalidInput) run.sources = error.sources;
    run.diagnostics = [...run.diagnostics.filter((item) => !diagnostics.includes(item)), ...diagnostics];
    const text = renderDiagnostics(run.diagnostics, run.sources, { colour: io.colour });
    return { exit: EXIT.error, text, json: resultJson(run.facts(), {}), failure: reasonOf(diagnostics) };
  }
}

/** Runs a command for the command line: prints its result once and answers its exit code. */
export async function execute<Options extends GlobalOptions>(
  name: string,
  command: Command<Options>,
  { options, io }: { readonly options: Options; readonly io: Io },
): Promise<ExitCode> {
  const run = newRun(name, io);
  const result = await settle(command, options, { io, run });
  logEnd(result, run, io);
  const isFailure = result.exit === EXIT.error && hasErrors(run.diagnostics);
  if (options.json) io.out(jsonText(result.json));
  else if (isFailure && io.log === undefined) io.err(`${result.text}\n`);
  else if (result.text !== '') io.out(`${result.text}\n`);
  return result.exit;
}
