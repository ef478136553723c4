import schema from '../../../schemas/meter.schema.json' with { type: 'json' };
import type { MovedValue } from '../../model/accept.ts';
import { plainLines, type Acceptance } from '../acceptance.ts';
import type { ManifestDocument } from '../manifest-kind.ts';

const ORDER = Object.keys(schema.properties);

/** How the document of a meter says what Stripe has. */
export function acceptInMeter(document: ManifestDocument, { path, live }: MovedValue): Acceptance {
  return plainLines(document, [path], { live, order: ORDER });
}
