import type { FileChange } from '../history.ts';
import type { Commit, Stamp } from '../objects.ts';
import type { Repository } from '../world.ts';
import { isoTime, nodeId, userShape } from './user.ts';

const UNSIGNED = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

const verificationOf = ({ id, tree, committer }: Commit, { objects }: Repository) =>
  objects.signed.has(id)
    ? {
        verified: true,
        reason: 'valid',
        signature: '-----BEGIN PGP SIGNATURE-----',
        payload: `tree ${tree}`,
        verified_at: isoTime(committer.date),
      }
    : UNSIGNED;

const stampShape = ({ name, email, date }: Stamp) => ({ name, email, date: isoTime(date) });

const baseOf = (repository: Repository, api: string): string => `${api}/repos/${repository.fullName}`;

/** A commit as the Git Data API shows it: https://docs.github.com/rest/git/commits#get-a-commit-object */
export function gitCommitShape(commit: Commit, repository: Repository, api: string) {
  const url = baseOf(repository, api);
  const page = `https://github.com/${repository.fullName}/commit`;
  return {
    sha: commit.id,
    node_id: nodeId('C', repository.id),
    url: `${url}/git/commits/${commit.id}`,
    html_url: `${page}/${commit.id}`,
    author: stampShape(commit.author),
    committer: stampShape(commit.committer),
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/git/commits/${sha}`,
      html_url: `${page}/${sha}`,
    })),
    verification: verificationOf(commit, repository),
  };
}

/** A commit as lists and comparisons show it: https://docs.github.com/rest/commits/commits#list-commits */
export function commitShape(commit: Commit, repository: Repository, api: string) {
  const url = baseOf(repository, api);
  const page = `https://github.com/${repository.fullName}/commit`;
  const git = gitCommitShape(commit, repository, api);
  return {
    sha: commit.id,
    node_id: git.node_id,
    commit: {
      author: git.author,
      committer: git.committer,
      message: git.message,
      tree: git.tree,
      url: git.url,
      comment_count: 0,
      verification: git.verification,
    },
    url: `${url}/commits/${commit.id}`,
    html_url: git.html_url,
    comments_url: `${url}/commits/${commit.id}/comments`,
    author: userShape(commit.author.name),
    committer: userShape('web-flow'),
    parents: commit.parents.map((sha) => ({ sha, url: `${url}/commits/${sha}`, html_url: `${page}/${sha}` })),
  };
}

/** A changed file, without counting its lines. */
export function fileShape(
  change: FileChange,
  repository: Repository,
  given: { api: string; commit: string },
) {
  const { path, status, id } = change;
  const { api, commit } = given;
  return {
    sha: id,
    filename: path,
    status,
    additions: status === 'removed' ? 0 : 1,
    deletions: status === 'added' ? 0 : 1,
    changes: status === 'modified' ? 2 : 1,
    blob_url: `https://github.com/${repository.fullName}/blob/${commit}/${path}`,
    raw_url: `https://github.com/${repository.fullName}/raw/${commit}/${path}`,
    contents_url: `${baseOf(repository, api)}/contents/${path}?ref=${commit}`,
  };
}
