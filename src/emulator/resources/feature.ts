import type { Call } from '../call.ts';
import { refused } from '../errors.ts';
import { kind } from '../kind.ts';
import { type Metadata, mergeMetadata, metadata } from '../metadata.ts';
import { add, change, mintFor, need } from '../objects.ts';
import { create, list, type Resource, retrieve, update } from '../operation.ts';
import { flag, text } from '../param-types.ts';
import { clearable, required } from '../params.ts';
import { rowsOf, tableOf } from '../store.ts';

/** A feature as stored and answered. https://docs.stripe.com/api/entitlements/feature/object */
export type Feature = {
  readonly id: string;
  readonly object: 'entitlements.feature';
  readonly active: boolean;
  readonly livemode: boolean;
  readonly lookup_key: string;
  readonly metadata: Metadata;
  readonly name: string;
};

/** Features. They have no events, and nobody knows when one was made. */
export const features = kind<Feature>({
  object: 'entitlements.feature',
  noun: 'feature',
  id: (livemode) => ({ prefix: livemode ? 'feat_61' : 'feat_test_61', length: 30 }),
});

const routes = { kind: features, path: '/v1/entitlements/features', permission: 'entitlement' };
/** No permission to write entitlements is documented. https://docs.stripe.com/keys/permissions-reference */
const routesToWrite = { ...routes, permission: 'product' };

/** "An archived feature's lookup key can be used again." https://docs.stripe.com/billing/entitlements */
const checkKey = (call: Call, { id, lookup_key: key }: Pick<Feature, 'id' | 'lookup_key'>): void => {
  const holder = rowsOf(tableOf(call.store, features)).find(
    (row) => row.active && row.lookup_key === key && row.id !== id,
  );
  if (holder !== undefined)
    throw refused(`A feature with the lookup key \`${key}\` already exists.`, { param: 'lookup_key' });
};

/**
 * Features of entitlements. https://docs.stripe.com/api/entitlements/feature; the lookup key is fixed, and none is
 * deleted. The Dashboard brings no archived one back; that the API does is taken for granted until somebody tries it.
 */
export const featureResource: Resource = {
  kinds: [features],
  operations: [
    list(routes, { archived: flag(), lookup_key: text() }, (_call, { archived, lookup_key: key }) => ({
      keep: (row) => row.active !== (archived ?? false) && (key ?? row.lookup_key) === row.lookup_key,
    })),
    create(
      routesToWrite,
      { lookup_key: required(text(80)), metadata: metadata(), name: required(text(80)) },
      (call, given) => {
        const id = mintFor(call, features);
        checkKey(call, { id, lookup_key: given.lookup_key });
        return add(call, features, {
          id,
          object: 'entitlements.feature',
          active: true,
          livemode: call.livemode,
          lookup_key: given.lookup_key,
          metadata: mergeMetadata({}, given.metadata),
          name: given.name,
        });
      },
    ),
    retrieve(routes),
    update(
      routesToWrite,
      { active: flag(), metadata: clearable(metadata()), name: text(80) },
      (call, { active, metadata: given, name }) => {
        const before = need(call, features);
        if (active === true) checkKey(call, before);
        return change(call, features, {
          ...before,
          active: active ?? before.active,
          metadata: mergeMetadata(before.metadata, given),
          name: name ?? before.name,
        });
      },
    ),
  ],
};
