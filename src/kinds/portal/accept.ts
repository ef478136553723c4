import schema from '../../../schemas/portal.schema.json' with { type: 'json' };
import { isList, isRecord, type Json } from '../../lib/json.ts';
import type { MovedValue } from '../../model/accept.ts';
import { codesOf, isKey } from '../../model/key.ts';
import { acceptPlainly, plainLines, valueAt, type Acceptance, type Line } from '../acceptance.ts';
import type { ManifestDocument } from '../manifest-kind.ts';
import { MAIN } from '../plan/expand.ts';
import type { Written, WrittenRecord } from '../written.ts';
import { AT_END } from './cancel.ts';
import { PRICES } from './fields.ts';

const ORDER = Object.keys(schema.properties);
const SECTIONS = {
  cancel: Object.keys(schema.properties.cancel.properties),
  switch_plans: Object.keys(schema.properties.switch_plans.properties),
} as const;

/** What a section has to say beside the field, where it was only `true` or `false` so far. */
const BEGINNINGS: Readonly<Record<keyof typeof SECTIONS, WrittenRecord>> = {
  cancel: { mode: AT_END },
  switch_plans: {},
};

const isSection = (name: string): name is keyof typeof SECTIONS => name in SECTIONS;

/** `pro/monthly`; `basic` for the only price of a plan in the short form. Undefined for what is no key. */
export function priceText(key: Json): string | undefined {
  if (typeof key !== 'string' || !isKey(key)) return undefined;
  const [plan = '', name] = codesOf(key).split('/');
  return name === MAIN ? plan : `${plan}/${name ?? ''}`;
}

/** How the document of a portal says what Stripe has. */
export function acceptInPortal(
  document: ManifestDocument,
  field: MovedValue,
  environment: string | null,
): Acceptance {
  const { path, live } = field;
  if (path === 'default') return { why: 'cannot-say' };
  const [section = '', name] = path.split('.');
  if (name !== undefined && isSection(section)) return inSection(document, field, [section, name]);
  if (isRecord(valueAt(document, [path]))) return inMap(field, environment);
  // A feature that is off is said, so that it goes on being compared.
  const isSwitch = typeof field.applied === 'boolean' || typeof live === 'boolean';
  return acceptPlainly(document, isSwitch ? { ...field, live: live === true } : field, ORDER);
}

/** A text by environment: Stripe has the one of the environment at hand. */
function inMap({ path, live }: MovedValue, environment: string | null): Acceptance {
  if (environment === null || typeof live !== 'string') return { why: 'cannot-say' };
  return { lines: [{ path: [path, environment], value: live, order: ORDER }] };
}

function inSection(
  document: ManifestDocument,
  { path, live }: MovedValue,
  [section, name]: readonly [keyof typeof SECTIONS, string],
): Acceptance {
  const order = SECTIONS[section];
  const turnsOff = path === PRICES || path === 'cancel.mode';
  if (live === null && turnsOff) return { lines: [{ path: [section], value: false, order: ORDER }] };
  // How a subscription may change is never nothing, while it may change.
  if (live === null && path === 'switch_plans.update' && document.has([section, 'prices']))
    return { why: 'cannot-say' };
  if (live === null) return plainLines(document, [section, name], { live, order });
  const value = path === PRICES ? pricesText(live) : live;
  if (value === undefined) return { why: 'unknown-object' };
  if (typeof valueAt(document, [section]) === 'boolean') {
    const whole: Written = { ...BEGINNINGS[section], [name]: value };
    return { lines: [{ path: [section], value: whole, order: ORDER }] };
  }
  const line: Line = { path: [section, name], value, order };
  return { lines: [line] };
}

/** The prices as the manifest has them; undefined where one has no manifest. */
function pricesText(keys: Json): readonly string[] | undefined {
  const texts = (isList(keys) ? keys : []).map(priceText);
  const known = texts.filter((text) => text !== undefined);
  return known.length === texts.length ? known : undefined;
}
