import { foreignMetadata, ownMetadata } from '../foreign.ts';
import type { Composition, Importer } from '../importer.ts';
import { textOr } from '../kind.ts';
import { SINGLE } from '../single.ts';
import { written, type WrittenRecord } from '../written.ts';
import { entitlement } from './kind.ts';

/** Entitlements of an account as documents. Stripe fixes the lookup key, and that is the code. */
export const entitlementImporter: Importer = {
  root: entitlement,
  ...SINGLE,
  standsAlone: () => true,
  ideas: ({ raw }) => [{ text: textOr(raw.lookup_key, ''), from: 'lookup key' }],
  compose,
  optional: new Set(['metadata']),
  unsaid: foreignMetadata,
};

function compose({ code, found, only, adopt }: Composition): WrittenRecord {
  const { spec } = found;
  return written({
    kind: entitlement.name,
    code,
    name: spec.name ?? '',
    metadata: ownMetadata(found),
    active: spec.active === false ? false : undefined,
    protect: spec.protect === true ? true : undefined,
    only,
    adopt,
  });
}
