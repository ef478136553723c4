import schema from '../../../schemas/webhook.schema.json' with { type: 'json' };
import type { MovedValue } from '../../model/accept.ts';
import { isRecord } from '../../lib/json.ts';
import { acceptPlainly, plainLines, valueAt, type Acceptance } from '../acceptance.ts';
import type { ManifestDocument } from '../manifest-kind.ts';

const ORDER = Object.keys(schema.properties);
const URL = 'url';

/** How the document of a webhook endpoint says what Stripe has; a URL where it is that of one environment. */
export function acceptInWebhook(
  document: ManifestDocument,
  field: MovedValue,
  environment: string | null,
): Acceptance {
  const { path, live } = field;
  const isMap = path === URL && environment !== null && isRecord(valueAt(document, [URL]));
  return isMap
    ? plainLines(document, [URL, environment], { live, order: ORDER })
    : acceptPlainly(document, field, ORDER);
}
