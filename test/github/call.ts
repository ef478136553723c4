import { type Answer, Refusal, invalid } from './answer.ts';
import type { Asked } from './paging.ts';
import type { Repository, Token, World } from './world.ts';

/** A request to a repository, let in: who asks whom for what. */
export interface Call extends Asked {
  readonly world: World;
  readonly token: Token;
  readonly repository: Repository;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly accept: string;
}

/** What answers one method and path; `:name` is a segment, `:name+` the rest. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly handle: (call: Call) => Answer;
}

/** The body of a request as JSON, or 400. */
export function bodyOf(text: string): Readonly<Record<string, unknown>> {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // the answer below says it
  }
  throw new Refusal({ status: 400, body: { message: 'Problems parsing JSON', status: '400' } });
}

/** A field that must be a text, or 422. */
export function textField(call: Call, field: string, resource: string): string {
  const value = call.body[field];
  if (typeof value === 'string') return value;
  throw invalid({ resource, field, code: value === undefined ? 'missing_field' : 'invalid' });
}
