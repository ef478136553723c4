import { code } from '../../lib/wording.ts';
import { keyOf, type ResourceKey } from '../../model/key.ts';
import type { Desired } from '../../model/state.ts';
import type { Fields } from '../fields.ts';
import { readIdentity, textsOf, type Identity } from '../identity.ts';
import type { ExpandContext } from '../manifest-kind.ts';
import { readAmount } from '../amount.ts';
import { readCurrencies } from './currencies.ts';
import { readCurrency } from '../currency.ts';
import { readCustomAmount } from './custom-amount.ts';
import { draft, placesOf, putMetadata, putScalars, type Draft } from '../draft.ts';
import { checkShape, moneyRule } from './shape.ts';
import { readTiers } from './tiers.ts';

/** What a price takes from its plan. */
export interface PlanOfPrice {
  readonly code: string;
  /** The plan's former codes, newest first. */
  readonly formerly: readonly string[];
  readonly only: readonly string[] | undefined;
  readonly protect: boolean;
}

/** A price's name in its plan, and the lookup key that a new one gets. */
export interface PriceNames {
  readonly name: string;
  readonly lookupKey: string;
}

/** The word for "no lookup key" and "no default price". */
export const NONE = 'none';

/** Makes the object of one price. */
export function priceMaker(plan: PlanOfPrice, context: ExpandContext) {
  return (fields: Fields, { name, lookupKey }: PriceNames): Desired => {
    const to = draft();
    to.put('product', keyOf('product', plan.code));
    putMoney(fields, context.defaultCurrency, to);
    putScalars(fields, ['tax_behavior', 'nickname'], to);
    putMetadata(fields, to);
    to.put('active', fields.get('active') ?? true, fields.place('active'));
    if (fields.get('protect') ?? plan.protect) to.put('protect', true, fields.place('protect'));
    const written = fields.text('lookup_key');
    if (written !== undefined) {
      to.put('lookup_key', written === NONE ? null : written, fields.place('lookup_key'));
    }
    return {
      key: keyOf('price', plan.code, name),
      kind: 'price',
      spec: to.spec,
      onCreate: written === undefined ? { lookup_key: lookupKey } : {},
      formerly: formerKeys(fields, { name, plan }),
      ...inPlan(readIdentity(fields, context), { plan, fields }),
      references: to.spec.meter === null ? ['product'] : ['product', 'meter'],
      where: fields.at(),
      places: { ...to.places, ...placesOf(fields, ['adopt', 'formerly']) },
    };
  };
}

function putMoney(fields: Fields, defaultCurrency: string | null, to: Draft): void {
  checkShape(fields);
  const currency = readCurrency(fields, defaultCurrency, 'the price');
  const rule = moneyRule(fields, currency);
  const tiers = readTiers(fields, currency);
  const meter = fields.text('meter');
  to.put('currency', currency ?? null, fields.place('currency'));
  to.put('amount', readAmount(fields, 'amount', rule) ?? null, fields.place('amount'));
  to.put('interval', fields.get('interval') ?? null, fields.place('interval'));
  to.put('interval_count', fields.get('interval_count') ?? 1, fields.place('interval_count'));
  to.put('meter', meter === undefined ? null : keyOf('meter', meter), fields.place('meter'));
  to.put('tiers_mode', fields.get('tiers_mode') ?? null, fields.place('tiers_mode'));
  to.put('tiers', tiers ?? null, fields.place('tiers'));
  to.put('transform_quantity', fields.get('transform_quantity') ?? null, fields.place('transform_quantity'));
  to.put('custom_amount', readCustomAmount(fields, currency) ?? null, fields.place('custom_amount'));
  readCurrencies(fields, { rule, tiers }, to);
}

interface Former {
  readonly name: string;
  readonly plan: PlanOfPrice;
}

/**
 * Where the price's record may be: what its own `formerly` says, under the plan's present and former codes where it
 * says no plan; else its name under the plan's former codes.
 */
function formerKeys(fields: Fields, { name, plan }: Former): readonly ResourceKey[] {
  const written = textsOf(fields, 'formerly');
  const names = written.length === 0 ? [name] : written;
  const codes = written.length === 0 ? plan.formerly : [plan.code, ...plan.formerly];
  return names.flatMap((former) => {
    const [first = '', second] = former.split('/');
    return second === undefined
      ? codes.map((planCode) => keyOf('price', planCode, first))
      : [keyOf('price', first, second)];
  });
}

/** A price exists where its plan does and its own `only` allows it. */
function inPlan(own: Identity, { plan, fields }: { plan: PlanOfPrice; fields: Fields }): Identity {
  const mine = own.only;
  if (plan.only === undefined) return own;
  if (mine === undefined) return { ...own, only: plan.only };
  const both = plan.only.filter((environment) => mine.includes(environment));
  if (both.length === 0) {
    fields.report('only', {
      code: 'manifest.no-environment',
      summary: `the price exists nowhere: its plan is in ${plan.only.map(code).join(', ')} only`,
      detail: 'Name one of the environments of the plan, or remove the price.',
    });
  }
  return { ...own, only: both };
}
