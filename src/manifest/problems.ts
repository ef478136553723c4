import type { ErrorObject } from 'ajv/dist/2020.js';
import { isRecord, type JsonRecord } from '../lib/json.ts';
import { suggest } from '../lib/suggest.ts';
import { allOf, code, oneOf } from '../lib/wording.ts';
import { readError, type ProblemContext, type SchemaError, type SchemaProblem } from './schema-error.ts';
import { wrongValue } from './wrong-value.ts';

/** Follow-up errors of ajv: they only repeat that something inside of them failed. */
const REPEATS = new Set(['if', 'propertyNames', 'allOf', 'anyOf', 'oneOf']);

/** What the errors of a document say, each place and code once, names that are known misspellings not twice. */
export function schemaProblems(
  errors: readonly ErrorObject[],
  context: ProblemContext,
): readonly SchemaProblem[] {
  const seen = new Set<string>();
  const problems = errors
    .filter(({ keyword }) => !REPEATS.has(keyword))
    .map((error) => ({ error, problem: explain(readError(error), context) }))
    .filter(({ error, problem }) => {
      const id = `${problem.diagnostic.code} ${error.instancePath} ${problem.diagnostic.summary}`;
      return !seen.has(id) && seen.add(id);
    });
  const meant = new Set(problems.flatMap(({ problem }) => (problem.meant ? [problem.meant.join('/')] : [])));
  return problems
    .filter(({ error }) => {
      const { path, params, keyword } = readError(error);
      return keyword !== 'required' || !meant.has([...path, params.missingProperty].join('/'));
    })
    .map(({ problem }) => problem);
}

function explain(error: SchemaError, context: ProblemContext): SchemaProblem {
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownField(error, context);
    case 'required':
      return missingField(error, context);
    case 'propertyName':
      return wrongName(error, context);
    default:
      return wrongValue(error, context);
  }
}

/** A word of ours in a schema (`x-detail`), or a text of its own (`title`). */
const own = (schema: JsonRecord, word: string): string | undefined => {
  const value = schema[word];
  return typeof value === 'string' ? value : undefined;
};

const thing = (schema: JsonRecord): string => {
  const title = own(schema, 'title') ?? 'map';
  return `${/^[aeio]/i.test(title) ? 'an' : 'a'} ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
};

function unknownField(
  { path, params, schema }: SchemaError,
  { document, area }: ProblemContext,
): SchemaProblem {
  const name = String(params.additionalProperty);
  const known = isRecord(schema.properties) ? Object.keys(schema.properties) : [];
  const refusal = isRecord(schema['x-refused']) ? schema['x-refused'][name] : undefined;
  const refused = isRecord(refusal) ? refusal : {};
  const near = suggest(name, known);
  const guess = near === undefined ? `It can have: ${allOf(known)}.` : `Did you mean ${code(near)}?`;
  const detail = name === '<<' ? 'YAML 1.2 has no merge keys. Write the fields themselves.' : guess;
  const invalid = [...path, name];
  return {
    diagnostic: {
      severity: 'error',
      code: `${area}.${own(refused, 'code') ?? 'unknown-field'}`,
      summary: `${thing(schema)} has no field ${code(name)}`,
      detail: own(refused, 'detail') ?? detail,
      where: document.keyAt(invalid),
    },
    invalid,
    ...(near === undefined || Object.keys(refused).length > 0 ? {} : { meant: [...path, near] }),
  };
}

function missingField(
  { path, params, schema }: SchemaError,
  { document, area }: ProblemContext,
): SchemaProblem {
  const name = String(params.missingProperty);
  const field = isRecord(schema.properties) ? schema.properties[name] : undefined;
  const about = isRecord(field) ? own(field, 'description') : undefined;
  const choices =
    isRecord(field) && Array.isArray(field.enum) ? ` One of ${oneOf(field.enum.map(String))}.` : '';
  const owner = path.length === 0 ? `the ${own(schema, 'title') ?? 'document'}` : code(path.join('.'));
  return {
    diagnostic: {
      severity: 'error',
      code: `${area}.missing-field`,
      summary: `${owner} lacks ${code(name)}`,
      detail: `Add the line ${code(`${name}: …`)}.${about === undefined ? '' : ` ${about}`}${choices}`,
      where: document.keyAt(path),
    },
  };
}

function wrongName({ path, schema }: SchemaError, { document, area }: ProblemContext): SchemaProblem {
  const name = String(path.at(-1));
  return {
    diagnostic: {
      severity: 'error',
      code: `${area}.${own(schema, 'x-code') ?? 'bad-format'}`,
      summary: `the name ${code(name)} in ${code(path.slice(0, -1).join('.'))} is not ${own(schema, 'x-expects') ?? 'allowed here'}`,
      detail: own(schema, 'x-detail') ?? 'Choose another name.',
      where: document.keyAt(path),
    },
    invalid: path,
  };
}
