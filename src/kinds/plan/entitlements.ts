import { keyOf } from '../../model/key.ts';
import type { Desired } from '../../model/state.ts';
import { attachment } from '../attachment/kind.ts';
import { entitlement } from '../entitlement/kind.ts';
import type { Fields } from '../fields.ts';
import { textsOf } from '../identity.ts';
import { product } from '../product/kind.ts';
import type { PlanOfPrice } from './price.ts';

/** What the plan unlocks: an attachment for each code of `entitlements`, at the place of its item. */
export function attachmentsOf(fields: Fields, plan: PlanOfPrice): readonly Desired[] {
  const items = fields.below('entitlements');
  return textsOf(fields, 'entitlements').map((code, index) => {
    const where = items.at(index);
    return {
      key: keyOf(attachment.name, plan.code, code),
      kind: attachment.name,
      spec: { product: keyOf(product.name, plan.code), entitlement: keyOf(entitlement.name, code) },
      onCreate: {},
      formerly: plan.formerly.map((former) => keyOf(attachment.name, former, code)),
      references: ['product', 'entitlement'],
      needsActive: ['entitlement'],
      ...(plan.only === undefined ? {} : { only: plan.only }),
      where,
      places: { entitlement: where },
    };
  });
}
