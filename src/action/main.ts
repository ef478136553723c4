import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as core from '@actions/core';
import type { Io, PlanOptions } from '../commands/io.ts';
import { newRun, settle, type Command, type Result, type Run } from '../commands/run.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { Fault } from '../model/fault.ts';
import { hasDrifted } from '../model/plan.ts';
import { bugText } from '../render/bug.ts';
import { jsonText, summaryOf } from '../render/json.ts';
import { terminalText } from '../render/safe.ts';
import { readInputs, type Inputs } from './inputs.ts';
import { readTrigger, verbFor, type Verb } from './event.ts';
import { writeSummary } from './summary.ts';

const COMMANDS: Readonly<Record<Verb, () => Promise<Command<PlanOptions>>>> = {
  validate: async () => (await import('../commands/validate.ts')).validate,
  plan: async () => (await import('../commands/plan.ts')).plan,
  apply: async () => (await import('../commands/apply.ts')).apply,
  drift: async () => (await import('../commands/drift.ts')).drift,
};

function actionIo(inputs: Inputs): Io {
  process.env.STRIPE_SUPPRESS_NOTICES = 'true';
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return {
    env: { STRIPE_API_KEY: inputs.key, STRIPE_API_BASE: process.env.STRIPE_API_BASE },
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stdout.write(text),
    confirm: null,
    colour: false,
    now: () => new Date(),
    signal: stop.signal,
    commit: process.env.GITHUB_SHA ?? null,
  };
}

function optionsOf(inputs: Inputs, verb: Verb): PlanOptions {
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
    yes: true,
  };
}

/** Characters of one annotation that the runner keeps: 4,096. */
const ANNOTATION = 4000;

/** One annotation for each diagnostic, on the line that causes it; the runner keeps ten of each type. */
function annotate(diagnostics: readonly Diagnostic[]): void {
  for (const { severity, summary, detail, where, code } of diagnostics) {
    const message = terminalText(`${summary}. ${detail}`, ANNOTATION);
    const place =
      where === undefined ? {} : { file: where.file, startLine: where.line, startColumn: where.column };
    const annotation = { title: code, ...place };
    if (severity === 'error') core.error(message, annotation);
    else core.warning(message, annotation);
  }
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
  core.setOutput('failure-reason', failure);
}

/** Why the job fails although the command did what it should; null when it does not. */
function drifted({ plan }: Result, { onDrift }: Inputs, verb: Verb): string | null {
  if (verb !== 'drift' || onDrift !== 'fail' || plan === undefined) return null;
  return hasDrifted(plan) ? 'Stripe is not what was last applied.' : null;
}

async function act(inputs: Inputs): Promise<void> {
  const verb = verbFor(inputs.command, readTrigger(process.env));
  const io = actionIo(inputs);
  const run: Run = newRun(verb, io);
  core.startGroup(`pricebook ${verb}`);
  const result = await settle(await COMMANDS[verb](), optionsOf(inputs, verb), { io, run });
  process.stdout.write(`${result.text}\n`);
  core.endGroup();
  annotate(run.diagnostics);
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
  const key = core.getInput('stripe-api-key');
  if (key !== '') core.setSecret(key);
  try {
    await act(readInputs(core.getInput));
  } catch (error) {
    if (error instanceof Fault) {
      core.setOutput('failure-reason', REFUSALS.has(error.code) ? 'permission' : 'invalid-manifest');
      core.setFailed(terminalText(`${error.message}. ${error.detail} (${error.code})`, ANNOTATION));
    } else {
      core.setFailed(bugText(error));
    }
  }
}
