import schema from '../../../schemas/entitlement.schema.json' with { type: 'json' };
import type { Desired } from '../../model/state.ts';
import { draft, putScalars } from '../draft.ts';
import { fieldsOf } from '../fields.ts';
import { readIdentity } from '../identity.ts';
import type { ExpandContext, ManifestDocument, ManifestKind } from '../manifest-kind.ts';
import { single } from '../single.ts';
import { acceptInEntitlement } from './accept.ts';
import { entitlementImporter } from './compose.ts';
import { entitlement } from './kind.ts';

/** What subscribers may use; the plans that unlock it name it. */
export const entitlementManifest: ManifestKind = {
  name: entitlement.name,
  schema,
  importer: entitlementImporter,
  accept: acceptInEntitlement,
  expand,
};

function expand(document: ManifestDocument, context: ExpandContext): readonly Desired[] {
  const fields = fieldsOf(document, context, []);
  const code = fields.text('code') ?? '?';
  const to = draft();
  to.put('code', code, fields.place('code'));
  putScalars(fields, ['name'], to);
  to.put('active', fields.get('active') ?? true, fields.place('active'));
  return single(entitlement, { fields, to, identity: readIdentity(fields, context) });
}
