import { isList, isRecord, type JsonRecord } from '../lib/json.ts';
import { textOr } from '../kinds/kind.ts';
import type { Reader } from './client.ts';

const PATH = '/v1/subscriptions';
/** Subscriptions to a page, Stripe's most. */
const PAGE = 100;
const ENDED: ReadonlySet<string> = new Set(['canceled', 'incomplete_expired']);

/** What was read of one list of subscriptions so far. */
export interface Listing {
  /** The parameters that say of which. */
  readonly query: JsonRecord;
  /** Those that did not end. */
  readonly subscriptions: JsonRecord[];
  cursor: string | null;
  more: boolean;
}

/** A list of which nothing was read yet. */
export const newListing = (query: JsonRecord): Listing => ({
  query,
  subscriptions: [],
  cursor: null,
  more: true,
});

/**
 * Reads the next page. Without a `status` Stripe leaves out the canceled ones, the great majority of those that ended;
 * of the others it lists some that expired before they began, and no parameter leaves out both. Those on a test clock are
 * in no list that names none. https://docs.stripe.com/api/subscriptions/list
 *
 * @throws {StripeFailure} with status 403 when the key may not list subscriptions.
 */
export async function readPage(reader: Reader, listing: Listing): Promise<void> {
  const { query, subscriptions, cursor } = listing;
  const params = { ...query, limit: PAGE, ...(cursor === null ? {} : { starting_after: cursor }) };
  const page = await reader.get({ endpoint: PATH, path: PATH, params });
  if (!isList(page.data) || typeof page.has_more !== 'boolean') {
    throw new Error(`${PATH} was answered with no list`);
  }
  const found = page.data.filter(isRecord);
  subscriptions.push(...found.filter(({ status }) => !ENDED.has(textOr(status, ''))));
  listing.cursor = textOr(found.at(-1)?.id, null);
  listing.more = page.has_more && listing.cursor !== null;
}
