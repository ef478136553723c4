import { groupBy } from '../lib/group.ts';
import { isList, isRecord, type JsonRecord } from '../lib/json.ts';
import { addAmounts, type Amount } from '../lib/money.ts';
import { textOr, type Costs, type Kind } from '../kinds/kind.ts';
import type { ResourceKey } from '../model/key.ts';
import type { SubscriberCounts, Subscribers } from '../model/review.ts';
import type { Spec } from '../model/spec.ts';
import type { Reader } from './client.ts';
import { StripeFailure } from './failure.ts';

/** An object whose subscribers are asked for. A key may be asked for with several ids; it is answered once. */
export interface Asked {
  readonly key: ResourceKey;
  readonly id: string;
  readonly kind: Kind & { readonly costs: Costs };
  /** Every field of the object with this id, for what its subscribers pay. */
  readonly spec: Spec;
}

const PATH = '/v1/subscriptions';
/** Subscriptions to a page, Stripe's most. */
const PAGE = 100;
/** Requests in all: counting must not take the time and the limit that the review itself needs. */
const MOST_REQUESTS = 60;
const ENDED: ReadonlySet<string> = new Set(['canceled', 'incomplete_expired']);
const PAYING: ReadonlySet<string> = new Set(['active', 'past_due']);

/** What was read of one list so far. */
interface Listing {
  readonly asked: Asked;
  readonly subscriptions: JsonRecord[];
  cursor: string | null;
  more: boolean;
}

/**
 * Reads the next page. Without a `status` Stripe leaves out the canceled ones, the great majority of those that ended;
 * of the others it lists some that expired before they began, and no parameter leaves out both.
 */
async function readPage(reader: Reader, listing: Listing): Promise<void> {
  const { asked, subscriptions, cursor } = listing;
  const params = {
    ...asked.kind.costs.subscribers(asked.id),
    limit: PAGE,
    ...(cursor === null ? {} : { starting_after: cursor }),
  };
  const page = await reader.get({ endpoint: PATH, path: PATH, params });
  if (!isList(page.data) || typeof page.has_more !== 'boolean') {
    throw new Error(`${PATH} was answered with no list`);
  }
  const found = page.data.filter(isRecord);
  subscriptions.push(...found.filter(({ status }) => !ENDED.has(textOr(status, ''))));
  listing.cursor = textOr(found.at(-1)?.id, null);
  listing.more = page.has_more && listing.cursor !== null;
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

function tally(listings: readonly Listing[]): Subscribers {
  const statuses: Record<string, number> = {};
  const monthly: Record<string, Amount> = {};
  const each = listings.flatMap(({ asked, subscriptions }) =>
    subscriptions.map((subscription) => ({ asked, subscription })),
  );
  for (const { asked, subscription } of each) {
    const status = textOr(subscription.status, '');
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (!PAYING.has(status)) continue;
    const currency = textOr(subscription.currency, '');
    for (const amount of monthlyOf(asked, subscription)) {
      const sum = monthly[currency];
      monthly[currency] = sum === undefined ? amount : addAmounts(sum, amount);
    }
  }
  const metered = each.some(({ asked }) => asked.kind.costs.metered(asked.spec));
  return { statuses, more: listings.some(({ more }) => more), monthly, metered };
}

/**
 * How many subscribe to each, by status, with what they pay a month: at most `pages` pages of a hundred for each, and
 * sixty requests in all. Those that ended are not counted, nor those on a test clock, which Stripe leaves out of every
 * list that names none. `forbidden` when the key may not list subscriptions, `failed` when Stripe does not answer.
 * https://docs.stripe.com/api/subscriptions/list
 */
export async function countSubscribers(
  reader: Reader,
  asked: readonly Asked[],
  { pages }: { readonly pages: number },
): Promise<SubscriberCounts> {
  const listings = asked
    .slice(0, MOST_REQUESTS)
    .map((one): Listing => ({ asked: one, subscriptions: [], cursor: null, more: true }));
  try {
    await readAll(reader, listings, pages);
  } catch (error) {
    // Who subscribes is good to know; the plan is told without it too.
    if (error instanceof StripeFailure) return { status: error.status === 403 ? 'forbidden' : 'failed' };
    throw error;
  }
  const groups = groupBy(listings, (listing) => listing.asked.key);
  const byKey = new Map([...groups].map(([key, group]) => [key, tally(group)]));
  const left = new Set(asked.map(({ key }) => key)).size - byKey.size;
  return { status: 'counted', byKey, left };
}
