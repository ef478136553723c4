import { groupBy } from '../lib/group.ts';
import { isList, isRecord, type JsonRecord } from '../lib/json.ts';
import { addAmounts, type Amount } from '../lib/money.ts';
import { textOr, type Costs, type Kind } from '../kinds/kind.ts';
import type { ResourceKey } from '../model/key.ts';
import type { SubscriberCounts, Subscribers } from '../model/review.ts';
import type { Spec } from '../model/spec.ts';
import type { Reader } from './client.ts';
import { StripeFailure } from './failure.ts';
import { newListing, readPage, type Listing } from './subscriptions.ts';

/** An object whose subscribers are asked for. A key may be asked for with several ids; it is answered once. */
export interface Asked {
  readonly key: ResourceKey;
  readonly id: string;
  readonly kind: Kind & { readonly costs: Costs };
  /** Every field of the object with this id, for what its subscribers pay. */
  readonly spec: Spec;
}

/** Requests in all: counting must not take the time and the limit that the review itself needs. */
const MOST_REQUESTS = 60;
const PAYING: ReadonlySet<string> = new Set(['active', 'past_due']);

/** What was read of those who subscribe to one object. */
interface Counting extends Listing {
  readonly asked: Asked;
}

/** Page after page of all lists at once, so that each gets as many as the others while requests last. */
async function readAll(reader: Reader, listings: readonly Listing[], pages: number): Promise<void> {
  const read = (some: readonly Listing[]): Promise<unknown> =>
    Promise.all(some.map((listing) => readPage(reader, listing)));
  // One before all others: a key without the permission is refused once and not sixty times.
  await read(listings.slice(0, 1));
  await read(listings.slice(1));
  let left = MOST_REQUESTS - listings.length;
  for (let page = 1; page < pages && left > 0; page += 1) {
    const turn = listings.filter(({ more }) => more).slice(0, left);
    left -= turn.length;
    await read(turn);
  }
}

/**
 * What a subscription pays a month for what was asked about. Of the at most twenty items of a subscription Stripe
 * embeds a first page; those beyond it are left out, for they are few and each would cost a request.
 */
function monthlyOf({ kind, id, spec }: Asked, { currency, items }: JsonRecord): readonly Amount[] {
  const held = isRecord(items) && isList(items.data) ? items.data.filter(isRecord) : [];
  return held
    .filter(({ price }) => isRecord(price) && price.id === id)
    .map((item) => ({ currency: textOr(currency, ''), quantity: Number(item.quantity ?? 1) }))
    .map((at) => kind.costs.monthly(spec, at))
    .filter((amount) => amount !== null);
}

/** @param isPart some of what was asked about was not listed. */
function tally(listings: readonly Counting[], { isPart }: { readonly isPart: boolean }): Subscribers {
  const statuses: Record<string, number> = {};
  const monthly: Record<string, Amount> = {};
  const each = listings.flatMap(({ asked, subscriptions }) =>
    subscriptions.map((subscription) => ({ asked, subscription })),
  );
  // Whoever subscribes to several of them counts once.
  for (const { status } of new Map(each.map(({ subscription }) => [subscription.id, subscription])).values())
    statuses[textOr(status, '')] = (statuses[textOr(status, '')] ?? 0) + 1;
  for (const { asked, subscription } of each) {
    const status = textOr(subscription.status, '');
    if (!PAYING.has(status)) continue;
    const currency = textOr(subscription.currency, '');
    for (const amount of monthlyOf(asked, subscription)) {
      const sum = monthly[currency];
      monthly[currency] = sum === undefined ? amount : addAmounts(sum, amount);
    }
  }
  const metered = each.some(({ asked }) => asked.kind.costs.metered(asked.spec));
  return { statuses, more: isPart || listings.some(({ more }) => more), monthly, metered };
}

/**
 * How many subscribe to each, by status, with what they pay a month: at most `pages` pages of a hundred for each, and
 * sixty requests in all. Those that ended are not counted, nor those on a test clock. `forbidden` when the key may not list
 * subscriptions, `failed` when Stripe does not answer.
 */
export async function countSubscribers(
  reader: Reader,
  asked: readonly Asked[],
  { pages }: { readonly pages: number },
): Promise<SubscriberCounts> {
  const listings = asked
    .slice(0, MOST_REQUESTS)
    .map((one): Counting => ({ asked: one, ...newListing(one.kind.costs.subscribers(one.id)) }));
  try {
    await readAll(reader, listings, pages);
  } catch (error) {
    // Who subscribes is good to know; the plan is told without it too.
    if (error instanceof StripeFailure) return { status: error.status === 403 ? 'forbidden' : 'failed' };
    throw error;
  }
  const all = groupBy(asked, ({ key }) => key);
  const groups = groupBy(listings, (listing) => listing.asked.key);
  const byKey = new Map(
    [...groups].map(([key, group]) => {
      const isPart = group.length < (all.get(key)?.length ?? 0);
      return [key, tally(group, { isPart })] as const;
    }),
  );
  const left = all.size - byKey.size;
  return { status: 'counted', byKey, left };
}
