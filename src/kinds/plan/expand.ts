import { isRecord } from '../../lib/json.ts';
import { code } from '../../lib/wording.ts';
import type { Desired } from '../../model/state.ts';
import { fieldsOf, renamed, type Fields } from '../fields.ts';
import { readIdentity, textsOf } from '../identity.ts';
import type { ExpandContext, ManifestDocument } from '../manifest-kind.ts';
import { checkDefaultPrice } from './default-price.ts';
import { attachmentsOf } from './entitlements.ts';
import { priceMaker, type PlanOfPrice } from './price.ts';
import { productOf } from './product.ts';

/** The name of the short form's only price. */
export const MAIN = 'main';
/** What belongs to the price in the short form, under the names it has there. */
const SHORT = {
  amount: 'price',
  interval: 'interval',
  currency: 'currency',
  currencies: 'currencies',
  adopt: 'adopt_price',
};

/** The product of a plan, its prices, and what it unlocks. */
export function expandPlan(document: ManifestDocument, context: ExpandContext): readonly Desired[] {
  const fields = fieldsOf(document, context, []);
  const identity = readIdentity(fields, context);
  const plan: PlanOfPrice = {
    code: fields.text('code') ?? '?',
    formerly: textsOf(fields, 'formerly'),
    only: identity.only,
    protect: fields.get('protect') === true,
  };
  checkForm(fields);
  const prices = pricesOf(fields, plan, context);
  const short = fields.has('price') ? MAIN : undefined;
  const defaultPrice = fields.text('default_price') ?? short;
  const product = productOf(fields, plan, { identity, defaultPrice });
  checkDefaultPrice(fields, { product, prices }, context);
  return [product, ...prices, ...attachmentsOf(fields, plan)];
}

function pricesOf(fields: Fields, plan: PlanOfPrice, context: ExpandContext): readonly Desired[] {
  const make = priceMaker(plan, context);
  if (fields.has('price')) {
    const short = renamed(fields, SHORT);
    return [{ ...make(short, { name: MAIN, lookupKey: plan.code }), where: fields.at('price') }];
  }
  const written = fields.get('prices');
  if (!isRecord(written)) return [];
  const prices = fields.below('prices');
  return Object.keys(written).map((name) =>
    make(prices.below(name), { name, lookupKey: `${plan.code}_${name}` }),
  );
}

function checkForm(fields: Fields): void {
  if (fields.has('price')) {
    if (fields.has('prices')) {
      fields.report('price', {
        code: 'manifest.cannot-combine',
        summary: '`price` cannot stand beside `prices`',
        detail: 'The short form is for a plan with one price. Write this one as an entry of `prices` too.',
      });
    }
    if (!fields.has('interval')) {
      fields.report('price', {
        code: 'manifest.missing-field',
        summary: '`price` is written without `interval`',
        detail: 'Add `interval`: `day`, `week`, `month`, `year` or `once`.',
      });
    }
    return;
  }
  for (const name of ['interval', 'currency', 'currencies', 'adopt_price'].filter(fields.has)) {
    fields.report(name, {
      code: 'manifest.missing-field',
      summary: `${code(name)} is written without ${code('price')}`,
      detail: `Add \`price\` beside it; or, where the plan has \`prices\`, write ${code(name)} in each of them.`,
    });
  }
}
