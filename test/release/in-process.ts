import { readTrigger } from '../../src/action/event.ts';
import { readInputs, type Inputs } from '../../src/action/inputs.ts';
import { repositoryOf } from '../../src/action/repository.ts';
import { reviewRequest } from '../../src/action/review-request.ts';
import { apply } from '../../src/commands/apply.ts';
import type { Io, PlanOptions } from '../../src/commands/io.ts';
import { plan } from '../../src/commands/plan.ts';
import { review } from '../../src/commands/review/review.ts';
import { newRun, settle, type Command, type Result } from '../../src/commands/run.ts';

export type Mode = 'test' | 'live';

/** What a run does; a review is the plan of a pull request. */
export type Verb = 'apply' | 'plan' | 'review';

/** What came of a run, with the codes of everything that it complained about. */
export interface Ended extends Result {
  readonly codes: readonly string[];
  /** Everything that it printed. */
  readonly log: string;
}

/** What a run has beside its event. */
interface How {
  readonly mode: Mode;
  readonly inputs: Readonly<Record<string, string>>;
  /** Where Stripe is. */
  readonly stripe: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

const optionsOf = (mode: Mode, { plans, config, approve }: Inputs): PlanOptions => ({
  plans,
  config,
  env: mode,
  json: false,
  allow: [],
  prefer: [],
  revertDrift: [],
  offline: false,
  detailedExitcode: false,
  approve,
  yes: true,
});

/** Runs a command in this process and folder, put together as the action does for the event of these variables. */
export async function runAction(
  verb: Verb,
  env: Readonly<Record<string, string>>,
  { mode, inputs: given, stripe, now, signal }: How,
): Promise<Ended> {
  const trigger = readTrigger(env);
  const inputs = readInputs((name) => given[name] ?? '');
  const said: string[] = [];
  const io: Io = {
    env: { STRIPE_API_KEY: `rk_${mode}_release_1234567890`, STRIPE_API_BASE: stripe },
    out: (text) => void said.push(text),
    err: (text) => void said.push(text),
    confirm: null,
    colour: false,
    now,
    signal,
    commit: env.GITHUB_SHA ?? null,
  };
  const run = newRun(verb, io);
  const command: Command<PlanOptions> = async (asked, ...context) => {
    if (verb === 'review') {
      const request = (await reviewRequest(trigger, inputs, { env, signal: io.signal }))!;
      return review({ ...asked, request }, ...context);
    }
    const { release, ...parts } = await repositoryOf(verb, { ...trigger, env, signal }, inputs);
    // Nobody waits a minute here for what GitHub may not know yet.
    const quick = release === undefined ? {} : { release: { ...release, wait: async () => undefined } };
    return (verb === 'apply' ? apply : plan)({ ...asked, ...parts, ...quick }, ...context);
  };
  const result = await settle(command, optionsOf(mode, inputs), { io, run });
  const codes = run.diagnostics.map(({ code }) => code);
  return { ...result, codes, log: `${said.join('')}\n${result.text}` };
}
