import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Json, JsonRecord } from '../lib/json.ts';

/** Our own words in a schema; see `SchemaWords`. */
const VOCABULARY = ['x-code', 'x-expects', 'x-detail', 'x-refused'];

/** Compiling costs more than validating a thousand documents, so each schema is compiled once in a process. */
const compiled = new WeakMap<JsonRecord, ValidateFunction>();

/** Every error of `data` by the JSON Schema, as ajv reports them; none when it is valid. */
export function schemaErrors(schema: JsonRecord, data: Json): readonly ErrorObject[] {
  const validate = compiled.get(schema) ?? compile(schema);
  return validate(data) ? [] : (validate.errors ?? []);
}

function compile(schema: JsonRecord): ValidateFunction {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    allowUnionTypes: true,
    strictTypes: false,
  });
  ajv.addVocabulary(VOCABULARY);
  const validate = ajv.compile(schema);
  compiled.set(schema, validate);
  return validate;
}
