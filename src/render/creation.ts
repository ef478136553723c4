import { isList, type Json } from '../lib/json.ts';
import type { Creation } from '../model/change.ts';
import { under, type Spec } from '../model/spec.ts';
import { say } from './phrase.ts';
import { priceTag, tierTexts } from './pricing.ts';
import type { Row } from './report.ts';
import { entryTexts, valueText } from './values.ts';

/** Lists that are no longer than this stand in one row. */
const SHORT = 100;

const fieldsOf = ({ fields }: Creation): Spec =>
  Object.fromEntries(fields.map(({ path, after }) => [path, after]));

/** What the new object costs, `$25.00 a month`; empty when it is nothing that costs. */
export function costOf(change: Creation): string {
  return priceTag(fieldsOf(change));
}

/** The fields that the price tag says already. */
const TAGGED: ReadonlySet<string> = new Set([
  'amount',
  'currency',
  'interval',
  'interval_count',
  'tiers_mode',
  'transform_quantity',
  'custom_amount',
]);

const rowsOf = (label: string, texts: readonly string[]): readonly Row[] =>
  texts.map((text) => ({ label, text: say`${text}` }));

function valueRows(path: string, value: Json, currency: string | undefined): readonly Row[] {
  if (!isList(value)) return rowsOf(path, [valueText(path, value, currency)]);
  const texts = entryTexts(path, value, currency);
  const line = texts.join(', ');
  return rowsOf(path, path !== 'tiers' && line.length <= SHORT ? [line] : texts);
}

function optionRows(spec: Spec): readonly Row[] {
  const options = under(spec, 'currencies');
  const codes = new Set(Object.keys(options).map((path) => path.split('.')[0] ?? ''));
  return [...codes].flatMap((currency) => {
    const option = under(options, currency);
    const tag = priceTag({ ...option, currency });
    const tax = typeof option.tax_behavior === 'string' ? [`tax ${option.tax_behavior}`] : [];
    const head = [...(tag === '' ? [] : [tag]), ...tax].join(', ');
    return rowsOf(`currencies.${currency}`, [head, ...tierTexts(option.tiers, currency)]);
  });
}

/**
 * The telling fields of a new object: not that it is active; and where it has a price tag, neither what that says
 * nor what the object requires, which its key and its price tag name.
 */
export function creationRows(change: Creation): readonly Row[] {
  const spec = fieldsOf(change);
  const tagged = costOf(change) !== '';
  const required: readonly Json[] = change.requires;
  const told = (path: string, value: Json): boolean =>
    (path === 'active' && value === true) ||
    (tagged && (TAGGED.has(path) || path.startsWith('currencies.') || required.includes(value)));
  const rest = change.fields.filter(({ path, after }) => after !== null && !told(path, after));
  return [
    ...rest.flatMap(({ path, after }) => valueRows(path, after, change.currency)),
    ...(tagged ? optionRows(spec) : []),
  ];
}
