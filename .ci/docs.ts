// Writes docs/manifest.md from the schemas; with --check fails where it would write something else.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import entry from '../schemas/manifest.schema.json' with { type: 'json' };

interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly default?: string | number | boolean;
  readonly examples?: readonly unknown[];
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | false;
  readonly items?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const ROOT = join(import.meta.dirname, '..');
const TARGET = 'docs/manifest.md';
const PAGES = [...entry.properties.kind.enum, 'config'];
/** Definitions that have a section of their own instead of a place in a table. */
const SECTIONS = ['price', 'tier', 'currencyOption', 'customAmount', 'environment'];

const HEAD = `# Manifests

<!-- Generated from schemas/*.schema.json by \`npm run docs\`: change it there. -->

Manifests are \`*.yaml\` and \`*.yml\` files in \`plans/\` and the folders in it: YAML 1.2, several documents to a file if you like. For completion in editors, start a file with

\`\`\`yaml
# yaml-language-server: $schema=../schemas/manifest.schema.json
\`\`\`

\`\`\`yaml
code: pro
name: Pro Plan
features: [50 Projects, Advanced Analytics]
entitlements: [sso]
prices:
  monthly:
    amount: 25.00
    currency: usd
    interval: month
  yearly:
    amount: 250.00
    currency: usd
    interval: year
    currencies:
      eur: 230.00
      jpy: { amount: 36000, tax_behavior: inclusive }
---
code: basic               # the short form, for a plan with one price
name: Basic Plan
price: 10.00
currency: usd
interval: month
\`\`\`

What else is refused, and what to do about it, is in [errors.md](errors.md).
`;

async function read(name: string): Promise<Schema> {
  const text = await readFile(join(ROOT, 'schemas', `${name}.schema.json`), 'utf8');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file, which the tests compile
  return JSON.parse(text) as Schema;
}

/** The schema with what it refers to, its own words first. */
function resolve(schema: Schema, page: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : { ...page.$defs?.[name], ...schema };
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: '`true` or `false`',
  array: 'list',
  object: 'map',
};

function typeOf(schema: Schema): string {
  if (schema.$ref?.endsWith('/amount') === true) return 'amount';
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.const !== undefined) return `\`${schema.const}\``;
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  return types.map((type) => TYPES[type] ?? type).join(' or ');
}

function example(schema: Schema): string {
  const [first] = schema.examples ?? [];
  if (first === undefined) return '';
  const text = stringify(first, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  return `\`${text}\``;
}

function row(name: string, schema: Schema, { page, required }: { page: Schema; required: boolean }): string {
  const field = resolve(schema, page);
  const notes = [
    field.description ?? '',
    field.default === undefined ? '' : `Default: \`${String(field.default)}\`.`,
  ].filter((note) => note !== '');
  const cells = [
    `\`${name}\`${required ? ' (required)' : ''}`,
    typeOf(field),
    notes.join(' '),
    example(field),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function table(schema: Schema, page: Schema): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) =>
    row(name, field, { page, required: schema.required?.includes(name) === true }),
  );
  return ['| Field | Type | Meaning | Example |', '|---|---|---|---|', ...rows].join('\n');
}

function section(title: string, schema: Schema, { page, depth }: { page: Schema; depth: number }): string {
  const heading = `${'#'.repeat(depth)} ${title}`;
  const inner = Object.entries(schema.properties ?? {})
    .map(([name, field]) => ({ name, field: resolve(field, page) }))
    .filter(({ field }) => field.properties !== undefined && field.$ref === undefined)
    .map(({ name, field }) => section(`\`${name}\``, field, { page, depth: depth + 1 }));
  const whole = depth === 2 ? (schema.examples ?? []).map(document) : [];
  return [heading, schema.description ?? '', ...whole, table(schema, page), ...inner]
    .filter(Boolean)
    .join('\n\n');
}

/** A whole manifest, as people write it. */
function document(data: unknown): string {
  return `\`\`\`yaml\n${stringify(data, { lineWidth: 0 }).trim()}\n\`\`\``;
}

async function page(name: string): Promise<string> {
  const schema = await read(name);
  const title = name === 'config' ? 'Configuration' : `\`kind: ${name}\``;
  const parts = SECTIONS.flatMap((definition) => {
    const inner = schema.$defs?.[definition];
    return inner === undefined
      ? []
      : [section(capitalised(inner.title ?? definition), inner, { page: schema, depth: 3 })];
  });
  return [section(title, schema, { page: schema, depth: 2 }), ...parts].join('\n\n');
}

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const text = `${[HEAD.trim(), ...(await Promise.all(PAGES.map(page)))].join('\n\n')}\n`;
const path = join(ROOT, TARGET);
if (process.argv.includes('--check')) {
  const present = await readFile(path, 'utf8').catch(() => '');
  if (present !== text) {
    console.error(`${TARGET} does not say what the schemas say. Run: npm run docs`);
    process.exitCode = 1;
  }
} else {
  await writeFile(path, text);
}
