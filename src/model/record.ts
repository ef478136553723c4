import type { ResourceKey } from './key.ts';

/** Of one change: its fields with the digests of what they were and become, 16 hexadecimal digits each. */
export interface RecordedChange {
  readonly key: ResourceKey;
  readonly action: string;
  readonly fields: Readonly<Record<string, readonly [before: string, after: string]>>;
}

/** What a pull request showed of its own changes: what a release may apply in its name. */
export interface ReviewRecord {
  /** The version of the tool that planned. */
  readonly tool: string;
  readonly environment: string;
  /** The commit at the head of the pull request. */
  readonly head: string;
  readonly base: { readonly ref: string; readonly commit: string };
  /** The digest of a plan of the pull request's own changes alone: that of the whole plan, where that has no others. */
  readonly digest: string;
  /** null when they are too many to be kept: then the digest must match. */
  readonly changes: readonly RecordedChange[] | null;
}
