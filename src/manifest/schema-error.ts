import type { ErrorObject } from 'ajv/dist/2020.js';
import { isRecord, type JsonRecord } from '../lib/json.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Path, SourceDocument } from './document.ts';
import type { Area } from './parse.ts';

/** One error of a document against its schema, for people, and what of the document it concerns. */
export interface SchemaProblem {
  readonly diagnostic: Diagnostic;
  /** What must be left out of the data for the rest to be read; missing where something is missing. */
  readonly invalid?: Path;
  /** What was probably meant to stand here, so that nobody calls it missing. */
  readonly meant?: Path;
}

/** Where the errors are, and what their codes start with. */
export interface ProblemContext {
  readonly document: SourceDocument;
  readonly area: Area;
}

/** An ajv error with the names that we use. */
export interface SchemaError {
  readonly keyword: string;
  readonly path: Path;
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema that the value broke, with our own words in it. */
  readonly schema: JsonRecord;
  /** What the schema has behind the keyword. */
  readonly limit: unknown;
}

/** The error in our names. */
export function readError({
  keyword,
  instancePath,
  params,
  parentSchema,
  schema,
  propertyName,
}: ErrorObject): SchemaError {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return {
    // A name that is refused is an error of its own, whichever rule it broke.
    keyword: propertyName === undefined ? keyword : 'propertyName',
    path: propertyName === undefined ? path : [...path, propertyName],
    params,
    schema: isRecord(parentSchema) ? parentSchema : {},
    limit: schema,
  };
}
