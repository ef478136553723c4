import type { Issue, Pull, Repository } from '../world.ts';
import { labelShape } from './label.ts';
import { isoTime, nodeId, userShape } from './user.ts';

const isPull = (issue: Issue): issue is Pull => 'head' in issue;

/** An issue, or a pull request as one: https://docs.github.com/rest/issues/issues */
export function issueShape(issue: Issue, repository: Repository, api: string) {
  const { number, state, reason, title, body } = issue;
  const { fullName } = repository;
  const root = `${api}/repos/${fullName}`;
  const url = `${root}/issues/${number}`;
  const page = `https://github.com/${fullName}/${isPull(issue) ? 'pull' : 'issues'}/${number}`;
  const id = repository.id * 1000 + number;
  const links = {
    url: `${root}/pulls/${number}`,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
  };
  return {
    id,
    node_id: nodeId(isPull(issue) ? 'PR' : 'I', id),
    url,
    repository_url: root,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    number,
    state,
    state_reason: reason,
    title,
    body,
    user: userShape(issue.author),
    labels: issue.labels.flatMap((name) => {
      const label = repository.labels.get(name.toLowerCase());
      return label === undefined ? [] : [labelShape(label, repository, api)];
    }),
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: issue.comments.length,
    ...(isPull(issue) ? { pull_request: links } : {}),
    closed_at: state === 'closed' ? isoTime(issue.updated) : null,
    created_at: isoTime(issue.created),
    updated_at: isoTime(issue.updated),
    author_association: issue.author.endsWith('[bot]') ? ('NONE' as const) : ('CONTRIBUTOR' as const),
    performed_via_github_app: null,
  };
}
