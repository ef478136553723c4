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

/** What the id of a symbolic link begins with in a tree: its blob holds where it leads, and no file. */
export const LINK = 'link ';

/** One repository of GitHub, as a token sees it. Failures are faults that name the permission that is missing. */
export interface Github {
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
  /** Every comment of a pull request, over all pages, oldest first. */
  comments(number: number): Promise<readonly Comment[]>;
  createComment(number: number, body: string): Promise<Comment>;
  updateComment(id: number, body: string): Promise<Comment>;
  deleteComment(id: number): Promise<void>;
  /** Commits a file to a branch that is where it is expected to be; everything else in it stays. */
  commitFile(commit: FileCommit): Promise<Committed>;
}
