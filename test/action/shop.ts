import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Stripe from 'stripe';
import { startEmulator, type Emulator } from '../../src/emulator/server.ts';
import { filesAt } from '../github/history.ts';
import {
  dispatchEvent,
  mergeGroupEvent,
  pullRequestEvent,
  type PullAction,
  type RunnerEvent,
} from '../github/payloads.ts';
import type { Repo } from '../github/repo.ts';
import { startGithub, type GithubOptions, type GithubServer, type TokenOptions } from '../github/server.ts';
import { newJob, type Job, type StepResult } from './runner.ts';

/** The keys of the workflows; the reading one may not write. */
export const READ_KEY = 'rk_test_readonly_1234567890';
export const WRITE_KEY = 'rk_test_release_1234567890';

/** What a reviewing job's token may do, as docs/workflows.md has it. */
const REVIEW: TokenOptions = { permissions: { contents: 'read', pull_requests: 'write' } };

/** What a releasing job's token may do. */
export const RELEASE: TokenOptions = {
  permissions: { contents: 'write', pull_requests: 'write', issues: 'write' },
};

/** How one review is run, where it is not as usual. */
interface ReviewRun {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly token?: TokenOptions;
  /** Where it asks Stripe, for something between it and the emulator. */
  readonly stripe?: string;
}

/** A shop: its repository on GitHub, its Stripe account, and a runner for its jobs. */
export interface Shop {
  readonly github: GithubServer;
  readonly repo: Repo;
  readonly emulator: Emulator;
  readonly job: Job;
  /** Releases the default branch, with somebody's approval where nobody reviewed it. Fails the test where it does not go. */
  release(environment?: 'test' | 'live'): Promise<StepResult>;
  /** Opens a pull request that changes these files. */
  propose(change: Readonly<Record<string, string | null>>, branch?: string): number;
  /** Commits to the branch of a pull request. */
  push(number: number, change: Readonly<Record<string, string | null>>): void;
  /** Runs the action for an event of a pull request. */
  review(number: number, action?: PullAction, how?: ReviewRun): Promise<StepResult>;
  queue(numbers: readonly number[], how?: ReviewRun): Promise<StepResult>;
  /** Runs the action for any event, on a checkout of its commit. */
  runOn(event: RunnerEvent, how?: ReviewRun): Promise<StepResult>;
  /** Somebody else who works on the live data, as with the Dashboard. */
  readonly somebody: Stripe;
  /** A live subscription for each quantity, to the price that has the lookup key. */
  subscribe(lookupKey: string, quantities: readonly number[]): Promise<void>;
  /** The bodies of the comments that the job's token wrote. */
  told(number: number): readonly string[];
  close(): Promise<void>;
}

/** Markdown with its amounts as they are read: GitHub takes a bare dollar sign for the start of a formula. */
const asRead = (markdown: string): string => markdown.replaceAll('<span>$</span>', '$');

/** Puts the files of a commit where the job finds them, and nothing else. */
function checkOut(job: Job, { state }: Repo, commit: string): void {
  for (const name of ['plans', '.github']) rmSync(join(job.folder, name), { recursive: true, force: true });
  for (const [path, { id }] of filesAt(state.objects, commit)) job.write(path, state.objects.blobs.get(id)!);
}

export async function newShop(
  files: Readonly<Record<string, string>>,
  options: GithubOptions & { readonly private?: boolean } = {},
): Promise<Shop> {
  const [github, emulator] = await Promise.all([startGithub(options), startEmulator()]);
  const repo = github.repository('acme/shop', { private: options.private ?? true });
  repo.commit({ files: { 'README.md': '# Shop\n', ...files }, message: 'Start' });
  const job = newJob();
  let branches = 0;
  const somebody = new Stripe('sk_live_dashboard_1234567890', {
    host: '127.0.0.1',
    port: new URL(emulator.url).port,
    protocol: 'http',
    telemetry: false,
  });
  const runOn = async (
    { env, payload }: RunnerEvent,
    { inputs, token = REVIEW, stripe = emulator.url }: ReviewRun = {},
  ) => {
    checkOut(job, repo, env.GITHUB_SHA!);
    const step = await job.run({
      event: env.GITHUB_EVENT_NAME!,
      payload,
      inputs: { 'stripe-api-key': READ_KEY, 'github-token': github.token(token), ...inputs },
      env: { ...env, STRIPE_API_BASE: stripe },
    });
    return { ...step, summary: asRead(step.summary) };
  };
  return {
    github,
    repo,
    emulator,
    job,
    runOn,
    somebody,
    async subscribe(lookupKey, quantities) {
      const { data } = await somebody.prices.list({ lookup_keys: [lookupKey] });
      const customer = await somebody.customers.create({ email: 'a@example.com' });
      for (const quantity of quantities) {
        await somebody.subscriptions.create({
          customer: customer.id,
          items: [{ price: data[0]!.id, quantity }],
        });
      }
    },
    async release(environment = 'test') {
      const key = environment === 'test' ? WRITE_KEY : WRITE_KEY.replace('test', 'live');
      const inputs = { environment, 'stripe-api-key': key };
      const seen = await runOn(dispatchEvent(repo), {
        inputs: { ...inputs, command: 'plan' },
        token: RELEASE,
      });
      const digest = seen.outputs['has-changes'] === 'true' ? { approve: seen.outputs.digest ?? '' } : {};
      const step = await runOn(dispatchEvent(repo), {
        inputs: { ...inputs, command: 'apply', ...(environment === 'live' ? digest : {}) },
        token: RELEASE,
      });
      if (step.exit !== 0) throw new Error(step.log);
      return step;
    },
    propose(change, branch = `change-${(branches += 1)}`) {
      repo.commit({ branch, parents: [repo.tip()], change });
      return repo.openPullRequest({ head: branch }).number;
    },
    push: (number, change) => void repo.commit({ branch: repo.pull(number).head.ref, change }),
    review: (number, action = 'synchronize', how = {}) => runOn(pullRequestEvent(repo, number, action), how),
    queue: (numbers, how) => runOn(mergeGroupEvent(repo, numbers), how),
    told: (number) =>
      repo
        .comments(number)
        .filter(({ author }) => author === 'github-actions[bot]')
        .map(({ body }) => asRead(body)),
    async close() {
      job.close();
      await Promise.all([emulator.close(), github.close()]);
    },
  };
}
