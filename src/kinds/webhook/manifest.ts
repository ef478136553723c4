import schema from '../../../schemas/webhook.schema.json' with { type: 'json' };
import { isList, isRecord } from '../../lib/json.ts';
import type { Where } from '../../model/diagnostic.ts';
import type { Desired } from '../../model/state.ts';
import { draft, putScalars } from '../draft.ts';
import { fieldsOf, type Fields } from '../fields.ts';
import { readIdentity } from '../identity.ts';
import { textOr } from '../kind.ts';
import type { Claim, ExpandContext, ManifestDocument, ManifestKind } from '../manifest-kind.ts';
import { single } from '../single.ts';
import { acceptInWebhook } from './accept.ts';
import { webhookImporter } from './compose.ts';
import { eventSet, webhook } from './kind.ts';
import { lintWebhooks } from './lint.ts';
import { readUrl } from './url.ts';

/** An endpoint that Stripe sends events to. */
export const webhookManifest: ManifestKind = {
  name: webhook.name,
  schema,
  importer: webhookImporter,
  accept: acceptInWebhook,
  expand,
  claims,
  lint: lintWebhooks,
};

function expand(document: ManifestDocument, context: ExpandContext): readonly Desired[] {
  const fields = fieldsOf(document, context, []);
  const identity = readIdentity(fields, context);
  const to = draft();
  const url = readUrl(fields, { only: identity.only, context });
  if (url !== undefined) to.put('url', url, fields.place('url'));
  putScalars(fields, ['description', 'api_version'], to);
  to.put('disabled', fields.get('disabled') ?? false, fields.place('disabled'));
  const events = fields.get('events');
  if (isList(events)) to.put('events', eventSet(events), fields.place('events'));
  return single(webhook, { fields, to, identity }, { places: eventPlaces(fields) });
}

/** Where each event stands in the list, by its name. */
function eventPlaces(fields: Fields): Readonly<Record<string, Where>> {
  const events = fields.get('events');
  const at = fields.below('events');
  const named = isList(events)
    ? events.map((name, index) => [`events.${textOr(name, '')}`, at.at(index)])
    : [];
  return Object.fromEntries(named);
}

/** Two endpoints at one URL would be told everything twice. */
function claims({ spec: { url = null } }: Desired): readonly Claim[] {
  const claim = { what: 'URL', path: 'url' };
  if (typeof url === 'string') return [{ ...claim, value: url }];
  if (!isRecord(url)) return [];
  return Object.entries(url).map(([environment, value]) => ({
    ...claim,
    value: textOr(value, ''),
    environment,
  }));
}
