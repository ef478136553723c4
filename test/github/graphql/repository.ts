import { may } from '../access.ts';
import { entryAt } from '../files.ts';
import { resolve } from '../refs.ts';
import { classicRulesOf } from '../shapes/protection.ts';
import { nodeId } from '../shapes/user.ts';
import type { Repository, Token, World } from '../world.ts';
import { GraphqlError } from './error.ts';

/** The repository of that name as a token may read it. */
export function repositoryOf(world: World, token: Token, fullName: string): Repository {
  const repository = world.repositories.get(fullName.toLowerCase());
  if (repository !== undefined && may(token, repository, { permission: 'contents', access: 'read' })) {
    return repository;
  }
  throw new GraphqlError('NOT_FOUND', `Could not resolve to a Repository with the name '${fullName}'.`);
}

const typeOf = (mode: string): string => (mode === '040000' ? 'Tree' : 'Blob');

/** What `<commit>:<path>` names, as `git rev-parse` takes it: nothing is null, and a submodule has no object here. */
function objectAt(repository: Repository, expression: string) {
  const [, commit = '', path = ''] = /^([^:]+):(.*)$/s.exec(expression) ?? [];
  const found = resolve(repository, commit);
  const entry = found === undefined ? undefined : entryAt(repository.objects, found.tree, path);
  if (entry === undefined || entry.mode === '160000') return null;
  return { oid: entry.id, __typename: typeOf(entry.mode) };
}

/** A branch; of its classic protection what everybody sees who may read: https://docs.github.com/graphql/reference/git#ref */
function refAt(repository: Repository, qualifiedName: string) {
  const name = qualifiedName.replace(/^refs\/heads\//, '');
  const oid = repository.branches.get(name);
  if (oid === undefined) return null;
  const isClassic = repository.protections.get(name) === 'classic';
  const { approvals, checks, open } = classicRulesOf(repository, name);
  return {
    name,
    target: { oid },
    refUpdateRule: isClassic
      ? {
          pattern: name,
          viewerCanPush: open,
          requiredApprovingReviewCount: approvals,
          requiredStatusCheckContexts: checks,
          requiresSignatures: false,
          blocksCreations: false,
        }
      : null,
  };
}

/** https://docs.github.com/graphql/reference/objects#repository */
export function repositoryFields(world: World, token: Token, fullName: string) {
  const repository = repositoryOf(world, token, fullName);
  return {
    id: nodeId('R', repository.id),
    nameWithOwner: repository.fullName,
    isInOrganization: repository.owner === 'Organization',
    ref: ({ qualifiedName }: { readonly qualifiedName: string }) => refAt(repository, qualifiedName),
    object: ({ expression }: { readonly expression: string }) => objectAt(repository, expression),
  };
}
