import type { Github, PullRequest } from '../../github/github.ts';
import { atOnce } from '../../lib/at-once.ts';
import type { ReviewRecord } from '../../model/record.ts';
import { commentMarker, readRecord } from '../../plan/comment-marker.ts';

/** What a pull request showed of its changes; null where it has no record that counts. */
export interface PullRequestRecord {
  readonly number: number;
  readonly record: ReviewRecord | null;
}

/** Which records count. */
export interface RecordsOptions {
  readonly environment: string;
  readonly defaultBranch: string;
}

/**
 * The record in the comment of each pull request, in their order. It counts when the comment is the token's own, and
 * when it is about this environment, a merge into the default branch, and the head that the pull request has, which is
 * what was merged. Everything else counts as not reviewed: no comment, one that was edited until it is no record, one
 * of another version, an older head, a record that was carried over from elsewhere.
 *
 * Who may write to the repository may edit the comment; see docs/adr/0005. A token that acts as somebody else than the
 * one that reviewed finds nothing.
 */
export async function recordsOf(
  github: Github,
  pullRequests: readonly Pick<PullRequest, 'number' | 'head'>[],
  { environment, defaultBranch }: RecordsOptions,
): Promise<readonly PullRequestRecord[]> {
  if (pullRequests.length === 0) return [];
  const viewer = await github.viewer();
  const marker = commentMarker(environment);
  return atOnce(pullRequests, async ({ number, head }) => {
    const comments = await github.comments(number);
    const ours = comments.find(({ author, body }) => author === viewer && body.startsWith(marker));
    const record = ours === undefined ? null : readRecord(ours.body);
    const counts = record?.head === head && record.base.ref === defaultBranch;
    return { number, record: counts ? record : null };
  });
}
