import type { Kind } from '../../kinds/kind.ts';
import { permissionsOf, readPermission, SUBSCRIPTIONS } from '../../kinds/permissions.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { HealthFinding } from '../../model/health.ts';
import type { Reader } from '../../stripe/client.ts';
import { StripeFailure } from '../../stripe/failure.ts';

const CHECK = 'key-reads';

/** Whether the key may read what is at `path`: one object is asked for, and Stripe answers 403 where it may not. */
export async function mayRead(reader: Reader, path: string, query: JsonRecord = {}): Promise<boolean> {
  try {
    await reader.get({ endpoint: path, path, params: { ...query, limit: 1 } });
    return true;
  } catch (error) {
    if (error instanceof StripeFailure && error.status === 403) return false;
    throw error;
  }
}

/** Something that a key may do without; nothing fails where it may not. */
interface Optional {
  readonly path: string;
  readonly what: string;
  readonly without: string;
  readonly fix: string;
}

/** @param kinds what is read: of some of them nothing is switched off as long as nobody knows who uses it. */
const optionalFor = (kinds: readonly Kind[]): readonly Optional[] => [
  {
    path: '/v1/subscriptions',
    what: 'subscriptions',
    without: `comments do not say how many subscribe${kinds.some(({ usage }) => usage !== undefined) ? ', and nothing is switched off that subscribers may use' : ''}`,
    fix: `Give it ${SUBSCRIPTIONS} if they are to; whoever gets hold of the key can then read who subscribes.`,
  },
  {
    path: '/v1/events',
    what: 'events',
    without: 'a drift check does not say who moved what, and when',
    fix: 'Give it event_read if it is to; whoever gets hold of the key can then read what happened in the account.',
  },
];

async function checkOptional(reader: Reader, { path, what, without, fix }: Optional): Promise<HealthFinding> {
  const found = { check: CHECK, status: 'ok' } as const;
  if (await mayRead(reader, path)) return { ...found, summary: `the key may read ${what}` };
  return { ...found, summary: `the key may not read ${what}: ${without}`, fix };
}

async function checkKind(reader: Reader, kind: Kind): Promise<HealthFinding> {
  const { path, lists } = kind.routes;
  const name = readPermission(kind);
  if (await mayRead(reader, path, lists[0]))
    return { check: CHECK, status: 'ok', summary: `the key may read ${path} (${name})` };
  const summary = `the key may not read ${path}: nothing can be planned`;
  return { check: CHECK, status: 'error', summary, fix: `Give it the permission ${name}.` };
}

/**
 * Whether the key may read every kind of object that a plan looks at. The account was read before. What is below other
 * objects takes the permission for those, or one that no request shows as long as there is none.
 */
export async function checkReads(reader: Reader, kinds: readonly Kind[]): Promise<readonly HealthFinding[]> {
  const listed = kinds.filter(({ routes }) => routes.parent === undefined);
  const asked = permissionsOf(listed, readPermission);
  const below = permissionsOf(kinds, readPermission).filter((name) => !asked.includes(name));
  return [
    ...(await Promise.all(listed.map(async (kind) => checkKind(reader, kind)))),
    ...below.map(
      (name): HealthFinding => ({
        check: CHECK,
        status: 'unknown',
        summary: `whether the key has ${name} shows only where it is needed`,
      }),
    ),
    ...(await Promise.all(optionalFor(kinds).map(async (one) => checkOptional(reader, one)))),
  ];
}
