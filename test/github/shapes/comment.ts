import type { Comment, Issue, Repository } from '../world.ts';
import { isoTime, nodeId, userShape } from './user.ts';

/** A comment of a pull request or an issue: https://docs.github.com/rest/issues/comments */
export function commentShape(
  comment: Comment,
  issue: Issue,
  { repository, api }: { readonly repository: Repository; readonly api: string },
) {
  const url = `${api}/repos/${repository.fullName}`;
  const kind = 'head' in issue ? 'pull' : 'issues';
  const bot = comment.author.endsWith('[bot]');
  return {
    url: `${url}/issues/comments/${comment.id}`,
    html_url: `https://github.com/${repository.fullName}/${kind}/${issue.number}#issuecomment-${comment.id}`,
    issue_url: `${url}/issues/${issue.number}`,
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: userShape(comment.author),
    created_at: isoTime(comment.created),
    updated_at: isoTime(comment.updated),
    body: comment.body,
    author_association: bot ? 'NONE' : 'CONTRIBUTOR',
    reactions: {
      url: `${url}/issues/comments/${comment.id}/reactions`,
      total_count: 0,
      '+1': 0,
      '-1': 0,
      laugh: 0,
      hooray: 0,
      confused: 0,
      heart: 0,
      rocket: 0,
      eyes: 0,
    },
    performed_via_github_app: null,
  };
}
