import { type Objects, newObjects } from './objects.ts';

/** What a token may do with one sort of thing. */
export type Access = 'read' | 'write';

/** The permissions of a workflow's job that the routes ask for. */
export type Permission = 'contents' | 'pull_requests' | 'issues' | 'actions' | 'administration';

/** Who a token acts as, and what it may do. */
export interface Token {
  readonly login: string;
  readonly permissions: Readonly<Partial<Record<Permission, Access>>>;
  /** Full names of the repositories it is for; all without a list. */
  readonly repositories: readonly string[] | null;
  /** Requests sent so far, for the primary limit. */
  used: number;
}

/** A comment on a pull request or an issue. */
export interface Comment {
  readonly id: number;
  readonly author: string;
  readonly created: number;
  body: string;
  updated: number;
}

/** A pull request or an issue; they share their numbers. */
export interface Issue {
  readonly number: number;
  readonly author: string;
  readonly created: number;
  readonly comments: Comment[];
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  /** Why it was closed, or that it was opened again; null for one that was never closed. */
  reason: Reason | null;
  updated: number;
  /** Names of labels. */
  labels: readonly string[];
}

/** Why the state of an issue changed. */
export type Reason = 'completed' | 'not_planned' | 'duplicate' | 'reopened';

/** A label of a repository. */
export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

/** A pull request. */
export interface Pull extends Issue {
  readonly head: { readonly repository: Repository; readonly ref: string; sha: string };
  /** `sha` is the base's tip when the head was last pushed, and stays what it was before the merge. */
  readonly base: { ref: string; sha: string };
  /** While open the test merge (null on a conflict), after that the commit that the merge made. */
  mergeCommit: string | null;
  merged: { readonly by: string; readonly at: number } | null;
  /** Commits of the base branch that this pull request put there. */
  readonly landed: Set<string>;
  /** How it was before the last push, retargeting or renaming. */
  previous: { head: string; base: { ref: string; sha: string }; title: string };
}

/** How a branch refuses direct commits. */
export type Protection = 'classic' | 'ruleset';

/** What a protected branch asks of a pull request. */
export interface Reviews {
  readonly approvals: number;
  readonly dismissStale: boolean;
  readonly codeOwners: boolean;
  readonly lastPush: boolean;
}

/** What classic protection asks of a commit, where that is not a pull request. */
export interface ClassicRules {
  /** null without a pull request. */
  readonly approvals: number | null;
  readonly checks: readonly string[];
  /** Whether everybody who may write may push. */
  readonly open: boolean;
}

/** From where an environment takes jobs: any ref, branches with classic protection, or those that are named. */
export type DeploymentPolicy =
  | 'anywhere'
  | 'protected-branches'
  | readonly { readonly type: 'branch' | 'tag'; readonly name: string }[];

/** One repository. */
export interface Repository {
  readonly id: number;
  readonly fullName: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly owner: 'User' | 'Organization';
  readonly fork: Repository | null;
  readonly objects: Objects;
  readonly branches: Map<string, string>;
  readonly protections: Map<string, Protection>;
  /** What protected branches ask of pull requests, where it is not the usual. */
  readonly reviews: Map<string, Reviews>;
  /** Types of the rules of a branch's ruleset, where they are not the usual; the branch need not be there. */
  readonly rules: Map<string, readonly string[]>;
  readonly classic: Map<string, ClassicRules>;
  readonly environments: Map<string, DeploymentPolicy>;
  /** Logins that may commit to protected branches. */
  readonly bypass: Set<string>;
  readonly pulls: Map<number, Pull>;
  readonly issues: Map<number, Issue>;
  /** By their names in small letters. */
  readonly labels: Map<string, Label>;
  /** Issues are turned on. */
  hasIssues: boolean;
  /** Settings, Actions, General: GitHub Actions may create and approve pull requests. */
  jobsOpenPulls: boolean;
  /** How many requests for a commit's pull requests are still answered with none: GitHub lags after a merge. */
  pullsLag: number;
}

/** GitHub's limits, as far as a test may want them smaller. */
export interface Limits {
  /** Items on a page at most, whatever `per_page` says. GitHub gives 100; 30 shows who counts instead of following links. */
  readonly pageSize: number;
  /** Entries of a tree's listing before it is truncated. */
  readonly treeEntries: number;
  /** Requests of one token in an hour. */
  readonly requests: number;
}

/** Everything that the server holds. */
export interface World {
  readonly limits: Limits;
  readonly repositories: Map<string, Repository>;
  readonly tokens: Map<string, Token>;
  /** Where it listens: `http://127.0.0.1:<port>`, with the path of an Enterprise server. */
  url: string;
  graphqlUrl: string;
  nextId: number;
  clock: number;
}

/** The next number for an id. */
export const nextId = (world: World): number => (world.nextId += 1);

/** The time in seconds since 1970; a minute later at every call, and the same in every run. */
export const now = (world: World): number => (world.clock += 60);

/** A world without repositories and tokens. */
export const newWorld = (limits: Partial<Limits> = {}): World => ({
  limits: { pageSize: 30, treeEntries: 100_000, requests: 5000, ...limits },
  repositories: new Map(),
  tokens: new Map(),
  url: '',
  graphqlUrl: '',
  nextId: 1_000_000,
  clock: Date.parse('2026-11-02T09:00:00Z') / 1000,
});

/** What a repository may be told about itself. */
export interface RepositoryOptions {
  readonly private?: boolean;
  readonly defaultBranch?: string;
  readonly owner?: 'User' | 'Organization';
  readonly fork?: Repository;
}

/** Adds a repository; a fork shares the objects of its parent. */
export function addRepository(world: World, fullName: string, options: RepositoryOptions): Repository {
  const { fork = null } = options;
  const repository: Repository = {
    id: nextId(world),
    fullName,
    private: options.private ?? false,
    defaultBranch: options.defaultBranch ?? 'main',
    owner: options.owner ?? 'Organization',
    fork,
    objects: fork?.objects ?? newObjects(),
    branches: new Map(fork?.branches),
    protections: new Map(),
    reviews: new Map(),
    rules: new Map(),
    classic: new Map(),
    environments: new Map(),
    bypass: new Set(),
    pulls: new Map(),
    issues: new Map(),
    labels: new Map(),
    hasIssues: true,
    jobsOpenPulls: true,
    pullsLag: 0,
  };
  world.repositories.set(fullName.toLowerCase(), repository);
  return repository;
}
