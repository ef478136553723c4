import type { LogEvent } from '../model/log.ts';
import type { ReleaseRequest } from './release/release.ts';
import type { SnapshotInGit } from './snapshot-branch.ts';

/** The world as a command sees it: everything that is not in its options. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes to standard output: the result, and with `--json` nothing but one document. */
  readonly out: (text: string) => void;
  /** Writes to standard error: progress, and what went wrong. */
  readonly err: (text: string) => void;
  /** Takes events where a program watches; then nothing for people goes to standard error. */
  readonly log?: ((event: LogEvent) => void) | undefined;
  /** Asks on the terminal; null where there is nobody to ask. */
  readonly confirm: ((question: string) => Promise<boolean>) | null;
  readonly colour: boolean;
  readonly now: () => Date;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  /** The commit that is checked out, or null outside of git. */
  readonly commit: string | null;
}

/** `json`: events, one a line. */
export type LogFormat = 'text' | 'json';

/** What every command understands. */
export interface GlobalOptions {
  readonly plans: string;
  readonly env?: string | undefined;
  readonly snapshot?: string | undefined;
  readonly config?: string | undefined;
  readonly json: boolean;
  /** How progress is told; missing: `text`. */
  readonly logFormat?: LogFormat | undefined;
}

/** What plan and apply understand beside that. */
export interface PlanOptions extends GlobalOptions {
  readonly allow: readonly string[];
  readonly prefer: readonly string[];
  /** Keys whose drift is put back; `true` for all. */
  readonly revertDrift: readonly string[] | true;
  readonly offline: boolean;
  readonly detailedExitcode: boolean;
  readonly expect?: string | undefined;
  /** The digest of a plan that somebody looked at, or its first twelve digits: that plan and no other, guards included. */
  readonly approve?: string | undefined;
  readonly yes: boolean;
  /** The run is a job of a public repository: everybody can read what it says. */
  readonly isPublic?: boolean;
  /** Where the snapshot is kept in git; without it the working folder's file is read and written. */
  readonly snapshots?: SnapshotInGit | undefined;
  /** What is released where the run is a job on GitHub: what was reviewed, and nothing else. */
  readonly release?: ReleaseRequest | undefined;
}

/** How a command ends; the numbers are part of the public contract. */
export const EXIT = { done: 0, error: 1, changes: 2, refused: 3, unexpected: 4 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
