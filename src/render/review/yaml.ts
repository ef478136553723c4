import { isList, isRecord, type Json, type JsonRecord } from '../../lib/json.ts';
import type { Spec } from '../../model/spec.ts';

/** Fields whose texts are amounts, which manifests write as numbers. */
const AMOUNTS: ReadonlySet<string> = new Set([
  'amount',
  'flat',
  'minimum',
  'maximum',
  'preset',
  'amount_off',
  'minimum_amount',
]);
const DECIMAL = /^\d+(\.\d+)?$/;
/** Texts that YAML reads as texts without quotes: they have a word in them and nothing that means anything else. */
const PLAIN = /^(?=.*[a-z_]{2})\w(?:[\w ./()+-]*[\w)])?$/i;
const MEANS_MORE = /^(?:true|false|null|yes|no|on|off|0x.*)$/i;

const quoted = (text: string): string =>
  PLAIN.test(text) && !MEANS_MORE.test(text) ? text : JSON.stringify(text);

function scalar(name: string, value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return AMOUNTS.has(name) && DECIMAL.test(value) ? value : quoted(value);
}

function flow(name: string, value: Json): string {
  if (isList(value)) return `[${value.map((entry) => flow(name, entry)).join(', ')}]`;
  if (!isRecord(value)) return scalar(name, value);
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return `{ ${members.map(([key, member]) => `${quoted(key)}: ${flow(key, member)}`).join(', ')} }`;
}

/** Absent and empty are one: neither is written. */
const isThere = (value: Json): boolean => value !== null && !(isList(value) && value.length === 0);

function linesOf(name: string, value: Json): readonly string[] {
  const key = quoted(name);
  if (isList(value)) {
    return [`${key}:`, ...value.map((entry) => `  - ${flow(name, entry)}`)];
  }
  if (!isRecord(value)) return [`${key}: ${flow(name, value)}`];
  return [`${key}:`, ...recordLines(value).map((line) => `  ${line}`)];
}

const recordLines = (record: JsonRecord): readonly string[] =>
  Object.keys(record)
    .sort()
    .filter((name) => isThere(record[name] ?? null))
    .flatMap((name) => linesOf(name, record[name] ?? null));

/** `metadata.a.b` is `a.b` of `metadata`; `currencies.eur.amount` is `amount` of `eur` of `currencies`. */
function partsOf(path: string): readonly string[] {
  const [first = '', ...rest] = path.split('.');
  if (first === 'metadata') return rest.length === 0 ? [first] : [first, rest.join('.')];
  return [first, ...rest];
}

function nested(entries: readonly (readonly [readonly string[], Json])[]): JsonRecord {
  const groups = Map.groupBy(entries, ([[first = '']]) => first);
  return Object.fromEntries(
    [...groups].map(([first, members]) => {
      const below = members
        .filter(([parts]) => parts.length > 1)
        .map(([parts, value]) => [parts.slice(1), value] as const);
      return [first, below.length === 0 ? (members[0]?.[1] ?? null) : nested(below)];
    }),
  );
}

/** The fields of one object as a manifest would nest them, in lines of YAML sorted by name; absent ones left out. */
export function yamlLines(spec: Spec): readonly string[] {
  const entries = Object.entries(spec).filter(([, value]) => isThere(value));
  return recordLines(nested(entries.map(([path, value]) => [partsOf(path), value] as const)));
}
