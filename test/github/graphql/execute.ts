import { type Answer, Refusal, ok } from '../answer.ts';
import { accountId, nodeId } from '../shapes/user.ts';
import type { Token, World } from '../world.ts';
import { createCommitOnBranch } from './commit-on-branch.ts';
import { GraphqlError } from './error.ts';
import { updateRefs } from './update-refs.ts';
import { repositoryFields } from './repository.ts';
import { type Operation, type Selection, type Value, parseOperation } from './parse.ts';

/** A GraphQL request that can be read. */
export interface GraphqlRequest {
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Reads the body of a request: https://docs.github.com/graphql/guides/forming-calls-with-graphql */
export function readGraphql(body: Readonly<Record<string, unknown>>): GraphqlRequest {
  const { query, variables } = body;
  if (typeof query !== 'string') {
    throw new Refusal({
      status: 400,
      body: { message: 'A query attribute must be specified and must be a string.' },
    });
  }
  try {
    return { operation: parseOperation(query), variables: (variables ?? {}) as Record<string, unknown> };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Refusal(ok({ errors: [{ message: error.message, locations: [{ line: 1, column: 1 }] }] }));
  }
}

function given(value: Value, variables: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(value)) return value.map((one: Value) => given(one, variables));
  if (typeof value !== 'object' || value === null) return value;
  if ('variable' in value) return variables[value.variable];
  const { fields } = value as { fields: Record<string, Value> };
  return Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, given(one, variables)]));
}

/** Arguments with their variables filled in. */
type Given = (args: Selection['args']) => Readonly<Record<string, unknown>>;

/**
 * What a document asked for, out of everything that there is; a field that is not there is an error. A field that
 * takes arguments is a function of them.
 */
function selected(
  whole: unknown,
  { name: type, below }: Pick<Selection, 'name' | 'below'>,
  filled: Given,
): unknown {
  if (below.length === 0 || typeof whole !== 'object' || whole === null) return whole;
  const known = whole as Record<string, unknown>;
  return Object.fromEntries(
    below.map((selection) => {
      const { name, alias, args } = selection;
      if (!(name in known)) throw new GraphqlError(null, `Field '${name}' doesn't exist on type '${type}'`);
      const field = known[name];
      const value: unknown = typeof field === 'function' ? field(filled(args)) : field;
      return [alias, selected(value, selection, filled)];
    }),
  );
}

interface Caller {
  readonly world: World;
  readonly token: Token;
  readonly request: GraphqlRequest;
  readonly filled: Given;
}

function resolve({ world, token, request, filled }: Caller, selection: Selection): unknown {
  const field = `${request.operation.type}.${selection.name}`;
  if (field === 'query.viewer') {
    const id = accountId(token.login);
    return { login: token.login, id: nodeId('U', id), databaseId: id, __typename: 'User' };
  }
  if (field === 'mutation.createCommitOnBranch') {
    const input = (filled(selection.args).input ?? null) as Parameters<typeof createCommitOnBranch>[2];
    return createCommitOnBranch(world, token, input);
  }
  if (field === 'mutation.updateRefs') {
    const input = (filled(selection.args).input ?? null) as Parameters<typeof updateRefs>[2];
    return updateRefs(world, token, input);
  }
  if (field === 'query.repository') {
    const { owner, name } = filled(selection.args);
    return repositoryFields(world, token, `${String(owner)}/${String(name)}`);
  }
  const type = request.operation.type === 'query' ? 'Query' : 'Mutation';
  throw new GraphqlError(null, `Field '${selection.name}' doesn't exist on type '${type}'`);
}

/** Runs the fields in order; an error makes its field null and is listed beside: always with status 200. */
export function executeGraphql(world: World, token: Token, request: GraphqlRequest): Answer {
  const data: Record<string, unknown> = {};
  const errors: unknown[] = [];
  const filled: Given = (args) =>
    Object.fromEntries(Object.entries(args).map(([name, value]) => [name, given(value, request.variables)]));
  for (const selection of request.operation.selections) {
    try {
      const whole = resolve({ world, token, request, filled }, selection);
      data[selection.alias] = selected(whole, selection, filled);
    } catch (error) {
      if (!(error instanceof GraphqlError)) throw error;
      data[selection.alias] = null;
      const { type, message } = error;
      const extensions = type === 'FORBIDDEN' ? { extensions: { saml_failure: false } } : {};
      const path = [selection.alias];
      errors.push({
        ...(type === null ? {} : { type }),
        path,
        ...extensions,
        locations: [{ line: 1, column: 1 }],
        message,
      });
    }
  }
  return ok(errors.length === 0 ? { data } : { data, errors });
}
