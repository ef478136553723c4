import schema from '../../../schemas/portal.schema.json' with { type: 'json' };
import { byText, isList } from '../../lib/json.ts';
import type { Desired } from '../../model/state.ts';
import { draft, putScalars, type Draft } from '../draft.ts';
import { fieldsOf, type Fields } from '../fields.ts';
import { readIdentity } from '../identity.ts';
import type { Claim, ExpandContext, ManifestDocument, ManifestKind } from '../manifest-kind.ts';
import { textEverywhere } from '../by-environment.ts';
import { single } from '../single.ts';
import { acceptInPortal } from './accept.ts';
import { readCancel } from './cancel.ts';
import { portalImporter } from './compose.ts';
import { PRICES, URLS } from './fields.ts';
import { portal } from './kind.ts';
import { lintPortals } from './lint.ts';
import { pricePlaces, readSwitchPlans } from './switch-plans.ts';

/** What customers may do by themselves. */
export const portalManifest: ManifestKind = {
  name: portal.name,
  schema,
  importer: portalImporter,
  accept: acceptInPortal,
  expand,
  claims,
  lint: lintPortals,
};

function expand(document: ManifestDocument, context: ExpandContext): readonly Desired[] {
  const fields = fieldsOf(document, context, []);
  const identity = readIdentity(fields, context);
  const to = draft();
  putScalars(fields, ['name', 'headline'], to);
  for (const name of URLS) {
    const url = textEverywhere(fields, name, { context, only: identity.only });
    if (url !== undefined) to.put(name, url, fields.place(name));
  }
  putSwitches(fields, to);
  readCancel(fields, to);
  readSwitchPlans(fields, to);
  to.put('active', fields.get('active') ?? true, fields.place('active'));
  putDefault(fields, to);
  return single(portal, { fields, to, identity }, { references: [PRICES], places: pricePlaces(fields) });
}

/** Off is null: see the decoder. */
function putSwitches(fields: Fields, to: Draft): void {
  for (const name of ['invoice_history', 'payment_method_update']) {
    const value = fields.get(name);
    if (value !== undefined) to.put(name, value === true ? true : null, fields.place(name));
  }
  const updates = fields.get('customer_update');
  if (isList(updates)) to.put('customer_update', [...updates].sort(byText), fields.place('customer_update'));
}

function putDefault(fields: Fields, to: Draft): void {
  if (fields.get('default') !== true) return;
  to.put('default', true, fields.place('default'));
  if (fields.get('active') === false)
    fields.report('active', {
      code: 'manifest.cannot-combine',
      summary: '`active: false` cannot stand beside `default: true`',
      detail: 'Stripe keeps the default configuration active. Remove one of the two lines.',
    });
}

/** An account has one default configuration. */
function claims({ spec }: Desired): readonly Claim[] {
  return spec.default === true ? [{ what: 'line', value: 'default: true', path: 'default' }] : [];
}
