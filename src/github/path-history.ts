import type { PathCommit, Place } from './github.ts';
import type { Repository } from './open.ts';

/**
 * The newest commits that changed, made or removed what is at a path, newest first: at most so many of those that a
 * commit comes from, itself among them. https://docs.github.com/rest/commits/commits#list-commits
 */
export async function readPathHistory(
  { octokit, at }: Repository,
  { commit, path }: Place,
  most: number,
): Promise<readonly PathCommit[]> {
  const { data } = await octokit.rest.repos.listCommits({ ...at, sha: commit, path, per_page: most });
  return data.map(({ sha, author, commit: { message } }) => ({
    id: sha,
    author: author === null || !('login' in author) ? null : author.login,
    headline: message.split('\n', 1)[0] ?? '',
  }));
}
