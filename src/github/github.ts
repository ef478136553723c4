import type { CommitFacts } from './commit-facts.ts';
import type { GithubFailure } from './failure.ts';
import type { Pulls } from './pulls.ts';

/** A pull request as it is now. */
export interface PullRequest {
  readonly number: number;
  readonly isOpen: boolean;
  /** The commit at its head; of a merged one, what was merged. */
  readonly head: string;
  /** The name of the branch that it goes to. */
  readonly base: string;
  /**
   * The commit of the base that its merge made: the merge commit, the squashed one, or the last one of a rebase. null
   * until it is merged.
   */
  readonly mergeCommit: string | null;
  /** How many commits it has. */
  readonly commits: number;
}

/** A commit and where it comes from. */
export interface CommitNode {
  readonly id: string;
  /** First parent first; none for the first commit of all. */
  readonly parents: readonly string[];
}

/** How one commit stands to another, its base. */
export interface Comparison {
  /** `ahead`: it comes from the base; `behind`: the base comes from it; `diverged`: each has what the other has not. */
  readonly status: 'ahead' | 'identical' | 'behind' | 'diverged';
  /** What it has and the base has not, oldest first; null where there are too many. */
  readonly commits: readonly CommitNode[] | null;
}

/** A path at a commit: a file or a folder, or nothing. */
export interface Place {
  readonly commit: string;
  /** From the top of the repository, without `.` and double slashes. */
  readonly path: string;
}

/** What git has at a place: equal ids are equal contents. */
export interface GitObject {
  readonly id: string;
  readonly isFolder: boolean;
}

/** A comment on a pull request or an issue. */
export interface Comment {
  readonly id: number;
  readonly url: string;
  /** The login of whoever wrote it: `github-actions[bot]`. */
  readonly author: string;
  readonly body: string;
}

/** An issue; no pull request, although GitHub numbers and lists them together. */
export interface Issue {
  readonly number: number;
  readonly url: string;
  /** The login of whoever opened it. */
  readonly author: string;
  readonly title: string;
  readonly body: string;
  readonly isOpen: boolean;
}

/** What becomes of an issue; what is not named stays. */
export interface IssueChange {
  readonly title?: string;
  readonly body?: string;
  /** The last two close it, for this reason. */
  readonly state?: 'open' | 'completed' | 'not_planned';
}

/** A file as a commit leaves it. */
export interface FileContent {
  /** From the top of the repository. */
  readonly path: string;
  /** null: it is removed. */
  readonly bytes: Buffer | null;
}

/** What a branch shall be: one commit on top of another. */
export interface BranchContent {
  readonly branch: string;
  /** The commit that the branch must be at; null when there must be no such branch. */
  readonly from: string | null;
  /** The commit below. */
  readonly base: string;
  readonly files: readonly FileContent[];
  /** An empty body is none. */
  readonly message: { readonly headline: string; readonly body: string };
}

/** One file to be committed to one branch. */
export interface FileCommit {
  readonly branch: string;
  /** From the top of the repository. */
  readonly path: string;
  readonly bytes: Buffer;
  /** An empty body is none. */
  readonly message: { readonly headline: string; readonly body: string };
  /** The commit that the branch must be at; null when there must be no such branch: it begins with this commit. */
  readonly expectedHead: string | null;
}

/** What became of a commit. */
export type Committed =
  | { readonly status: 'committed'; readonly commit: string }
  /** The branch is elsewhere, or gone (null). Nothing was committed. */
  | { readonly status: 'stale'; readonly head: string | null }
  /** The branch is protected, or the token may not; `why` says which, and names the permission. */
  | { readonly status: 'refused'; readonly why: string };

/** A commit that changed what is at a path. */
export interface PathCommit {
  readonly id: string;
  /** The login of whoever GitHub takes for its author; null where it knows none. The address of a commit is no proof. */
  readonly author: string | null;
  /** The first line of its message. */
  readonly headline: string;
}

/** Why a branch takes no commit that comes through no pull request. */
export interface CommitRefusal {
  /** What refuses it, and what it asks for: `the ruleset "Reviewed" asks for a pull request`. */
  readonly why: string;
  /** An app can be let past it: not in a repository that a user owns. */
  readonly takesApps: boolean;
}

/** What the id of a symbolic link begins with in a tree: its blob holds where it leads, and no file. */
export const LINK = 'link ';

/** The comments of pull requests, or of issues. */
export interface Comments {
  /** Every comment, over all pages, oldest first. */
  comments(number: number): Promise<readonly Comment[]>;
  createComment(number: number, body: string): Promise<Comment>;
  updateComment(id: number, body: string): Promise<Comment>;
  deleteComment(id: number): Promise<void>;
}

/** The issues of a repository. */
export interface Issues extends Comments {
  /** Every issue with a label, open and closed, over all pages, oldest first. */
  labelled(label: string): Promise<readonly Issue[]>;
  /** A new issue; the label is made where the repository has none of this name. */
  create(issue: { readonly title: string; readonly body: string; readonly label: string }): Promise<Issue>;
  update(number: number, change: IssueChange): Promise<Issue>;
}

/**
 * One repository of GitHub, as a token sees it: its own comments are those of pull requests. Failures are faults that
 * name the permission that is missing.
 */
export interface Github extends Comments {
  readonly issues: Issues;
  readonly pulls: Pulls;
  /**
   * Waits before another look at what became of a write that failed.
   *
   * @throws {GithubFailure} the failure itself, at once, when the run is told to stop.
   */
  pause(failure: GithubFailure, attempt: number): Promise<void>;
  /** The login that the token acts as, with the `[bot]` of an app. */
  viewer(): Promise<string>;
  pullRequest(number: number): Promise<PullRequest>;
  /** Numbers of the pull requests that contain a commit. */
  pullRequestsOf(commit: string): Promise<readonly number[]>;
  /** The ids of a commit's parents, first parent first. */
  parents(commit: string): Promise<readonly string[]>;
  /** Commits from `base` (left out) to `head`, oldest first. */
  commitsBetween(base: string, head: string): Promise<readonly string[]>;
  /**
   * How `head` stands to `base`, with what it has and the base has not: at most so many commits. null when there is no
   * such commit as `base`, or they have nothing in common.
   */
  compare(base: string, head: string, most: number): Promise<Comparison | null>;
  /** A commit and all that it comes from, newest first, by the page. */
  history(commit: string): AsyncIterable<readonly CommitNode[]>;
  /** What git has at these places, in their order; null where there is nothing. A request for every 250 of them. */
  objectsAt(places: readonly Place[]): Promise<readonly (GitObject | null)[]>;
  /** The commit at the tip of a branch, or null where there is no such branch. */
  branchTip(name: string): Promise<string | null>;
  /**
   * Git blob ids of the files in a folder and below, by path from the top; empty without the folder. The top is that of
   * a commit, or the folder that has this tree's id. The id of a symbolic link begins with `LINK`.
   */
  tree(top: string, folder: string): Promise<ReadonlyMap<string, string>>;
  /** The bytes of a file at a commit, or null where there is none. */
  file(commit: string, path: string): Promise<Buffer | null>;
  blob(id: string): Promise<Buffer>;
  /** The newest commits that changed what is at a place, newest first, of those that its commit comes from. */
  pathHistory(place: Place, most: number): Promise<readonly PathCommit[]>;
  commitFacts(commit: string): Promise<CommitFacts>;
  /** Null when a branch takes commits of the token, as far as GitHub tells; or why it does not. */
  acceptsCommits(branch: string): Promise<CommitRefusal | null>;
  /** Commits a file to a branch that is where it is expected to be; everything else in it stays. */
  commitFile(commit: FileCommit): Promise<Committed>;
  /** Brings a branch to one new commit, in one move and only from where it is expected to be. Returns the commit. */
  replaceBranch(content: BranchContent): Promise<string>;
}
