import type { ResourceKey } from '../model/key.ts';
import type { AppliedState } from '../model/state.ts';
import { SnapshotError } from './error.ts';
import { retiringOf } from './lookup.ts';

/** What an application needs to know of one key. */
export interface ExportRecord {
  readonly key: ResourceKey;
  readonly id: string;
  readonly lookupKey: string | null;
  /** Former ids that are still on sale: an application that checks ids accepts these too. */
  readonly retiring: readonly { readonly id: string; readonly until: string }[];
}

/** What an application needs to know of every key, sorted by key. */
export function exportRecords(state: AppliedState): ExportRecord[] {
  const retiring = state.ids.filter(({ retireAt }) => retireAt !== null);
  return [...state.resources.values()]
    .map(({ key, id, spec }) => ({
      key,
      id,
      lookupKey: typeof spec.lookup_key === 'string' ? spec.lookup_key : null,
      retiring: retiringOf(retiring, key).map((record) => ({ id: record.id, until: record.retireAt ?? '' })),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

const json = (records: readonly ExportRecord[]): string =>
  `${JSON.stringify({ formatVersion: 1, records }, null, 2)}\n`;

const ts = (records: readonly ExportRecord[]): string => {
  const lines = records.map(({ key, ...rest }) => `  ${JSON.stringify(key)}: ${JSON.stringify(rest)},\n`);
  return [
    '// Written by `pricebook export --format ts`. Changes are lost with the next export.\n',
    `export const pricebook = {\n${lines.join('')}} as const;\n`,
    'export type PricebookKey = keyof typeof pricebook;\n',
  ].join('\n');
};

/** `PRICEBOOK_PRICE_PRO_MONTHLY`, with what each of its variables holds; what a key does not have has none. */
const variables = ({
  key,
  id,
  lookupKey,
  retiring,
}: ExportRecord): readonly (readonly [string, string])[] => {
  const name = `PRICEBOOK_${key.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
  const ids = retiring.map((former) => former.id).join(',');
  return [
    [name, id],
    ...(lookupKey === null ? [] : [[`${name}_LOOKUP_KEY`, lookupKey] as const]),
    ...(ids === '' ? [] : [[`${name}_RETIRING`, ids] as const]),
  ];
};

const env = (records: readonly ExportRecord[]): string => {
  const owners = new Map<string, ResourceKey>();
  const line = (key: ResourceKey, name: string, value: string): string => {
    const other = owners.get(name);
    if (other !== undefined) throw unusable(`${other} and ${key} would both be ${name}`);
    if (!/^[\w.:/@+,-]+$/.test(value)) throw unusable(`${JSON.stringify(value)} of ${key} needs quotes`);
    owners.set(name, key);
    return `${name}=${value}\n`;
  };
  return records
    .flatMap((record) => variables(record).map(([name, value]) => line(record.key, name, value)))
    .join('');
};

const unusable = (summary: string): SnapshotError =>
  new SnapshotError(
    'export.name',
    `${summary} in a .env file`,
    'Export with `--format json` or `--format ts`, which hold any key and id.',
  );

const FORMATS = { json, ts, env };

/** A JSON document, a TypeScript module, or lines of a `.env` file. */
export type ExportFormat = keyof typeof FORMATS;

/**
 * The text of an export, with a line feed at its end.
 *
 * @throws {SnapshotError} `export.name` when two keys would share a variable of a `.env` file, or an id cannot stand
 * there without quotes, which its readers understand differently.
 */
export function formatExport(records: readonly ExportRecord[], format: ExportFormat): string {
  return FORMATS[format](records);
}
