import { textOr } from '../kind.ts';
import type { Composition, Importer } from '../importer.ts';
import { SINGLE } from '../single.ts';
import { written, type WrittenRecord } from '../written.ts';
import { DEFAULTS } from './defaults.ts';
import { meter } from './kind.ts';

/** Meters of an account as documents. They need no `adopt`: an equal one is adopted by its event name. */
export const meterImporter: Importer = {
  root: meter,
  ...SINGLE,
  ideas: ({ raw, spec }) => [
    { text: textOr(spec.event_name, ''), from: 'event name' },
    { text: raw.id, from: 'id' },
  ],
  compose,
  optional: new Set(),
  unsaid: () => [],
};

function compose({ code, found: { spec }, only, adopt }: Composition): WrittenRecord {
  const unlessDefault = (name: keyof typeof DEFAULTS) =>
    spec[name] === DEFAULTS[name] ? undefined : (spec[name] ?? undefined);
  return written({
    kind: meter.name,
    code,
    display_name: spec.display_name ?? '',
    event_name: spec.event_name === code ? undefined : (spec.event_name ?? undefined),
    aggregation: spec.aggregation ?? '',
    customer_key: unlessDefault('customer_key'),
    value_key: unlessDefault('value_key'),
    window: unlessDefault('window'),
    active: unlessDefault('active'),
    only,
    adopt,
  });
}
