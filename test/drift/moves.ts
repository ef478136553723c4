import fc from 'fast-check';
import { textOr } from '../../src/kinds/kind.ts';
import { isRecord, type JsonRecord } from '../../src/lib/json.ts';
import { StripeFailure } from '../../src/stripe/failure.ts';
import type { Stand } from './stand.ts';

/** One change that somebody makes in the Dashboard, to one of the objects there are. */
export interface Move {
  readonly what: keyof typeof MOVES;
  readonly at: number;
  readonly other: number;
  readonly number: number;
}

interface Given {
  readonly raw: JsonRecord;
  readonly number: number;
  /** Another object of the kind. */
  readonly other: JsonRecord;
}

/** The metadata of an object that is not our marker. */
const namesOf = ({ metadata }: JsonRecord): readonly string[] =>
  Object.keys(isRecord(metadata) ? metadata : {}).filter(
    (name) => !/^(pricebook_|managed_by$|plan_code$)/.test(name),
  );

const metadata = ({ raw, number }: Given): JsonRecord => {
  const [name = 'note'] = namesOf(raw);
  return { metadata: { [name]: number % 3 === 0 ? '' : `v${number}` } };
};

/** What each does: the parameters of an update. Stripe refuses some of them, and then nothing happens. */
const MOVES = {
  rename: [['product'], ({ number }: Given) => ({ name: `By hand ${number}` })],
  describe: [['product'], ({ number }: Given) => ({ description: number % 2 ? '' : `By hand ${number}` })],
  features: [['product'], ({ number }: Given) => ({ marketing_features: number % 2 ? '' : [{ name: 'X' }] })],
  unit: [['product'], ({ number }: Given) => ({ unit_label: number % 2 ? '' : 'box' })],
  defaultPrice: [['product'], ({ other, number }: Given) => ({ default_price: number % 2 ? '' : other.id })],
  productMetadata: [['product'], metadata],
  productSwitch: [['product'], ({ raw }: Given) => ({ active: String(raw.active !== true) })],
  nickname: [['price'], ({ number }: Given) => ({ nickname: number % 2 ? '' : `By hand ${number}` })],
  priceMetadata: [['price'], metadata],
  priceSwitch: [['price'], ({ raw }: Given) => ({ active: String(raw.active !== true) })],
  lookupKey: [['price'], ({ number }: Given) => ({ lookup_key: number % 2 ? '' : `hand_${number}` })],
  takeKey: [
    ['price'],
    ({ other }: Given) => ({ lookup_key: other.lookup_key ?? '', transfer_lookup_key: 'true' }),
  ],
  tax: [['price'], () => ({ tax_behavior: 'exclusive' })],
  // Only where euros are or would be an amount for each unit.
  euros: [
    ['price'],
    ({ raw, number }: Given) =>
      raw.billing_scheme === 'per_unit' && (raw.custom_unit_amount ?? null) === null
        ? { 'currency_options[eur][unit_amount]': `${number}` }
        : {},
  ],
  rateName: [['tax_rate'], ({ number }: Given) => ({ display_name: `By hand ${number}` })],
  ratePlace: [['tax_rate'], ({ number }: Given) => ({ country: number % 2 ? 'AT' : 'CH', tax_type: 'gst' })],
  rateMetadata: [['tax_rate'], metadata],
  rateSwitch: [['tax_rate'], ({ raw }: Given) => ({ active: String(raw.active !== true) })],
  couponName: [['coupon'], ({ number }: Given) => ({ name: `By hand ${number}` })],
  couponMetadata: [['coupon'], metadata],
  couponEuros: [
    ['coupon'],
    ({ raw, number }: Given) =>
      typeof raw.amount_off === 'number' ? { 'currency_options[eur][amount_off]': `${number}` } : {},
  ],
  codeMetadata: [['promotion_code'], metadata],
  codeSwitch: [['promotion_code'], ({ raw }: Given) => ({ active: String(raw.active !== true) })],
  codeEuros: [
    ['promotion_code'],
    ({ number }: Given) => ({ 'restrictions[currency_options][eur][minimum_amount]': `${number}` }),
  ],
  entitlementName: [['entitlements.feature'], ({ number }: Given) => ({ name: `By hand ${number}` })],
  entitlementMetadata: [['entitlements.feature'], metadata],
  portalHeadline: [
    ['billing_portal.configuration'],
    ({ number }: Given) => ({ business_profile: { headline: number % 2 ? '' : `By hand ${number}` } }),
  ],
  portalSwitch: [
    ['billing_portal.configuration'],
    ({ raw }: Given) => ({ active: String(raw.active !== true) }),
  ],
  portalCancel: [
    ['billing_portal.configuration'],
    ({ number }: Given) => ({ features: { subscription_cancel: { enabled: String(number % 2 === 0) } } }),
  ],
  webhookWords: [
    ['webhook_endpoint'],
    ({ number }: Given) => ({ description: number % 2 ? '' : `By hand ${number}` }),
  ],
  webhookSwitch: [['webhook_endpoint'], ({ raw }: Given) => ({ disabled: String(raw.status === 'enabled') })],
  webhookMetadata: [['webhook_endpoint'], metadata],
  meterName: [['billing.meter'], ({ number }: Given) => ({ display_name: `By hand ${number}` })],
} as const;

const names = Object.keys(MOVES).filter((name): name is Move['what'] => name in MOVES);

/** Some moves, one after the other. */
export const anyMoves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.record({
    what: fc.constantFrom(...names),
    at: fc.nat(50),
    other: fc.nat(50),
    number: fc.integer({ min: 1, max: 999 }),
  }),
  { minLength: 1, maxLength: 8 },
);

const PATHS: Readonly<Record<string, string>> = {
  product: '/v1/products',
  price: '/v1/prices',
  'billing.meter': '/v1/billing/meters',
  tax_rate: '/v1/tax_rates',
  'entitlements.feature': '/v1/entitlements/features',
  'billing_portal.configuration': '/v1/billing_portal/configurations',
  webhook_endpoint: '/v1/webhook_endpoints',
  coupon: '/v1/coupons',
  promotion_code: '/v1/promotion_codes',
};

/** What somebody moves things in. */
type Moved = Pick<Stand, 'applied' | 'emulator' | 'move'>;

/** Objects of ours that are recorded: the Dashboard shows others as well, and nobody here looks at those. */
async function rowsOf(stand: Moved, object: string): Promise<readonly JsonRecord[]> {
  const ids = new Set([...(await stand.applied()).resources.values()].map(({ id }) => id));
  const rows: readonly JsonRecord[] = JSON.parse(
    JSON.stringify(stand.emulator.state().modes.test[object] ?? []),
  );
  return rows.filter(({ id }) => typeof id === 'string' && ids.has(id));
}

/** Makes them; answers how many Stripe accepted. */
export async function makeMoves(stand: Moved, moves: readonly Move[]): Promise<number> {
  let made = 0;
  for (const { what, at, other, number } of moves) {
    const [[object], params] = MOVES[what];
    const rows = await rowsOf(stand, object);
    const prices = await rowsOf(stand, 'price');
    const raw = rows[at % Math.max(1, rows.length)];
    const near = prices[other % Math.max(1, prices.length)] ?? {};
    if (raw === undefined) continue;
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an id may be missing, which Stripe refuses
      const sent = params({ raw, number, other: near }) as JsonRecord;
      await stand.move(`${PATHS[object]}/${textOr(raw.id, '')}`, sent);
      made += 1;
    } catch (error) {
      if (!(error instanceof StripeFailure) || error.status !== 400) throw error;
    }
  }
  return made;
}
