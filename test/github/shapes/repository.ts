import type { Repository } from '../world.ts';
import { nodeId, userShape } from './user.ts';

/** Addresses below a repository's own, as templates: https://docs.github.com/rest/repos/repos#get-a-repository */
const BELOW = {
  forks: '/forks',
  keys: '/keys{/key_id}',
  collaborators: '/collaborators{/collaborator}',
  teams: '/teams',
  hooks: '/hooks',
  issue_events: '/issues/events{/number}',
  events: '/events',
  assignees: '/assignees{/user}',
  branches: '/branches{/branch}',
  tags: '/tags',
  blobs: '/git/blobs{/sha}',
  git_tags: '/git/tags{/sha}',
  git_refs: '/git/refs{/sha}',
  trees: '/git/trees{/sha}',
  statuses: '/statuses/{sha}',
  languages: '/languages',
  stargazers: '/stargazers',
  contributors: '/contributors',
  subscribers: '/subscribers',
  subscription: '/subscription',
  commits: '/commits{/sha}',
  git_commits: '/git/commits{/sha}',
  comments: '/comments{/number}',
  issue_comment: '/issues/comments{/number}',
  contents: '/contents/{+path}',
  compare: '/compare/{base}...{head}',
  merges: '/merges',
  archive: '/{archive_format}{/ref}',
  downloads: '/downloads',
  issues: '/issues{/number}',
  pulls: '/pulls{/number}',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  labels: '/labels{/name}',
  releases: '/releases{/id}',
  deployments: '/deployments',
} as const;

const addressesBelow = (url: string): Record<`${keyof typeof BELOW}_url`, string> =>
  Object.fromEntries(Object.entries(BELOW).map(([name, path]) => [`${name}_url`, `${url}${path}`])) as Record<
    `${keyof typeof BELOW}_url`,
    string
  >;

/** A repository as it stands in answers and webhooks; `api` is the address of the API. */
export function repositoryShape(repository: Repository, api: string) {
  const { id, fullName, fork } = repository;
  const [owner = '', name = ''] = fullName.split('/');
  const page = `https://github.com/${fullName}`;
  const url = `${api}/repos/${fullName}`;
  return {
    id,
    node_id: nodeId('R', id),
    name,
    full_name: fullName,
    private: repository.private,
    owner: userShape(owner, repository.owner),
    html_url: page,
    description: null,
    fork: fork !== null,
    url,
    ...addressesBelow(url),
    created_at: '2024-03-04T08:00:00Z',
    updated_at: '2026-11-02T08:00:00Z',
    pushed_at: '2026-11-02T08:00:00Z',
    git_url: `git://github.com/${fullName}.git`,
    ssh_url: `git@github.com:${fullName}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: null,
    size: 120,
    stargazers_count: 0,
    watchers_count: 0,
    language: 'TypeScript',
    has_issues: repository.hasIssues,
    has_projects: true,
    has_downloads: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: repository.pulls.size + repository.issues.size,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? 'private' : 'public',
    forks: 0,
    open_issues: repository.pulls.size + repository.issues.size,
    watchers: 0,
    default_branch: repository.defaultBranch,
  };
}
