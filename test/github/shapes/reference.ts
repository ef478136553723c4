import type { Repository } from '../world.ts';
import { nodeId } from './user.ts';

/** A branch as the Git Data API shows it: https://docs.github.com/rest/git/refs#get-a-reference */
export function referenceShape(repository: Repository, branch: string, api: string) {
  const url = `${api}/repos/${repository.fullName}/git`;
  const ref = `refs/heads/${branch}`;
  const sha = repository.branches.get(branch)!;
  return {
    ref,
    node_id: nodeId('REF', repository.id),
    url: `${url}/${ref}`,
    object: { sha, type: 'commit', url: `${url}/commits/${sha}` },
  };
}
