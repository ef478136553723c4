import schema from '../../../schemas/plan.schema.json' with { type: 'json' };
import { isRecord, type JsonRecord } from '../../lib/json.ts';
import type { MovedValue } from '../../model/accept.ts';
import { codesOf, isKey } from '../../model/key.ts';
import {
  metadataLines,
  metadataName,
  plainLines,
  without,
  type Acceptance,
  type Line,
} from '../acceptance.ts';
import { textOr } from '../kind.ts';
import type { ManifestDocument } from '../manifest-kind.ts';
import type { Written } from '../written.ts';
import { amountLike, amountsLike } from './accept-amount.ts';
import { fractionLines } from './accept-fraction.ts';
import { acceptInOption } from './accept-option.ts';
import { NONE } from './price.ts';

const ORDER = Object.keys(schema.$defs.price.properties);

/** How the map of a price, at `base` of its plan's document, says what Stripe has. */
export function acceptInPrice(
  document: ManifestDocument,
  base: readonly string[],
  field: MovedValue,
): Acceptance {
  const { path, live, recorded } = field;
  const name = metadataName(field);
  if (name !== undefined) return metadataLines(document, base, { name, live, order: ORDER });
  if (path.startsWith('currencies.')) return acceptInOption(document, base, { field, order: ORDER });
  const at = [...base, path];
  const put = (value: Written, more: readonly Line[] = []): Acceptance => ({
    lines: [{ path: at, value, order: ORDER }, ...more],
  });
  if (path === 'product') return { why: 'cannot-say' };
  if (path === 'lookup_key') return live === NONE ? { why: 'cannot-say' } : put(live ?? NONE);
  const currency = document.text([...base, 'currency']) ?? textOr(recorded.currency, '');
  if (live === null || (path === 'interval_count' && live === 1)) {
    const more = fractionLines(document, base, { currency, gone: path, order: ORDER });
    return { lines: [...without(document, at), ...more] };
  }
  const text = textOr(live, '');
  switch (path) {
    case 'meter':
      return isKey(text) ? put(codesOf(text)) : { why: 'unknown-object' };
    case 'amount':
      return put(
        amountLike(text, { source: document.text(at), currency }),
        fractionLines(document, base, { currency, coming: [currency, text], order: ORDER }),
      );
    case 'currency':
      return put(text, fractionLines(document, base, { currency: text, order: ORDER }));
    case 'interval':
      // What is paid once has no count, not even of one.
      return put(text, text === 'once' ? without(document, [...base, 'interval_count']) : []);
    case 'tiers':
      return put(amountsLike(live, currency));
    case 'custom_amount':
      return isRecord(live) ? bounds(document, at, { live, currency }) : { why: 'cannot-say' };
    default:
      return plainLines(document, at, { live, order: ORDER });
  }
}

/** The bounds of a custom amount, each in its place. */
function bounds(
  document: ManifestDocument,
  at: readonly string[],
  { live, currency }: { readonly live: JsonRecord; readonly currency: string },
): Acceptance {
  if (!document.has(at)) return { lines: [{ path: at, value: amountsLike(live, currency), order: ORDER }] };
  const lines = Object.entries(live).flatMap(([name, value]): readonly Line[] => {
    const path = [...at, name];
    if (typeof value !== 'string') return without(document, path);
    return [{ path, value: amountLike(value, { source: document.text(path), currency }) }];
  });
  return { lines };
}
