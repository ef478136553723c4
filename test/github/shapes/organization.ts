import type { Repository } from '../world.ts';
import { accountId, nodeId } from './user.ts';

/** The organization that owns a repository, as webhooks name it; nothing where a person does. */
export function organizationShape(repository: Repository) {
  if (repository.owner !== 'Organization') return {};
  const [login = ''] = repository.fullName.split('/');
  const id = accountId(login);
  const url = `https://api.github.com/orgs/${login}`;
  return {
    organization: {
      login,
      id,
      node_id: nodeId('O', id),
      url,
      repos_url: `${url}/repos`,
      events_url: `${url}/events`,
      hooks_url: `${url}/hooks`,
      issues_url: `${url}/issues`,
      members_url: `${url}/members{/member}`,
      public_members_url: `${url}/public_members{/member}`,
      avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
      description: '',
    },
  };
}
