import { hasStatus } from './failure.ts';
import type { Comment, Comments } from './github.ts';
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
async function readComments({ octokit, at }: Repository, number: number): Promise<Comment[]> {
  const list = octokit.rest.issues.listComments;
  const comments = await octokit.paginate(list, { ...at, per_page: 100, issue_number: number });
  return comments.map(commentOf).toSorted((a, b) => a.id - b.id);
}

/** A new comment. */
async function createComment({ octokit, at }: Repository, number: number, body: string): Promise<Comment> {
  return commentOf((await octokit.rest.issues.createComment({ ...at, issue_number: number, body })).data);
}

/** The comment with another text. */
async function updateComment({ octokit, at }: Repository, id: number, body: string): Promise<Comment> {
  return commentOf((await octokit.rest.issues.updateComment({ ...at, comment_id: id, body })).data);
}

/** Deletes a comment; one that is gone by now is not missed. */
async function deleteComment({ octokit, at }: Repository, id: number): Promise<void> {
  try {
    await octokit.rest.issues.deleteComment({ ...at, comment_id: id });
  } catch (error) {
    if (!hasStatus(error, 404)) throw error;
  }
}

/** The comments of what a connection is about. */
export function commentsOf(repository: Repository): Comments {
  return {
    comments: (number) => readComments(repository, number),
    createComment: (number, body) => createComment(repository, number, body),
    updateComment: (id, body) => updateComment(repository, id, body),
    deleteComment: (id) => deleteComment(repository, id),
  };
}
