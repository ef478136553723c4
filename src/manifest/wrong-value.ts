import { isRecord, type Json, type JsonRecord } from '../lib/json.ts';
import { suggest } from '../lib/suggest.ts';
import { code, oneOf } from '../lib/wording.ts';
import type { Path, SourceDocument } from './document.ts';
import type { ProblemContext, SchemaError, SchemaProblem } from './schema-error.ts';

/** The end of the diagnostic code for each keyword that a schema's author gave no code of its own. */
const CODES: Readonly<Record<string, string>> = {
  type: 'wrong-type',
  enum: 'unknown-value',
  const: 'unknown-value',
  pattern: 'bad-format',
  minLength: 'empty',
  maxLength: 'too-long',
  minItems: 'empty',
  minProperties: 'empty',
  maxItems: 'too-many',
  maxProperties: 'too-many',
  minimum: 'out-of-range',
  maximum: 'out-of-range',
  uniqueItems: 'repeated',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map',
};

/** Texts that older YAML took for true or false. */
const OLD_BOOLEANS = /^(y|yes|on|n|no|off)$/i;
/** The pattern by which schemas say that a text must not be blank. */
const NOT_BLANK = '\\S';

/** The problem of a value that is there and is not what the schema asks for. */
export function wrongValue(error: SchemaError, { document, area }: ProblemContext): SchemaProblem {
  const { path, schema, keyword, limit } = error;
  const empty = keyword === 'pattern' && limit === NOT_BLANK && (document.text(path) ?? '').trim() === '';
  const given = typeof schema['x-code'] === 'string' ? schema['x-code'] : undefined;
  const end = given ?? (empty ? 'empty' : (CODES[keyword] ?? 'bad-format'));
  return {
    diagnostic: {
      severity: 'error',
      code: `${area}.${end}`,
      summary: summaryOf(error, document),
      detail: detailOf(error, document),
      where: document.at(path),
    },
    invalid: path,
  };
}

function summaryOf({ path, schema, keyword, limit }: SchemaError, document: SourceDocument): string {
  const name = path.length === 0 ? 'the document' : code(path.join('.'));
  const found = describe(path, document);
  switch (keyword) {
    case 'maxLength':
      return `${name} is too long: ${document.text(path)?.length ?? 0} characters, of at most ${String(limit)}`;
    case 'maxItems':
    case 'maxProperties':
      return `${name} has too many entries: there can be at most ${String(limit)}`;
    case 'uniqueItems':
      return `${name} names something twice`;
    case 'minItems':
    case 'minProperties':
      return `${name} is empty`;
    default:
      return `${name} is ${found}; expected ${expected(schema)}`;
  }
}

function expected(schema: JsonRecord): string {
  if (typeof schema['x-expects'] === 'string') return schema['x-expects'];
  const choices = choicesOf(schema);
  if (choices.length > 0) return oneOf(choices);
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? null];
  return types.map((type) => TYPES[String(type)] ?? String(type)).join(' or ');
}

function choicesOf(schema: JsonRecord): string[] {
  if (Array.isArray(schema.enum)) return schema.enum.map(String);
  return typeof schema.const === 'string' ? [schema.const] : [];
}

function describe(path: Path, document: SourceDocument): string {
  const value = valueAt(document.data, path);
  const text = document.text(path) ?? '';
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return text.trim() === '' ? 'an empty text' : `the text ${code(text)}`;
  return typeof value === 'number' ? `the number ${code(text)}` : code(text);
}

function detailOf({ path, schema, keyword, limit }: SchemaError, document: SourceDocument): string {
  const text = document.text(path) ?? '';
  const value = valueAt(document.data, path);
  const choices = choicesOf(schema);
  if (schema.type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return `Put it in quotes: ${code(`"${text}"`)}.`;
  }
  if (typeof schema['x-detail'] === 'string') return schema['x-detail'];
  if (keyword === 'uniqueItems') return 'Remove one of the two.';
  if (keyword === 'minItems' || keyword === 'minProperties') return 'Name at least one, or remove the line.';
  if (keyword === 'maxItems' || keyword === 'maxProperties') return 'Remove some.';
  if (keyword === 'maxLength') return 'Make it shorter.';
  if (value === null || (typeof value === 'string' && value.trim() === ''))
    return 'Write a value, or remove the line.';
  if (choices.length > 0) {
    const near = suggest(text, choices);
    return near === undefined ? `Write ${oneOf(choices)}.` : `Did you mean ${code(near)}?`;
  }
  if (schema.type === 'boolean' && OLD_BOOLEANS.test(text)) {
    return 'YAML 1.2 knows `true` and `false` only.';
  }
  const least = keyword === 'minimum' ? `, at least ${String(limit)}` : '';
  const most = keyword === 'maximum' ? `, at most ${String(limit)}` : '';
  return `Write ${expected(schema)}${least}${most}.`;
}

/** The value at `path`, or undefined where there is none. */
function valueAt(data: Json, path: Path): Json | undefined {
  let value: Json | undefined = data;
  for (const name of path) {
    if (Array.isArray(value)) value = value[Number(name)];
    else value = isRecord(value) ? value[name] : undefined;
  }
  return value;
}
