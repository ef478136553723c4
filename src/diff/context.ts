import type { Findings } from '../model/findings.ts';
import type { ResourceKey } from '../model/key.ts';
import type { Candidate } from './choose.ts';
import type { FieldsInput } from './fields.ts';
import type { DiffInput } from './input.ts';
import type { ReferenceIndex } from './references.ts';
import type { Found, Resolved } from './resolve.ts';

/** A subject whose object is there. */
export type Kept = Resolved & { readonly live: Candidate; readonly standing: Found };

/** What comparing needs beside the subject. */
export interface CompareContext {
  readonly input: DiffInput;
  readonly index: ReferenceIndex;
  readonly findings: Findings;
  /** Keys of which nothing new is made, since their time is over. */
  readonly over: ReadonlySet<ResourceKey>;
  /** Keys that are made anew in this plan, with all that ended with what they had. */
  readonly remade: Set<ResourceKey>;
  /** Which other object of ours has the unique value that was applied to this one. */
  readonly takenBy: (subject: Resolved) => FieldsInput['takenBy'];
  /** What an object is below in Stripe. */
  readonly ownerOf: (subject: Resolved) => Resolved | undefined;
}
