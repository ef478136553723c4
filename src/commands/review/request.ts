import type { Github } from '../../github/github.ts';
import type { PlanOptions } from '../io.ts';

/** What a review is about, as the event tells it. */
export interface ReviewRequest {
  readonly github: Github;
  /** The pull request; of a merge group, the last one in it, or null where its name does not tell. */
  readonly number: number | null;
  /** `group`: a merge group, which is judged and not commented on. */
  readonly of: 'pull-request' | 'group';
  /** The commit at the head of the pull request, or of the merge group. */
  readonly head: string;
  /** The commit whose tree is planned: GitHub's merge of head and base. It is what is checked out. */
  readonly merge: string;
  /** The name of the branch that it is to be merged into. */
  readonly baseRef: string;
  /** The commit that it is merged onto, where the event knows it; else the merge's first parent. */
  readonly baseCommit: string | null;
  readonly defaultBranch: string;
  /** The branch that holds the snapshot. */
  readonly snapshotBranch: string;
  /** Everybody can read comments, summaries and logs. */
  readonly isPublic: boolean;
  readonly comment: 'always' | 'changes' | 'off';
}

/** Options of the command behind a review. */
export interface ReviewOptions extends PlanOptions {
  readonly request: ReviewRequest;
}
