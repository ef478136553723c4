import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as core from '@actions/core';
import type { ImportJobOptions } from '../commands/import-proposal.ts';
import type { Io } from '../commands/io.ts';
import { logEnd } from '../commands/log.ts';
import { newRun, settle, type Command, type Result, type Run } from '../commands/run.ts';
import type { WatchOptions } from '../commands/watch.ts';
import { Fault } from '../model/fault.ts';
import { hasDrifted } from '../model/plan.ts';
import { bugText } from '../render/bug.ts';
import { jsonText, summaryOf } from '../render/json.ts';
import { logLine } from '../render/log-line.ts';
import { annotate, annotationText } from './annotations.ts';
import {
  checkApproval,
  checkOnDrift,
  isPublic,
  readTrigger,
  verbFor,
  type Trigger,
  type Verb,
} from './event.ts';
import { choice, readInputs, type Inputs } from './inputs.ts';
import { reviewRequest } from './review-request.ts';
import { repositoryOf } from './repository.ts';
import { writeSummary } from './summary.ts';

/** What any of the commands takes. */
type JobOptions = WatchOptions & ImportJobOptions;

const COMMANDS: Readonly<Record<Verb, () => Promise<Command<JobOptions>>>> = {
  validate: async () => (await import('../commands/validate.ts')).validate,
  plan: async () => (await import('../commands/plan.ts')).plan,
  apply: async () => (await import('../commands/apply.ts')).apply,
  drift: async () => (await import('../commands/watch.ts')).watch,
  import: async () => (await import('../commands/import-proposal.ts')).importProposal,
};

function actionIo(inputs: Inputs): Io {
  process.env.STRIPE_SUPPRESS_NOTICES = 'true';
  const stop = new AbortController();
  const format = choice('PRICEBOOK_LOG_FORMAT', process.env.PRICEBOOK_LOG_FORMAT ?? '', ['text', 'json']);
  const log: Io['log'] =
    format === 'text' ? undefined : (event) => void process.stdout.write(`${logLine(event, new Date())}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Handled for good: the second one must not end the process while the record is committed.
    process.on(signal, () => {
      log?.({ event: 'signal', signal });
      stop.abort();
    });
  }
  return {
    env: { STRIPE_API_KEY: inputs.key, STRIPE_API_BASE: process.env.STRIPE_API_BASE },
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stdout.write(text),
    log,
    confirm: null,
    colour: false,
    now: () => new Date(),
    signal: stop.signal,
    commit: process.env.GITHUB_SHA ?? null,
  };
}

function optionsOf({ inputs, verb, trigger }: Pick<Job, 'inputs' | 'verb' | 'trigger'>): JobOptions {
  return {
    plans: inputs.plans,
    env: inputs.environment,
    config: inputs.config,
    json: false,
    allow: [],
    prefer: [],
    revertDrift: [],
    // Without a key (a fork, Dependabot) a review still says what the manifests would change of the record.
    offline: verb === 'plan' && inputs.key === undefined,
    detailedExitcode: false,
    approve: inputs.approve,
    yes: true,
    isPublic: isPublic(trigger),
    product: [],
    active: false,
    tidy: false,
  };
}

function setOutputs(result: Result, failure: string): void {
  const { plan } = result;
  if (plan !== undefined) {
    core.setOutput('has-changes', String(plan.changes.length > 0));
    core.setOutput('drift', String(hasDrifted(plan)));
    core.setOutput('digest', plan.digest);
    core.setOutput('summary', JSON.stringify(summaryOf(plan)));
    const file = join(process.env.RUNNER_TEMP ?? '.', 'pricebook-plan.json');
    writeFileSync(file, jsonText(result.json));
    core.setOutput('plan-file', file);
  }
  core.setOutput('comment-url', result.commentUrl ?? '');
  core.setOutput('snapshot-commit', result.snapshotCommit ?? '');
  core.setOutput('failure-reason', failure);
}

/** Why the job fails although the command did what it should; null when it does not. */
function drifted({ plan }: Result, { onDrift }: Inputs, verb: Verb): string | null {
  if (verb !== 'drift' || onDrift !== 'fail' || plan === undefined) return null;
  return hasDrifted(plan) ? 'Stripe is not what was last applied.' : null;
}

/** What one run works with. */
interface Job {
  readonly verb: Verb;
  readonly trigger: Trigger;
  readonly inputs: Inputs;
  readonly io: Io;
  readonly run: Run;
}

/** Runs what the event asks for: a plan for a pull request is its review. */
async function command({ verb, trigger, inputs, io, run }: Job): Promise<Result> {
  const options = optionsOf({ inputs, verb, trigger });
  const where = { env: process.env, signal: io.signal };
  const request = verb === 'plan' ? await reviewRequest(trigger, inputs, where) : null;
  if (request === null) {
    const asked: Command<JobOptions> = async (given, ...context) => {
      const repository = await repositoryOf(verb, { ...trigger, ...where }, inputs);
      return (await COMMANDS[verb]())({ ...given, ...repository }, ...context);
    };
    return settle(asked, options, { io, run });
  }
  const { review } = await import('../commands/review/review.ts');
  // A merge queue runs with the repository's secrets: without a key it would judge nothing.
  const offline = options.offline && request.of === 'pull-request';
  return review({ ...options, offline, request }, io, run);
}

async function act(inputs: Inputs): Promise<void> {
  const trigger = readTrigger(process.env);
  const verb = verbFor(inputs.command, trigger);
  if (trigger.payload.action === 'closed')
    return core.info('The pull request is closed: there is nothing to review.');
  checkApproval(inputs.approve, verb, trigger);
  checkOnDrift(inputs.onDrift, verb, trigger);
  const io = actionIo(inputs);
  const run: Run = newRun(verb, io);
  core.startGroup(`pricebook ${verb}`);
  const result = await command({ verb, trigger, inputs, io, run });
  logEnd(result, run, io);
  process.stdout.write(`${result.text}\n`);
  core.endGroup();
  annotate(run.diagnostics, result.plan?.guards ?? []);
  await writeSummary(result, run, verb);
  const drift = drifted(result, inputs, verb);
  setOutputs(result, result.failure ?? '');
  if (result.exit !== 0) core.setFailed(`pricebook ${verb} failed: ${result.failure ?? 'see the log'}`);
  else if (drift !== null) core.setFailed(drift);
}

/** Faults that no input mends: the event or the branch may not do what was asked. */
const REFUSALS: ReadonlySet<string> = new Set(['action.refused-event', 'action.not-default-branch']);

/** Runs the action: inputs in, outputs, summary and annotations out. Everything that fails is said once. */
export async function main(): Promise<void> {
  for (const name of ['stripe-api-key', 'github-token']) {
    const secret = core.getInput(name);
    if (secret !== '') core.setSecret(secret);
  }
  try {
    await act(readInputs(core.getInput));
  } catch (error) {
    if (error instanceof Fault) {
      core.setOutput('failure-reason', REFUSALS.has(error.code) ? 'permission' : 'invalid-manifest');
      core.setFailed(annotationText(`${error.message}. ${error.detail} (${error.code})`));
    } else {
      core.setFailed(bugText(error));
    }
  }
}
