import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** As much of OpenAPI 3 as the description uses. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly 'x-metadata'?: boolean;
  readonly 'x-open-enum'?: boolean;
};
type Documented = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
};
type Body = { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
type DocumentedOperation = {
  readonly parameters?: readonly Documented[];
  readonly requestBody?: Body;
  readonly responses: { readonly 200: Body };
};
type Spec = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

const path = resolve(import.meta.dirname, '../../../shared/openapi/catalog.spec3.json');

/** The API description, where it lies beside the repository; `null` elsewhere. */
export const loadSpec = (): Spec | null => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);

/** The schema of an operation's parameters as one object, wherever they travel. */
export const parametersOf = (operation: DocumentedOperation): Schema => {
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema ?? {};
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
      ...body.properties,
    },
    required: [
      ...query.filter(({ required }) => required === true).map(({ name }) => name),
      ...(body.required ?? []),
    ],
  };
};

/** The schema of what an operation answers. */
export const answerOf = (operation: DocumentedOperation): Schema =>
  Object.values(operation.responses[200].content)[0]?.schema ?? {};

/** Where and how a value departs from a schema; empty when it does not. `extra` names what may be there undocumented. */
export const departures = (
  spec: Spec,
  value: unknown,
  at: { schema: Schema; path: string; extra: readonly string[] },
): string[] => {
  const { path, extra } = at;
  const schema = resolved(spec, at.schema);
  const inside = (child: Schema, key: string, inner: unknown) =>
    departures(spec, inner, { schema: child, path: `${path}.${key}`, extra });
  if (value === null) return schema.nullable === true ? [] : [`${path} is null`];
  if (schema.allOf?.[0] !== undefined) return departures(spec, value, { ...at, schema: schema.allOf[0] });
  if (schema.anyOf !== undefined) {
    const tries = schema.anyOf.map((option) => departures(spec, value, { ...at, schema: option }));
    return tries.some((found) => found.length === 0) ? [] : (tries.at(-1) ?? []);
  }
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return [`${path} is ${JSON.stringify(value)}`];
  if (Array.isArray(value))
    return schema.type === 'array'
      ? value.flatMap((item, index) => inside(schema.items ?? {}, String(index), item))
      : [`${path} is an array`];
  if (typeof value !== 'object') {
    const type =
      typeof value === 'number' && Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
    return schema.type === undefined || type.includes(schema.type)
      ? []
      : [`${path} is ${JSON.stringify(value)}, no ${schema.type}`];
  }
  if (schema.type !== undefined && schema.type !== 'object') return [`${path} is an object`];
  const missing = (schema.required ?? [])
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => `${path}.${key} is missing`);
  const found = Object.entries(value).flatMap(([key, inner]) => {
    const child =
      schema.properties?.[key] ??
      (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined);
    if (child !== undefined) return inside(child, key, inner);
    const open = Object.keys(schema.properties ?? {}).length === 0;
    return open || extra.includes(key) ? [] : [`${path}.${key} is not documented`];
  });
  return [...missing, ...found];
};

const resolved = (spec: Spec, schema: Schema): Schema => {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  return name === undefined ? schema : (spec.components.schemas[name] ?? {});
};
