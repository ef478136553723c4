import type { Kind, Sold, Usage } from '../kinds/kind.ts';
import { ownershipOf } from '../kinds/marker.ts';
import { permissionsOf, readPermission, SUBSCRIPTIONS } from '../kinds/permissions.ts';
import type { LiveState } from '../model/state.ts';
import type { SubscribedTo, Use } from '../model/use.ts';
import type { Reader } from './client.ts';
import { StripeFailure } from './failure.ts';
import { readLive } from './read.ts';
import { newListing, readPage } from './subscriptions.ts';

/** Objects that are asked about before it is looked whether one of them is subscribed to. */
const AT_ONCE = 60;

/** Pages without a live subscription, from which on there may be one. */
const MOST_PAGES = 10;

/** One page says it, unless it holds nothing but subscriptions that ended. */
async function subscribedTo(reader: Reader, { kind, raw }: Sold): Promise<readonly SubscribedTo[]> {
  const listing = newListing(kind.costs.subscribers(raw.id));
  for (let page = 0; page < MOST_PAGES && listing.more && listing.subscriptions.length === 0; page += 1) {
    await readPage(reader, listing);
  }
  const { more, subscriptions } = listing;
  if (!more && subscriptions.length === 0) return [];
  const ownership = ownershipOf(raw);
  const key = ownership.owner === 'pricebook' ? ownership.marker.key : null;
  return [{ id: raw.id, key, number: subscriptions.length, more }];
}

/** All of them at once, after one: a key without the permission is refused once and not sixty times. */
async function subscribedAmong(reader: Reader, users: readonly Sold[]): Promise<readonly SubscribedTo[]> {
  const ask = async (some: readonly Sold[]): Promise<readonly SubscribedTo[]> =>
    (await Promise.all(some.map((user) => subscribedTo(reader, user)))).flat();
  return [...(await ask(users.slice(0, 1))), ...(await ask(users.slice(1)))];
}

/** Why it is not known; what is no answer of Stripe's passes through. */
function unknown(error: unknown, permission: string): Use {
  if (!(error instanceof StripeFailure)) throw error;
  return error.status === 403 ? { status: 'forbidden', permission } : { status: 'failed' };
}

/** Whether somebody subscribes to one of these, the first that is found; no further ones are asked about then. */
async function useAmong(reader: Reader, users: readonly Sold[]): Promise<Use> {
  // What is on sale is the likeliest to be subscribed to.
  const ordered = users.toSorted((a, b) => Number(b.kind.isActive(b.raw)) - Number(a.kind.isActive(a.raw)));
  for (let at = 0; at < ordered.length; at += AT_ONCE) {
    const subscribed = await subscribedAmong(reader, ordered.slice(at, at + AT_ONCE));
    const left = Math.max(0, ordered.length - at - AT_ONCE);
    if (subscribed.length > 0) return { status: 'asked', subscribed, left };
  }
  return { status: 'asked', subscribed: [], left: 0 };
}

/**
 * Whether somebody subscribes to what uses an object. One request for each that uses it, as a rule, and none where nothing
 * does; for a kind whose users are found below other objects, one more for each of those. Subscriptions on a test clock
 * are not seen.
 *
 * @param read what was read, with everything of the kinds that the usage needs.
 */
export async function useOf(
  reader: Reader,
  { id, usage }: { readonly id: string; readonly usage: Usage },
  read: () => Promise<LiveState['objects']>,
): Promise<Use> {
  let users: readonly Sold[];
  try {
    users = usage.users(id, await read());
  } catch (error) {
    return unknown(error, permissionsOf(usage.needs, readPermission).join(', '));
  }
  try {
    return await useAmong(reader, users);
  } catch (error) {
    return unknown(error, SUBSCRIPTIONS);
  }
}

/** What was read, with every object of these kinds, whatever it is below. */
export async function readForUse(
  reader: Reader,
  live: LiveState,
  kinds: readonly Kind[],
): Promise<LiveState['objects']> {
  if (kinds.length === 0) return live.objects;
  const request = { ids: new Map(), hasBelow: () => true, needsDetails: () => false };
  const { objects } = await readLive(reader, { account: live.account, kinds, ...request });
  return new Map([...live.objects, ...objects]);
}
