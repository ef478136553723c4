import { lacking, may } from '../access.ts';
import { storeCommit, withChange } from '../commits.ts';
import type { Content } from '../files.ts';
import { filesAt } from '../history.ts';
import { moveBranch } from '../pulls.ts';
import { nodeId } from '../shapes/user.ts';
import type { Repository, Token, World } from '../world.ts';
import { protectionFault } from '../write.ts';
import { GraphqlError } from './error.ts';
import { repositoryOf } from './repository.ts';

/** https://docs.github.com/graphql/reference/input-objects#createcommitonbranchinput */
interface Input {
  readonly clientMutationId?: string;
  readonly branch?: { readonly repositoryNameWithOwner?: string; readonly branchName?: string };
  readonly message?: { readonly headline?: string; readonly body?: string };
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[];
    readonly deletions?: readonly { readonly path: string }[];
  };
  readonly expectedHeadOid?: string;
}

const required = (value: string | undefined, field: string): string => {
  if (typeof value === 'string') return value;
  throw new GraphqlError(
    null,
    `Variable $input of type CreateCommitOnBranchInput! was provided invalid value for ${field} (Expected value to not be null)`,
  );
};

/** The repository of that name, if a token may write to it. */
export function writableRepository(world: World, token: Token, fullName: string): Repository {
  const repository = repositoryOf(world, token, fullName);
  if (may(token, repository, { permission: 'contents', access: 'write' })) return repository;
  throw new GraphqlError('FORBIDDEN', lacking(token));
}

const bytesOf = (path: string, contents: string): Buffer => {
  if (/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(contents)) return Buffer.from(contents, 'base64');
  throw new GraphqlError('UNPROCESSABLE', `The contents of ${path} are not valid base64.`);
};

function changeOf({ fileChanges = {} }: Input, exists: (path: string) => boolean, head: string) {
  const change: Record<string, Content | null> = {};
  for (const { path } of fileChanges.deletions ?? []) {
    if (!exists(path)) {
      const message = `A path was requested for deletion which does not exist as of commit oid \`${head}\``;
      throw new GraphqlError('UNPROCESSABLE', message);
    }
    change[path] = null;
  }
  for (const { path, contents } of fileChanges.additions ?? []) change[path] = bytesOf(path, contents);
  return change;
}

/** Commits to a branch if its tip is the expected one: https://docs.github.com/graphql/reference/mutations#createcommitonbranch */
export function createCommitOnBranch(world: World, token: Token, input: Input): Record<string, unknown> {
  const fullName = required(input.branch?.repositoryNameWithOwner, 'branch.repositoryNameWithOwner');
  const branch = required(input.branch?.branchName, 'branch.branchName').replace(/^refs\/heads\//, '');
  const headline = required(input.message?.headline, 'message.headline');
  const expected = required(input.expectedHeadOid, 'expectedHeadOid');
  const repository = writableRepository(world, token, fullName);
  const head = repository.branches.get(branch);
  if (head === undefined) throw new GraphqlError('NOT_FOUND', `No ref exists for the branch "${branch}".`);
  if (head !== expected) {
    const message = `Expected branch to point to "${expected}" but it did not. Pull and try again.`;
    throw new GraphqlError('STALE_DATA', message);
  }
  const files = filesAt(repository.objects, head);
  const change = changeOf(input, (path) => files.has(path), head);
  const fault = protectionFault(repository, branch, token);
  if (fault !== undefined) throw new GraphqlError(fault.type, fault.message);
  const body = input.message?.body ?? '';
  const oid = storeCommit(world, repository, {
    files: withChange(repository, files, change),
    parents: [head],
    message: body === '' ? headline : `${headline}\n\n${body}`,
    author: token.login,
  });
  repository.objects.signed.add(oid);
  moveBranch(world, repository, { branch, id: oid });
  const url = `https://github.com/${repository.fullName}/commit/${oid}`;
  return {
    clientMutationId: input.clientMutationId ?? null,
    commit: {
      oid,
      url,
      id: nodeId('C', repository.id),
      messageHeadline: headline,
      abbreviatedOid: oid.slice(0, 7),
    },
    ref: { name: branch, prefix: 'refs/heads/', target: { oid } },
  };
}
