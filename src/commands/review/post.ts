import type { Posted } from '../../github/sticky.ts';
import { postComment } from '../../github/sticky.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { commentMarker } from '../../plan/comment-marker.ts';
import type { ReviewRequest } from './request.ts';

/** UTF-16 units of a comment: GitHub takes 65,536 characters. */
export const COMMENT_BUDGET = 60_000;

/** What is to be told, and where. */
export interface Told {
  readonly environment: string;
  /** The first line, with the record. */
  readonly marker: string;
  readonly text: string;
  /** `never`: an older comment is brought up to date, and none is made. */
  readonly create: 'always' | 'never';
}

/** Shows a pull request its review, in the one comment there is of the environment. */
export async function post(
  { github, number, head, baseRef }: ReviewRequest & { readonly number: number },
  { environment, marker, text, create }: Told,
): Promise<Posted> {
  return postComment(github, {
    number,
    marker: commentMarker(environment),
    body: `${marker}\n${text}`,
    head,
    base: baseRef,
    create,
  });
}

/** What is to be known of a comment that was not written; nothing when all went well. */
export function postingProblem(posted: Posted): readonly Diagnostic[] {
  switch (posted.status) {
    case 'created':
    case 'updated':
    case 'kept':
    case 'none':
      return [];
    case 'stale':
      return [
        {
          severity: 'warning',
          code: 'review.stale',
          summary:
            'the pull request has moved on since this run began, or is closed, so its comment was left alone',
          detail: 'Nothing to do: the run of its new commit tells.',
        },
      ];
    case 'refused':
      return [
        {
          severity: 'warning',
          code: 'review.not-posted',
          summary: `GitHub refuses the comment: ${posted.why}`,
          detail:
            'Add "pull-requests: write" to the permissions of the job. Pull requests of forks and of Dependabot never have it: a maintainer pushes the branch to this repository, or approves the digest after the merge.',
        },
      ];
  }
}
