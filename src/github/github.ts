/** A pull request as it is now. */
export interface PullRequest {
  readonly number: number;
  readonly isOpen: boolean;
  readonly head: string;
  readonly base: string;
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
  /** The commit at the tip of a branch, or null where there is no such branch. */
  branchTip(name: string): Promise<string | null>;
  /**
   * Git blob ids of the files in a folder and below, by path from the top of the repository; empty without the folder.
   * The id of a symbolic link begins with `LINK`.
   */
  tree(commit: string, folder: string): Promise<ReadonlyMap<string, string>>;
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
