import { demand } from '../access.ts';
import { notFound, ok, refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { entryAt } from '../files.ts';
import { ancestors, between, changedFiles, mergeBase } from '../history.ts';
import type { Commit } from '../objects.ts';
import { paged, pageOf } from '../paging.ts';
import { resolve } from '../refs.ts';
import { commitShape, fileShape, gitCommitShape } from '../shapes/commit.ts';
import type { Repository } from '../world.ts';

/** Files that one answer lists at most. */
const MOST_FILES = 300;

/** Commits of a comparison that is asked for without `page` and `per_page`. */
const MOST_COMMITS = 250;

const readable = (call: Call, docs: string): void =>
  demand(call.token, call.repository, { any: ['contents'], access: 'read', docs });

function filesBetween({ world, repository }: Call, from: string | undefined, to: string) {
  const changes = changedFiles(repository.objects, from, to).slice(0, MOST_FILES);
  return changes.map((change) => fileShape(change, repository, { api: world.url, commit: to }));
}

/** https://docs.github.com/rest/commits/commits#get-a-commit */
function commit(call: Call) {
  const { world, repository, params } = call;
  const docs = '/commits/commits#get-a-commit';
  readable(call, docs);
  const found = resolve(repository, params.ref!);
  if (found === undefined) throw refusal(422, `No commit found for SHA: ${params.ref}`, docs);
  const files = filesBetween(call, found.parents[0], found.id);
  const stats = { total: files.length, additions: files.length, deletions: 0 };
  return ok({ ...commitShape(found, repository, world.url), stats, files });
}

/** What a commit has at a path; nothing of no commit. */
const idAt = ({ objects }: Repository, commit: Commit | undefined, path: string): string | undefined =>
  commit === undefined ? undefined : entryAt(objects, commit.tree, path)?.id;

/** Whether a commit has something else at a path than each of its parents: a merge that takes one side is not listed. */
const changes = (repository: Repository, commit: Commit, path: string): boolean => {
  const { parents } = commit;
  const before = (parents.length === 0 ? [''] : parents).map((id) => repository.objects.commits.get(id));
  return before.every((parent) => idAt(repository, parent, path) !== idAt(repository, commit, path));
};

/** Newest first, of a path too, and without a time: https://docs.github.com/rest/commits/commits#list-commits */
function list(call: Call) {
  const { world, repository, query } = call;
  const docs = '/commits/commits#list-commits';
  readable(call, docs);
  const from = resolve(repository, query.get('sha') ?? repository.defaultBranch);
  if (from === undefined) throw notFound(docs);
  const known = ancestors(repository.objects, from.id);
  const path = query.get('path');
  const all = [...repository.objects.commits.values()]
    .filter((one) => known.has(one.id) && (path === null || changes(repository, one, path)))
    .reverse();
  const page = pageOf(world, call, { all });
  return paged({ ...page, items: page.items.map((one) => commitShape(one, repository, world.url)) });
}

/** https://docs.github.com/rest/git/commits#get-a-commit-object */
function gitCommit(call: Call) {
  const { world, repository, params } = call;
  const docs = '/git/commits#get-a-commit-object';
  readable(call, docs);
  const found = repository.objects.commits.get(params.commit!);
  if (found === undefined) throw notFound(docs);
  return ok(gitCommitShape(found, repository, world.url));
}

/** The two ends of `base...head`, each maybe with the owner of a fork. */
function ends({ repository, params }: Call, docs: string): readonly [Commit, Commit] {
  const found = params.basehead!.split('...').map((name) => resolve(repository, name.replace(/^[^:]+:/, '')));
  const [base, head] = found;
  if (found.length !== 2 || base === undefined || head === undefined) throw notFound(docs);
  return [base, head];
}

const statusOf = (ahead: number, behind: number): string => {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
};

/**
 * https://docs.github.com/rest/commits/commits#compare-two-commits: oldest first; the last 250, and no links, unless
 * the request asks for pages.
 */
function compare(call: Call) {
  const { world, repository, query } = call;
  const { objects } = repository;
  const docs = '/commits/commits#compare-two-commits';
  readable(call, docs);
  const [base, head] = ends(call, docs);
  const common = mergeBase(objects, base.id, head.id);
  if (common === undefined) throw notFound(docs);
  const [ahead, behind] = [between(objects, base.id, head.id), between(objects, head.id, base.id)];
  const asksForPages = query.has('page') || query.has('per_page');
  const page = pageOf(world, call, { all: ahead, usual: MOST_COMMITS });
  const shown = asksForPages ? page.items : ahead.slice(-MOST_COMMITS);
  const shape = (commit: Commit) => commitShape(commit, repository, world.url);
  const url = `${world.url}/repos/${repository.fullName}/compare/${base.id}...${head.id}`;
  const html = `https://github.com/${repository.fullName}/compare/${base.id}...${head.id}`;
  return {
    status: 200,
    headers: asksForPages ? page.headers : {},
    body: {
      url,
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: shape(base),
      merge_base_commit: shape(objects.commits.get(common)!),
      status: statusOf(ahead.length, behind.length),
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: shown.map(shape),
      ...(Number(query.get('page') ?? 1) > 1 ? {} : { files: filesBetween(call, common, head.id) }),
    },
  };
}

/** Commits and what lies between two of them. */
export const commitRoutes: readonly Route[] = [
  { method: 'GET', path: '/commits', handle: list },
  { method: 'GET', path: '/commits/:ref+', handle: commit },
  { method: 'GET', path: '/git/commits/:commit', handle: gitCommit },
  { method: 'GET', path: '/compare/:basehead+', handle: compare },
];
