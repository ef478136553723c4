import { changedFiles, mergeBase } from '../history.ts';
import { commitsOfPull } from '../pulls.ts';
import type { Pull, Repository } from '../world.ts';
import { repositoryShape } from './repository.ts';
import { isoTime, nodeId, userShape } from './user.ts';

const LINKS = {
  self: '/pulls/N',
  issue: '/issues/N',
  comments: '/issues/N/comments',
  review_comments: '/pulls/N/comments',
  review_comment: '/pulls/comments{/number}',
  commits: '/pulls/N/commits',
} as const;

const sideShape = (side: { repository: Repository; ref: string; sha: string }, api: string) => {
  const [owner = ''] = side.repository.fullName.split('/');
  return {
    label: `${owner}:${side.ref}`,
    ref: side.ref,
    sha: side.sha,
    user: userShape(owner, side.repository.owner),
    repo: repositoryShape(side.repository, api),
  };
};

/** A pull request as lists show it: https://docs.github.com/rest/pulls/pulls#list-pull-requests */
export function pullSummaryShape(pull: Pull, repository: Repository, api: string) {
  const { number } = pull;
  const url = `${api}/repos/${repository.fullName}`;
  const page = `https://github.com/${repository.fullName}/pull/${number}`;
  const at = (path: string): string => `${url}${path.replace('N', String(number))}`;
  const links = Object.fromEntries(Object.entries(LINKS).map(([name, path]) => [name, { href: at(path) }]));
  const statuses = `${url}/statuses/${pull.head.sha}`;
  const id = repository.id * 1000 + number;
  const updated = isoTime(pull.merged?.at ?? pull.created);
  return {
    url: at(LINKS.self),
    id,
    node_id: nodeId('PR', id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: at(LINKS.issue),
    number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: userShape(pull.author),
    body: pull.body,
    created_at: isoTime(pull.created),
    updated_at: updated,
    closed_at: pull.state === 'closed' ? updated : null,
    merged_at: pull.merged === null ? null : isoTime(pull.merged.at),
    merge_commit_sha: pull.mergeCommit,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: [],
    milestone: null,
    draft: false,
    commits_url: at(LINKS.commits),
    review_comments_url: at(LINKS.review_comments),
    review_comment_url: at(LINKS.review_comment),
    comments_url: at(LINKS.comments),
    statuses_url: statuses,
    head: sideShape(pull.head, api),
    base: sideShape({ repository, ...pull.base }, api),
    _links: { ...links, html: { href: page }, statuses: { href: statuses } },
    author_association: pull.head.repository === repository ? 'MEMBER' : 'FIRST_TIME_CONTRIBUTOR',
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** A pull request as it is answered by itself and stands in webhooks. */
export function pullShape(pull: Pull, repository: Repository, api: string) {
  const open = pull.state === 'open';
  const mergeable = open ? pull.mergeCommit !== null : null;
  const { objects } = repository;
  const files = changedFiles(objects, mergeBase(objects, pull.base.sha, pull.head.sha), pull.head.sha);
  return {
    ...pullSummaryShape(pull, repository, api),
    merged: pull.merged !== null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? 'clean' : 'dirty',
    merged_by: pull.merged === null ? null : userShape(pull.merged.by),
    comments: pull.comments.length,
    review_comments: 0,
    maintainer_can_modify: pull.head.repository !== repository,
    commits: commitsOfPull(repository, pull).length,
    additions: files.length,
    deletions: 0,
    changed_files: files.length,
  };
}
