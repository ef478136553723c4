import schema from '../../../schemas/plan.schema.json' with { type: 'json' };
import type { Desired } from '../../model/state.ts';
import type { Claim, ManifestKind } from '../manifest-kind.ts';
import { acceptInPlan } from './accept.ts';
import { planImporter } from './compose.ts';
import { expandPlan } from './expand.ts';
import { lintPlans } from './lint.ts';

/** A product with its prices. */
export const planManifest: ManifestKind = {
  name: 'plan',
  schema,
  importer: planImporter,
  accept: acceptInPlan,
  expand: expandPlan,
  claims,
  lint: lintPlans,
};

/** The product's id, and the lookup key that the price has or would get. */
function claims({ spec, onCreate }: Desired): readonly Claim[] {
  const lookupKey = spec.lookup_key ?? onCreate.lookup_key;
  return [
    ...(typeof lookupKey === 'string' ? [{ what: 'lookup key', value: lookupKey, path: 'lookup_key' }] : []),
    ...(typeof onCreate.id === 'string' ? [{ what: 'product id', value: onCreate.id, path: 'id' }] : []),
  ];
}
