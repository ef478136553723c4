import type { World, Token, Repository } from '../world.ts';
import { ancestors } from '../history.ts';
import { moveBranch, removeBranch } from '../pulls.ts';
import { nodeId } from '../shapes/user.ts';
import { protectionFault } from '../write.ts';
import { writableRepository } from './commit-on-branch.ts';
import { GraphqlError } from './error.ts';

/** https://docs.github.com/graphql/reference/input-objects#refupdate */
interface RefUpdate {
  readonly name: string;
  readonly beforeOid?: string;
  readonly afterOid: string;
  readonly force?: boolean;
}

interface Input {
  readonly clientMutationId?: string;
  readonly repositoryId?: string;
  readonly refUpdates?: readonly RefUpdate[];
}

/** Stands for a reference that is not there, or shall not be. */
const NOTHING = '0'.repeat(40);

const branchOf = ({ name }: RefUpdate): string => name.replace(/^refs\/heads\//, '');

/** Refuses what does not fit to how the branches are; moves none. */
function check(repository: Repository, token: Token, update: RefUpdate): void {
  const { objects, branches } = repository;
  const { name, beforeOid, afterOid, force = false } = update;
  const tip = branches.get(branchOf(update)) ?? NOTHING;
  if (beforeOid !== undefined && beforeOid !== tip) {
    throw new GraphqlError('UNPROCESSABLE', `Reference ${name} does not point to ${beforeOid}.`);
  }
  if (afterOid === NOTHING && tip === NOTHING) {
    throw new GraphqlError('UNPROCESSABLE', `Reference ${name} does not exist.`);
  }
  const fault = protectionFault(repository, branchOf(update), token);
  if (fault !== undefined) throw new GraphqlError(fault.type, fault.message);
  if (afterOid === NOTHING) return;
  if (!objects.commits.has(afterOid)) throw new GraphqlError('UNPROCESSABLE', `${afterOid} does not exist.`);
  if (tip !== NOTHING && !force && !ancestors(objects, afterOid).has(tip)) {
    throw new GraphqlError('UNPROCESSABLE', `Update of ${name} is not a fast forward.`);
  }
}

/** Moves, makes and removes branches, all or none: https://docs.github.com/graphql/reference/mutations#updaterefs */
export function updateRefs(world: World, token: Token, input: Input): Record<string, unknown> {
  const id = input.repositoryId;
  const named = [...world.repositories.values()].find((one) => nodeId('R', one.id) === id);
  if (named === undefined) {
    throw new GraphqlError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`);
  }
  const repository = writableRepository(world, token, named.fullName);
  const updates = input.refUpdates ?? [];
  for (const update of updates) check(repository, token, update);
  for (const update of updates) {
    const branch = branchOf(update);
    if (update.afterOid === NOTHING) removeBranch(world, repository, branch);
    else moveBranch(world, repository, { branch, id: update.afterOid });
  }
  return { clientMutationId: input.clientMutationId ?? null };
}
