import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startEmulator, type Emulator } from '../../src/emulator/server.ts';
import { type GitRepository, openGit } from '../github/git.ts';
import { dispatchEvent, pullRequestEvent, pushEvent, type RunnerEvent } from '../github/payloads.ts';
import type { Repo } from '../github/repo.ts';
import { startGithub, type GithubServer } from '../github/server.ts';
import { startGate, type Gate } from './gate.ts';
import { runAction, type Ended, type Mode, type Verb } from './in-process.ts';

export type { Ended, Mode } from './in-process.ts';

/** How a run is started, where it is not as usual. */
interface Start {
  /** What is checked out; default: the tip of the default branch, as the workflows say. */
  readonly checkout?: string;
  readonly event?: RunnerEvent;
  readonly approve?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** A shop with its repository, as GitHub's API and as git, its Stripe account, and jobs in this process. */
export interface Shop {
  readonly mode: Mode;
  readonly github: GithubServer;
  readonly repo: Repo;
  readonly git: GitRepository;
  readonly emulator: Emulator;
  /** What every job's requests go through. */
  readonly gate: Gate;
  /** Releases the default branch from a checkout of its own, which is gone afterwards. */
  release(start?: Start): Promise<Ended>;
  /** Plans the default branch. */
  plan(): Promise<Ended>;
  /** Reviews a pull request as it is now. */
  review(number: number): Promise<Ended>;
  /** Opens a pull request with a commit for each of these changes, from the tip of the default branch. */
  propose(...changes: readonly Readonly<Record<string, string | null>>[]): number;
  /** Opens one, reviews it and merges it; answers its number. */
  merged(change: Readonly<Record<string, string | null>>): Promise<number>;
  /** Moves both clocks, Stripe's and the jobs'. */
  advance(seconds: number): void;
  readonly now: () => Date;
  close(): Promise<void>;
}

const WRITES = { permissions: { contents: 'write', pull_requests: 'write', issues: 'write' } } as const;

/** Works in a folder and comes back: the action's paths begin where it is checked out. */
async function within<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await work();
  } finally {
    process.chdir(before);
  }
}

/** Opens a shop of these files, and closes it when the test is over. */
export async function openShop(files: Readonly<Record<string, string>>, mode: Mode = 'live'): Promise<Shop> {
  const shop = await newShop(files, mode);
  onTestFinished(() => shop.close());
  return shop;
}

/** Opens a shop that the caller closes. */
export async function newShop(files: Readonly<Record<string, string>>, mode: Mode): Promise<Shop> {
  const [github, emulator] = await Promise.all([startGithub(), startEmulator()]);
  const gate = await startGate({ stripe: emulator.url, github: github.url });
  const repo = github.repository('acme/shop', { private: true });
  repo.commit({ files: { 'README.md': '# Shop\n', ...files }, message: 'Start' });
  // The addresses in GitHub's answers lead through the gate as well.
  repo.world.url = gate.github;
  const git = openGit(repo);
  const token = github.token(WRITES);
  let offset = 0;
  let branches = 0;
  const checkouts = new Map<string, string>();
  const now = (): Date => new Date(Date.now() + offset);

  /** Git's checkout of a commit, made once: jobs get copies of it. */
  const checkoutOf = (commit: string): string => {
    const known = checkouts.get(commit) ?? mkdtempSync(join(tmpdir(), 'pricebook-checkout-'));
    if (!checkouts.has(commit)) git.checkOut(known, commit);
    checkouts.set(commit, known);
    return known;
  };

  /** A job: a fresh folder with a checkout, and the command that a verb stands for, as the action calls it. */
  const job = async (verb: Verb, event: RunnerEvent, start: Start = {}): Promise<Ended> => {
    const folder = mkdtempSync(join(tmpdir(), 'pricebook-job-'));
    try {
      cpSync(checkoutOf(start.checkout ?? (verb === 'review' ? event.env.GITHUB_SHA! : repo.tip())), folder, {
        recursive: true,
      });
      writeFileSync(join(folder, '.git/event.json'), JSON.stringify(event.payload));
      const env = {
        ...event.env,
        GITHUB_API_URL: gate.github,
        GITHUB_EVENT_PATH: join(folder, '.git/event.json'),
      };
      const { approve, inputs = {}, signal = new AbortController().signal } = start;
      const given = { 'github-token': token, ...(approve === undefined ? {} : { approve }), ...inputs };
      const how = { mode, inputs: given, stripe: gate.stripe, now, signal };
      return await within(folder, () => runAction(verb, env, how));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  const shop: Shop = {
    mode,
    github,
    repo,
    git,
    emulator,
    gate,
    now,
    release: (start = {}) =>
      job(
        'apply',
        start.event ??
          (start.approve === undefined ? pushEvent(repo, { before: null }) : dispatchEvent(repo)),
        start,
      ),
    plan: () => job('plan', dispatchEvent(repo)),
    review: (number) => job('review', pullRequestEvent(repo, number, 'synchronize')),
    propose(...changes) {
      const branch = `change-${(branches += 1)}`;
      let parent = repo.tip();
      for (const change of changes) parent = repo.commit({ branch, parents: [parent], change });
      return repo.openPullRequest({ head: branch }).number;
    },
    async merged(change) {
      const number = shop.propose(change);
      const seen = await shop.review(number);
      if (seen.exit !== 0) throw new Error(seen.log);
      repo.merge(number, 'squash');
      return number;
    },
    advance(seconds) {
      offset += seconds * 1000;
      emulator.advance(seconds);
    },
    async close() {
      await gate.close();
      await Promise.all([emulator.close(), github.close()]);
      git.close();
      for (const folder of checkouts.values()) rmSync(folder, { recursive: true, force: true });
    },
  };
  return shop;
}
