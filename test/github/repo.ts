import { type CommitInput, commitOf } from './commits.ts';
import { type File, filesOf } from './files.ts';
import { type IssueInput, newIssue } from './issues.ts';
import { type MergeMethod, baseTip, mergePull, mergeQueued, moveBranch, refreshTestMerge } from './pulls.ts';
import {
  type ClassicRules,
  type DeploymentPolicy,
  type Issue,
  type Protection,
  type Pull,
  type Repository,
  type Reviews,
  type World,
  nextId,
  now,
} from './world.ts';

/** A new pull request. */
interface PullInput {
  readonly head: string;
  /** The fork that its head is in. */
  readonly from?: Repo;
  /** Default: the default branch. */
  readonly base?: string;
  readonly title?: string;
  readonly body?: string | null;
  readonly author?: string;
  readonly number?: number;
}

/** One repository of the server, as a test drives it: what people and GitHub do, without a request. */
export interface Repo {
  readonly world: World;
  readonly state: Repository;
  readonly name: string;
  /** Commits, and moves the branch; returns the id. */
  commit(input?: CommitInput): string;
  /** Moves a branch to a commit that exists, as a forced push does. */
  pushTo(branch: string, commit: string): void;
  tip(branch?: string): string;
  /** The files of a commit or branch: text by path. */
  read(ref: string): Readonly<Record<string, string>>;
  protect(branch: string, protection: Protection, reviews?: Reviews): void;
  /** Puts a branch, there or not, under a ruleset with rules of these types. */
  rule(branch: string, types: readonly string[]): void;
  /** Puts a branch under classic protection that asks for this. */
  restrict(branch: string, rules: Partial<ClassicRules>): void;
  /** Makes an environment, or says anew from where it takes jobs. */
  environment(name: string, policy: DeploymentPolicy): void;
  openPullRequest(input: PullInput): Pull;
  pull(number: number): Pull;
  retarget(number: number, base: string): void;
  retitle(number: number, title: string): void;
  close(number: number): void;
  reopen(number: number): void;
  merge(number: number, method?: MergeMethod, by?: string): string;
  /** Merges what `mergeGroupEvent` queued. */
  mergeQueued(number: number): string;
  openIssue(title: string, given?: Omit<IssueInput, 'title'>): Issue;
  openIssues(count: number, given?: Omit<IssueInput, 'title'>): void;
  issuesWith(label: string): readonly Issue[];
  /** Writes comments as somebody, without a request. */
  addComments(number: number, count: number, author?: string): void;
  addComment(number: number, body: string, author?: string): number;
  comments(
    number: number,
  ): readonly { readonly id: number; readonly author: string; readonly body: string }[];
  deleteComment(id: number): void;
}

const textOf = (repository: Repository, file: File): string =>
  repository.objects.blobs.get(file.id)?.toString('utf8') ?? `submodule ${file.id}`;

function openPull(world: World, repository: Repository, input: PullInput): Pull {
  const source = input.from?.state ?? repository;
  const sha = source.branches.get(input.head);
  if (sha === undefined) throw new Error(`There is no branch ${input.head}.`);
  const ref = input.base ?? repository.defaultBranch;
  const base = { ref, sha: repository.branches.get(ref)! };
  const title = input.title ?? 'Change the prices';
  const { number, ...opened } = newIssue(world, repository, { ...input, title });
  const pull: Pull = {
    ...opened,
    number: input.number ?? number,
    head: { repository: source, ref: input.head, sha },
    base: { ...base },
    mergeCommit: null,
    merged: null,
    landed: new Set(),
    previous: { head: sha, base, title },
  };
  repository.pulls.set(pull.number, pull);
  refreshTestMerge(world, repository, pull);
  return pull;
}

/** A repository for tests to drive. */
export function driven(world: World, repository: Repository): Repo {
  const pull = (number: number): Pull => {
    const found = repository.pulls.get(number);
    if (found === undefined) throw new Error(`There is no pull request ${number}.`);
    return found;
  };
  const issue = (number: number): Issue => repository.issues.get(number) ?? pull(number);
  const edit = (number: number, change: (one: Pull) => void): void => {
    const one = pull(number);
    one.previous = { head: one.head.sha, base: { ...one.base }, title: one.title };
    change(one);
    refreshTestMerge(world, repository, one);
  };
  const addComment = (number: number, body: string, author = 'octocat'): number => {
    const created = now(world);
    const id = nextId(world);
    issue(number).comments.push({ id, author, created, updated: created, body });
    return id;
  };
  const commit = (input: CommitInput = {}): string => {
    const id = commitOf(world, repository, input);
    const branch = input.branch === undefined ? repository.defaultBranch : input.branch;
    if (branch !== null) moveBranch(world, repository, { branch, id });
    return id;
  };
  return {
    world,
    state: repository,
    name: repository.fullName,
    commit,
    pushTo: (branch, id) => moveBranch(world, repository, { branch, id }),
    tip(branch = repository.defaultBranch) {
      const id = repository.branches.get(branch);
      if (id === undefined) throw new Error(`There is no branch ${branch}.`);
      return id;
    },
    read(ref) {
      const found = repository.objects.commits.get(repository.branches.get(ref) ?? ref);
      const files = filesOf(repository.objects, found?.tree ?? '');
      return Object.fromEntries([...files].map(([path, file]) => [path, textOf(repository, file)]));
    },
    protect(branch, protection, reviews) {
      repository.protections.set(branch, protection);
      if (reviews !== undefined) repository.reviews.set(branch, reviews);
    },
    rule(branch, types) {
      repository.protections.set(branch, 'ruleset');
      repository.rules.set(branch, types);
    },
    restrict(branch, rules) {
      repository.protections.set(branch, 'classic');
      repository.classic.set(branch, { approvals: null, checks: [], open: true, ...rules });
    },
    environment: (name, policy) => void repository.environments.set(name, policy),
    openPullRequest: (input) => openPull(world, repository, input),
    pull,
    retarget: (number, base) =>
      edit(number, (one) => {
        one.base.ref = base;
        one.base.sha = baseTip(repository, one);
      }),
    retitle: (number, title) =>
      edit(number, (one) => {
        one.title = title;
      }),
    close: (number) => void (pull(number).state = 'closed'),
    reopen: (number) => void (pull(number).state = 'open'),
    merge: (number, method = 'merge', by = 'octocat') =>
      mergePull(world, repository, { pull: pull(number), method, by }),
    mergeQueued: (number) => mergeQueued(world, repository, pull(number)),
    openIssue(title, given = {}) {
      const opened = newIssue(world, repository, { ...given, title });
      repository.issues.set(opened.number, opened);
      return opened;
    },
    openIssues(count, given = {}) {
      for (let at = 1; at <= count; at += 1) this.openIssue(`Issue ${at} of ${count}`, given);
    },
    issuesWith(label) {
      return [...repository.issues.values()].filter(({ labels }) => labels.includes(label));
    },
    addComment,
    addComments(number, count, author = 'octocat') {
      for (let at = 1; at <= count; at += 1) addComment(number, `Comment ${at} of ${count}`, author);
    },
    comments: (number) => issue(number).comments.map(({ id, author, body }) => ({ id, author, body })),
    deleteComment(id) {
      for (const { comments } of [...repository.pulls.values(), ...repository.issues.values()]) {
        const at = comments.findIndex((comment) => comment.id === id);
        if (at >= 0) comments.splice(at, 1);
      }
    },
  };
}
