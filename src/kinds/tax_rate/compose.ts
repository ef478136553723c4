import { foreignMetadata, ownMetadata } from '../foreign.ts';
import type { Composition, Found, Idea, Importer } from '../importer.ts';
import { textOr } from '../kind.ts';
import { SINGLE } from '../single.ts';
import { decimal, written, type Written, type WrittenRecord } from '../written.ts';
import { taxRate } from './kind.ts';

/** Tax rates of an account as documents. */
export const taxRateImporter: Importer = {
  root: taxRate,
  ...SINGLE,
  // Stripe Tax leaves its own rates in the list: only those have a level. https://docs.stripe.com/api/tax_rates/object
  standsAlone: (raw) => (raw.jurisdiction_level ?? null) === null,
  ideas,
  compose,
  optional: new Set(['country', 'state', 'jurisdiction', 'tax_type', 'description', 'metadata']),
  unsaid: foreignMetadata,
};

/** `vat_de`; with its percentage where another one is called so. */
function ideas({ raw, spec }: Found): readonly Idea[] {
  const words = [spec.display_name, spec.country, spec.state].map((word) => textOr(word, ''));
  const text = words.filter((word) => word !== '').join(' ');
  return [
    { text, from: 'display name' },
    { text: `${text} ${textOr(spec.percentage, '')}`, from: 'display name and percentage' },
    { text: raw.id, from: 'id' },
  ];
}

function compose({ code, found, only, adopt }: Composition): WrittenRecord {
  const { spec } = found;
  const unlessNull = (name: string): Written | undefined => spec[name] ?? undefined;
  return written({
    kind: taxRate.name,
    code,
    display_name: spec.display_name ?? '',
    percentage: decimal(textOr(spec.percentage, '0')),
    inclusive: spec.inclusive === true,
    country: unlessNull('country'),
    state: unlessNull('state'),
    jurisdiction: unlessNull('jurisdiction'),
    tax_type: unlessNull('tax_type'),
    description: unlessNull('description'),
    metadata: ownMetadata(found),
    active: spec.active === false ? false : undefined,
    protect: spec.protect === true ? true : undefined,
    only,
    adopt,
  });
}
