import { hasStatus } from './failure.ts';
import type { Comment } from './github.ts';
import type { Repository } from './open.ts';

interface IssueComment {
  readonly id: number;
  readonly html_url: string;
  readonly user: { readonly login: string } | null;
  readonly body?: string;
}

/** A deleted account has no login; its comments are nobody's. */
const commentOf = ({ id, html_url: url, user, body = '' }: IssueComment): Comment => ({
  id,
  url,
  author: user?.login ?? '',
  body,
});

/** Every comment of a pull request or an issue, over all pages, oldest first. */
export async function readComments({ octokit, at }: Repository, number: number): Promise<Comment[]> {
  const list = octokit.rest.issues.listComments;
  const comments = await octokit.paginate(list, { ...at, per_page: 100, issue_number: number });
  return comments.map(commentOf).toSorted((a, b) => a.id - b.id);
}

/** A new comment. */
export async function createComment(
  { octokit, at }: Repository,
  number: number,
  body: string,
): Promise<Comment> {
  return commentOf((await octokit.rest.issues.createComment({ ...at, issue_number: number, body })).data);
}

/** The comment with another text. */
export async function updateComment({ octokit, at }: Repository, id: number, body: string): Promise<Comment> {
  return commentOf((await octokit.rest.issues.updateComment({ ...at, comment_id: id, body })).data);
}

/** Deletes a comment; one that is gone by now is not missed. */
export async function deleteComment({ octokit, at }: Repository, id: number): Promise<void> {
  try {
    await octokit.rest.issues.deleteComment({ ...at, comment_id: id });
  } catch (error) {
    if (!hasStatus(error, 404)) throw error;
  }
}
