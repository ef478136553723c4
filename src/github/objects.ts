import type { GitObject, Place } from './github.ts';
import type { Repository } from './open.ts';

/** Places that one request asks about: two at each commit of a page, and two before. */
const MOST = 250;

/** An object as GraphQL tells of it: https://docs.github.com/graphql/reference/interfaces#gitobject */
interface Told {
  readonly oid: string;
  readonly __typename: string;
}

/** A text of JSON is one of GraphQL too. */
const fieldFor = ({ commit, path }: Place, index: number): string =>
  `o${index}: object(expression: ${JSON.stringify(`${commit}:${path}`)}) { oid __typename }`;

async function readSome(
  { octokit, at }: Repository,
  places: readonly Place[],
): Promise<readonly (GitObject | null)[]> {
  const fields = places.map(fieldFor).join('\n');
  const query = `query ($owner: String!, $repo: String!) {
    repository(owner: $owner, name: $repo) { ${fields} }
  }`;
  const { repository } = await octokit.graphql<{ repository: Readonly<Record<string, Told | null>> }>(query, {
    owner: at.owner,
    repo: at.repo,
  });
  return places.map((_, index) => {
    const told = repository[`o${index}`] ?? null;
    return told === null ? null : { id: told.oid, isFolder: told.__typename === 'Tree' };
  });
}

/**
 * What git has at these places, in their order; null where there is nothing. REST would take a request for every folder
 * on the way to each of them; this takes one for every 250.
 */
export async function readObjects(
  repository: Repository,
  places: readonly Place[],
): Promise<readonly (GitObject | null)[]> {
  const objects: (GitObject | null)[] = [];
  for (let from = 0; from < places.length; from += MOST) {
    objects.push(...(await readSome(repository, places.slice(from, from + MOST))));
  }
  return objects;
}
