import schema from '../../../schemas/tax_rate.schema.json' with { type: 'json' };
import type { Desired } from '../../model/state.ts';
import { draft, putScalars } from '../draft.ts';
import { fieldsOf } from '../fields.ts';
import { readIdentity } from '../identity.ts';
import type { ExpandContext, ManifestDocument, ManifestKind } from '../manifest-kind.ts';
import { single } from '../single.ts';
import { acceptInTaxRate } from './accept.ts';
import { taxRateImporter } from './compose.ts';
import { taxRate } from './kind.ts';
import { lintTaxRates } from './lint.ts';
import { readPercentage } from './percentage.ts';

const SCALARS = ['display_name', 'inclusive', 'country', 'state', 'jurisdiction', 'tax_type', 'description'];

/** A tax rate that is put on invoices by hand. */
export const taxRateManifest: ManifestKind = {
  name: taxRate.name,
  schema,
  importer: taxRateImporter,
  accept: acceptInTaxRate,
  expand,
  lint: lintTaxRates,
};

function expand(document: ManifestDocument, context: ExpandContext): readonly Desired[] {
  const fields = fieldsOf(document, context, []);
  const to = draft();
  putScalars(fields, SCALARS, to);
  const percentage = readPercentage(fields);
  if (percentage !== undefined) to.put('percentage', percentage, fields.place('percentage'));
  to.put('active', fields.get('active') ?? true, fields.place('active'));
  return single(taxRate, { fields, to, identity: readIdentity(fields, context) });
}
