import { priceCosts } from '../../src/kinds/price/cost.ts';
import { equal } from '../../src/lib/json.ts';
import { amountFrom } from '../../src/lib/money.ts';
import type { Change, FieldChange } from '../../src/model/change.ts';
import { keyOf, type ResourceKey } from '../../src/model/key.ts';
import type { Plan } from '../../src/model/plan.ts';
import type {
  Impact,
  MonthlyEquivalent,
  Review,
  SubscriberCounts,
  Subscribers,
} from '../../src/model/review.ts';
import { pathsOf, type Spec } from '../../src/model/spec.ts';
import type { ReviewView } from '../../src/render/review/comment.ts';
import { creation, plan, replacement, update } from '../render/build.ts';

/** A review of a plan whose changes are this pull request's, but for those that are named otherwise. */
export function review(
  parts: Partial<Plan>,
  others: Partial<Pick<Review, 'earlier' | 'withdrawn'>> = {},
): Review {
  const own = parts.changes ?? [];
  const earlier = others.earlier ?? [];
  return {
    plan: plan({ ...parts, changes: [...earlier, ...own] }),
    own,
    earlier,
    withdrawn: others.withdrawn ?? [],
  };
}

/** The plan that a price belongs to, and the price's file. */
const inPlan = (code: string, line = 3) => ({
  lockGroup: keyOf('product', code),
  requires: [keyOf('product', code)],
  where: { file: `plans/${code}.yaml`, line, column: 5 },
});

/** Every field of a monthly price in dollars but for what is given. */
export function priceSpec(code: string, parts: Spec): Spec {
  return {
    active: true,
    currency: 'usd',
    interval: 'month',
    interval_count: 1,
    meter: null,
    product: keyOf('product', code),
    tiers: null,
    tiers_mode: null,
    ...parts,
  };
}

function fieldsBetween(before: Spec, after: Spec): FieldChange[] {
  return pathsOf(before, after)
    .map((path) => ({ path, before: before[path] ?? null, after: after[path] ?? null }))
    .filter((field) => !equal(field.before, field.after));
}

/** A plan's new product. */
export function newPlan(code: string, spec: Spec): Change {
  return creation(
    keyOf('product', code),
    { active: true, id: code, ...spec },
    { where: { file: `plans/${code}.yaml`, line: 1, column: 1 } },
  );
}

/** A new price of a plan. */
export function newPrice(code: string, name: string, spec: Spec): Change {
  return creation(
    keyOf('price', code, name),
    priceSpec(code, { lookup_key: `${code}_${name}`, ...spec }),
    inPlan(code, 8),
  );
}

/** A price that is replaced. */
export function replacedPrice(code: string, name: string, [old, now]: readonly [Spec, Spec]): Change {
  const [before, target] = [priceSpec(code, old), priceSpec(code, now)];
  return replacement(keyOf('price', code, name), {
    ...inPlan(code, 9),
    before,
    target,
    fields: fieldsBetween(before, target),
  });
}

/** A plan's product that is changed in place. */
export function changedPlan(code: string, [before, target]: readonly [Spec, Spec]): Change {
  return update(keyOf('product', code), {
    currency: undefined,
    raw: { id: code, object: 'product' },
    where: { file: `plans/${code}.yaml`, line: 2, column: 1 },
    target,
    fields: fieldsBetween(before, target),
    update: target,
  });
}

/** Who subscribes to one price. */
export function subscribers(
  statuses: Subscribers['statuses'],
  monthly: Readonly<Record<string, string>> = {},
  parts: Partial<Subscribers> = {},
): Subscribers {
  const amounts = Object.entries(monthly).map(([currency, amount]) => [currency, amountFrom(amount)]);
  return { statuses, more: false, metered: false, monthly: Object.fromEntries(amounts), ...parts };
}

/** Counted subscribers, by key. */
export function counted(byKey: Readonly<Record<ResourceKey, Subscribers>>, left = 0): SubscriberCounts {
  return { status: 'counted', byKey: new Map(Object.entries(byKey) as [ResourceKey, Subscribers][]), left };
}

function monthlyOf(before: Spec | null, after: Spec): MonthlyEquivalent | null {
  const [currency = ''] = priceCosts.currencies(after);
  const month = (spec: Spec | null) =>
    spec === null ? null : priceCosts.monthly(spec, { currency, quantity: 1 });
  const isMonthly = after.interval === 'month' && after.interval_count === 1;
  const sides = { before: month(before), after: month(after) };
  return isMonthly || sides.before === sides.after ? null : { currency, ...sides };
}

/** What is known around the changes, with their costs as the price kind has them. */
export function impactOf(changes: readonly Change[], parts: Partial<Impact> = {}): Impact {
  const tables: [
    ResourceKey,
    Impact['tables'] extends ReadonlyMap<ResourceKey, infer Tables> ? Tables : never,
  ][] = [];
  const monthly: [ResourceKey, MonthlyEquivalent][] = [];
  const names: [ResourceKey, string][] = [];
  for (const change of changes) {
    if (!('target' in change)) continue;
    const { key, target } = change;
    if (typeof target.name === 'string') names.push([key, target.name]);
    if (change.kind !== 'price' || change.action === 'update') continue;
    const before = change.action === 'replace' ? change.before : null;
    const found = priceCosts.tables(before, target);
    if (found.length > 0) tables.push([key, found]);
    const equivalent = monthlyOf(before, target);
    if (equivalent?.after !== undefined && equivalent.after !== null) monthly.push([key, equivalent]);
  }
  return {
    names: new Map(names),
    tables: new Map(tables),
    monthly: new Map(monthly),
    referrers: new Map(),
    subscribers: { status: 'unasked' },
    ...parts,
  };
}

/** Names of plans by their code, over those that the changes have. */
export function namesOf(names: Readonly<Record<string, string>>): Impact['names'] {
  return new Map(Object.entries(names).map(([code, name]) => [keyOf('product', code), name]));
}

/** A view of a review, in live mode with a day of retirement. */
export function view(of: Review, parts: Partial<ReviewView> = {}): ReviewView {
  const { livemode } = of.plan;
  return {
    environment: livemode ? 'live' : 'test',
    retireAfter: livemode ? 86_400 : 0,
    impact: impactOf(of.own),
    applied: new Map(),
    nouns: { product: 'plan' },
    head: '4f2a9c1d7b3e5f60718293a4b5c6d7e8f9012345',
    base: { ref: 'main', commit: '9b8a7c6d5e4f30211203f4e5d6c7b8a901234567' },
    readAt: '2026-11-22T10:14:05.123Z',
    toolVersion: '0.2.0',
    standing: 'recorded',
    diagnostics: [],
    sources: new Map(),
    budget: 60_000,
    whole: 'job summary',
    ...parts,
  };
}
