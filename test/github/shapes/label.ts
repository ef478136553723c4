import type { Label, Repository } from '../world.ts';
import { nodeId } from './user.ts';

/** A label: https://docs.github.com/rest/issues/labels */
export function labelShape(label: Label, repository: Repository, api: string) {
  const { id, name, color, description } = label;
  const url = `${api}/repos/${repository.fullName}/labels/${encodeURIComponent(name)}`;
  return { id, node_id: nodeId('LA', id), url, name, color, default: false, description };
}
