import { keyOf } from '../../model/key.ts';
import type { Desired } from '../../model/state.ts';
import type { Fields } from '../fields.ts';
import { textsOf, type Identity } from '../identity.ts';
import { draft, placesOf, putMetadata, putScalars, type Draft } from '../draft.ts';
import { NONE, type PlanOfPrice } from './price.ts';

const SCALARS = ['name', 'description', 'tax_code', 'unit_label', 'statement_descriptor', 'url', 'shippable'];

/** The product's object. `defaultPrice` is the name in the manifest, or the short form's; undefined where none is. */
export function productOf(
  fields: Fields,
  plan: PlanOfPrice,
  { identity, defaultPrice }: { identity: Identity; defaultPrice: string | undefined },
): Desired {
  const to = draft();
  putScalars(fields, SCALARS, to);
  putLists(fields, to);
  putMetadata(fields, to);
  to.put('active', fields.get('active') ?? true, fields.place('active'));
  if (plan.protect) to.put('protect', true, fields.place('protect'));
  if (defaultPrice !== undefined) {
    const key = defaultPrice === NONE ? null : keyOf('price', plan.code, defaultPrice);
    to.put('default_price', key, fields.place('default_price'));
  }
  return {
    key: keyOf('product', plan.code),
    kind: 'product',
    spec: to.spec,
    onCreate: { id: fields.text('id') ?? plan.code },
    formerly: plan.formerly.map((former) => keyOf('product', former)),
    ...identity,
    where: fields.at(),
    places: { ...to.places, ...placesOf(fields, ['id', 'adopt', 'formerly']) },
  };
}

function putLists(fields: Fields, to: Draft): void {
  for (const name of ['features', 'images']) {
    if (fields.get(name) !== undefined) to.put(name, textsOf(fields, name), fields.place(name));
  }
}
