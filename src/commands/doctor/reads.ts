import type { Kind } from '../../kinds/kind.ts';
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

/** What a key may do without; nothing fails where it may not. */
const OPTIONAL = [
  {
    path: '/v1/subscriptions',
    what: 'subscriptions',
    without: 'comments do not say how many subscribe',
    fix: 'Give it subscription_read if they are to; whoever gets hold of the key can then read who subscribes.',
  },
  {
    path: '/v1/events',
    what: 'events',
    without: 'a drift check does not say who moved what, and when',
    fix: 'Give it event_read if it is to; whoever gets hold of the key can then read what happened in the account.',
  },
] as const;

async function checkOptional(
  reader: Reader,
  { path, what, without, fix }: (typeof OPTIONAL)[number],
): Promise<HealthFinding> {
  const found = { check: CHECK, status: 'ok' } as const;
  if (await mayRead(reader, path)) return { ...found, summary: `the key may read ${what}` };
  return { ...found, summary: `the key may not read ${what}: ${without}`, fix };
}

/** Whether the key may read every kind of object that a plan looks at. The account was read before. */
export async function checkReads(reader: Reader, kinds: readonly Kind[]): Promise<readonly HealthFinding[]> {
  const found = await Promise.all(
    kinds.map(async ({ routes: { path, permission, lists } }): Promise<HealthFinding> => {
      const name = `${permission}_read`;
      if (await mayRead(reader, path, lists[0]))
        return { check: CHECK, status: 'ok', summary: `the key may read ${path} (${name})` };
      const summary = `the key may not read ${path}: nothing can be planned`;
      return { check: CHECK, status: 'error', summary, fix: `Give it the permission ${name}.` };
    }),
  );
  return [...found, ...(await Promise.all(OPTIONAL.map(async (one) => checkOptional(reader, one))))];
}
