import type { Costs } from '../kinds/kind.ts';
import { switchesOff } from '../kinds/off.ts';
import { kindNamed } from '../kinds/registry.ts';
import type { Amount } from '../lib/money.ts';
import { isRemoval, stripeIdOf, type Change } from '../model/change.ts';
import type { ResourceKey } from '../model/key.ts';
import type { CostTable, Impact, MonthlyEquivalent, Review, SubscriberCounts } from '../model/review.ts';
import { nameIn, type Spec } from '../model/spec.ts';
import type { Applied, AppliedState, Desired, LiveState } from '../model/state.ts';
import { referrersOf } from '../plan/referrers.ts';
import type { Reader } from '../stripe/client.ts';
import { countSubscribers, type Asked } from '../stripe/subscribers.ts';
import { receiversOf } from './receivers.ts';

/** What an impact is found out from. */
export interface ImpactInput {
  /** The objects of the merge. */
  readonly desired: readonly Desired[];
  /** The objects of the base, for the names of what the pull request removes. */
  readonly baseDesired: readonly Desired[];
  readonly applied: AppliedState | null;
  /** null: Stripe is not asked. */
  readonly reader: Reader | null;
  /** What Stripe holds, where what subscribers get may change. */
  readonly live?: LiveState;
  /** False in public repositories: who subscribes is nobody else's business. */
  readonly show: boolean;
}

/** Pages of a hundred subscriptions to a price: beyond a thousand the exact number decides nothing. */
const PAGES = 10;

/** A change of something that costs. */
interface Priced {
  readonly change: Change;
  readonly kind: Asked['kind'];
}

function pricedOf(changes: readonly Change[]): readonly Priced[] {
  return changes.flatMap((change): readonly Priced[] => {
    const kind = kindNamed(change.kind);
    return kind.costs === undefined ? [] : [{ change, kind: { ...kind, costs: kind.costs } }];
  });
}

/** True for what is on sale and will not be, or is another object from then on. */
function leaves(change: Change): boolean {
  if ('cause' in change) return isRemoval(change);
  return change.action === 'replace' || switchesOff(kindNamed(change.kind), change);
}

/** Every field of a change's object as it is. Offline it is not Stripe's object, and the record says it. */
function presentSpec({ change, kind }: Priced, applied: Applied | undefined): Spec | null {
  if (change.action === 'replace') return change.before;
  const decoded = 'raw' in change ? kind.decode(change.raw) : null;
  return decoded !== null && 'spec' in decoded ? decoded.spec : (applied?.spec ?? null);
}

/** What is on sale before: a restored object was not, unless only a hand in Stripe took it off. */
function specBefore(priced: Priced, applied: Applied | undefined): Spec | null {
  return priced.change.action === 'restore' ? (applied?.spec ?? null) : presentSpec(priced, applied);
}

/** The tables of a change; none where the cost stays as it is. */
function tablesOf(costs: Costs, before: Spec | null, after: Spec): readonly CostTable[] {
  const tables = costs.tables(before, after);
  return tables.some(({ rows }) => rows.some((row) => row.before !== row.after)) ? tables : [];
}

type Paid = Readonly<Record<'period' | 'month', Amount | null>>;

/** What one comes to in a month, where a side is not paid by the month and something changes. */
function monthlyOf(costs: Costs, before: Spec | null, after: Spec): MonthlyEquivalent | null {
  const [currency = ''] = costs.currencies(after);
  const at = { currency, quantity: 1 };
  const paid = (spec: Spec | null): Paid =>
    spec === null
      ? { period: null, month: null }
      : { period: costs.charge(spec, at), month: costs.monthly(spec, at) };
  const [from, to] = [paid(before), paid(after)];
  const isChange = from.period !== to.period || from.month !== to.month;
  const isWorthIt = [from, to].some(({ period, month }) => month !== null && month !== period);
  return isChange && isWorthIt ? { currency, before: from.month, after: to.month } : null;
}

/** Tables and monthly equivalents of everything that gets a price, by key. */
function costsOf(
  priced: readonly Priced[],
  recordOf: (change: Change) => Applied | undefined,
): Pick<Impact, 'tables' | 'monthly'> {
  const tables = new Map<ResourceKey, readonly CostTable[]>();
  const monthly = new Map<ResourceKey, MonthlyEquivalent>();
  for (const one of priced) {
    const { change, kind } = one;
    if (!('target' in change)) continue;
    const before = specBefore(one, recordOf(change));
    const found = tablesOf(kind.costs, before, change.target);
    if (found.length > 0) tables.set(change.key, found);
    const equivalent = monthlyOf(kind.costs, before, change.target);
    if (equivalent !== null) monthly.set(change.key, equivalent);
  }
  return { tables, monthly };
}

function namesOf({ applied, baseDesired, desired }: ImpactInput): ReadonlyMap<ResourceKey, string> {
  const objects = [...(applied?.resources.values() ?? []), ...baseDesired, ...desired];
  return new Map(
    objects.flatMap(({ key, spec }) => {
      const name = nameIn(spec);
      return name === undefined ? [] : [[key, name] as const];
    }),
  );
}

async function subscribersOf(
  asked: readonly Asked[],
  { show, reader }: ImpactInput,
): Promise<SubscriberCounts> {
  if (!show) return { status: 'hidden' };
  if (reader === null || asked.length === 0) return { status: 'unasked' };
  return countSubscribers(reader, asked, { pages: PAGES });
}

/**
 * What a review's own changes mean to people: what customers pay, who subscribes to what is replaced or goes off sale,
 * or gives more or less, and what else of the catalog points there. Asks Stripe for subscriptions and for nothing else.
 *
 * @throws {StripeFailure} when Stripe does not answer; a key without the permission is an answer.
 */
export async function impactOf(review: Review, how: ImpactInput): Promise<Impact> {
  const recordOf = ({ key }: Change): Applied | undefined => how.applied?.resources.get(key);
  const leaving = review.own.filter(leaves);
  const left = pricedOf(leaving).flatMap((one): readonly Asked[] => {
    const id = stripeIdOf(one.change);
    const spec = presentSpec(one, recordOf(one.change)) ?? {};
    return id === null ? [] : [{ key: one.change.key, id, kind: one.kind, spec }];
  });
  const receivers = how.live === undefined || how.reader === null ? [] : receiversOf(review, how.live);
  const asked = [...left, ...receivers];
  return {
    names: namesOf(how),
    ...costsOf(pricedOf(review.own), recordOf),
    referrers: referrersOf([...new Set(leaving.map(({ key }) => key))], how.desired, kindNamed),
    subscribers: await subscribersOf(asked, how),
  };
}
