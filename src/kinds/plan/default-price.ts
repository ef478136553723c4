import { suggest } from '../../lib/suggest.ts';
import { allOf, code } from '../../lib/wording.ts';
import { existsIn } from '../../model/environments.ts';
import type { Desired } from '../../model/state.ts';
import type { Fields } from '../fields.ts';
import type { ExpandContext } from '../manifest-kind.ts';
import { NONE } from './price.ts';

/** A plan's objects. */
interface Plan {
  readonly product: Desired;
  readonly prices: readonly Desired[];
}

/** Reports a written default price that is not on sale wherever the product exists. */
export function checkDefaultPrice(fields: Fields, { product, prices }: Plan, context: ExpandContext): void {
  const name = fields.text('default_price') ?? NONE;
  if (name === NONE) return;
  const report = (summary: string, detail: string): void => {
    fields.report('default_price', { code: 'manifest.default-price', summary, detail });
  };
  const price = prices.find(({ key }) => key === product.spec.default_price);
  if (price === undefined) {
    if (!fields.below('prices').has(name))
      report(`the plan has no price ${code(name)}`, otherPrices(name, prices));
    return;
  }
  if (price.spec.active === false) {
    const detail = 'Make another price the default, or write `none`, before this one goes off sale.';
    report(`the default price ${code(name)} is not active`, detail);
  }
  const environments = context.environment === null ? context.environments : [context.environment];
  const missing = environments.filter((each) => existsIn(product, each) && !existsIn(price, each));
  if (missing.length > 0) {
    const detail = 'Choose a price that exists wherever the plan does, or change `only`.';
    report(`the default price ${code(name)} does not exist in ${allOf(missing)}`, detail);
  }
}

function otherPrices(name: string, prices: readonly Desired[]): string {
  const names = prices.map(({ key }) => key.slice(key.lastIndexOf('/') + 1));
  const near = suggest(name, names);
  if (near !== undefined) return `Did you mean ${code(near)}?`;
  return names.length === 0 ? 'Add one, or write `none`.' : `It has ${allOf(names)}. Or write \`none\`.`;
}
