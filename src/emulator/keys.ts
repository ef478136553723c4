import { unauthorized } from './errors.ts';
import type { Operation } from './operation.ts';
import type { KeyKind, Mode, Request } from './types.ts';

/** Who is asking. Holds the key only masked. */
export type Caller = {
  readonly mode: Mode;
  readonly masked: string;
  /** Its key contains `readonly`: refused anything but GET. */
  readonly readonly: boolean;
  /** Its key contains `nosubscriptions`: refused all that needs a permission for subscriptions. */
  readonly noSubscriptions: boolean;
  /** Its key contains `without_` before the names of these permissions: refused what needs one of them. */
  readonly without: ReadonlySet<string>;
  /** Its key contains `dashboard`: its events carry no idempotency key, as those of people do. */
  readonly dashboard: boolean;
};

/** The caller behind a request's key, given as Bearer or as the user of Basic. @throws Refusal (401). */
export const authenticate = (request: Request, sandbox: { readonly testOnly: boolean }): Caller => {
  const key = keyOf(request);
  if (key === '')
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  const kind = keyKind(request);
  const mode = kind.endsWith('_live') ? 'live' : 'test';
  if (kind === 'invalid' || (sandbox.testOnly && mode === 'live'))
    throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
  return {
    mode,
    masked: masked(key),
    readonly: key.includes('readonly'),
    noSubscriptions: key.includes('nosubscriptions'),
    without: new Set([...key.matchAll(/without_([a-z_]+?_(?:read|write))/g)].map(([, name = '']) => name)),
    dashboard: key.includes('dashboard'),
  };
};

/** True when the caller's key is without the permission that an operation needs. */
export const lacks = (
  caller: Caller,
  { method, permission }: Pick<Operation, 'method' | 'permission'>,
): boolean =>
  (caller.readonly && method !== 'GET') ||
  caller.without.has(permission) ||
  (caller.noSubscriptions && permission.startsWith('subscription_'));

/** What kind of key a request carries. */
export const keyKind = (request: Request): KeyKind => {
  const key = keyOf(request);
  if (key === '') return 'none';
  const match = /^(sk|rk)_(test|live)_\S+$/.exec(key);
  if (match === null) return 'invalid';
  const type = match[1] === 'sk' ? 'sk' : 'rk';
  return match[2] === 'live' ? `${type}_live` : `${type}_test`;
};

const keyOf = ({ headers }: Request): string => {
  const [scheme = '', rest = ''] = (headers['authorization'] ?? '').split(/ +/, 2);
  if (scheme.toLowerCase() === 'bearer') return rest;
  if (scheme.toLowerCase() !== 'basic') return '';
  return Buffer.from(rest, 'base64').toString('utf8').split(':', 1)[0] ?? '';
};

/** The kind and the last four characters. */
const masked = (key: string): string => {
  const kind = /^(?:sk|rk|pk)_(?:test|live)_/.exec(key)?.[0] ?? '';
  const rest = key.slice(kind.length);
  return `${kind}${'*'.repeat(Math.max(4, rest.length - 4))}${rest.length > 8 ? rest.slice(-4) : ''}`;
};
