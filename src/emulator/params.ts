import { emptyParam, invalid, missingParam, unknownParams } from './errors.ts';
import type { Raw, RawTree } from './form.ts';

/** What a parameter looks like, as data: contract tests compare it with the API description. */
export type Shape = {
  readonly kind:
    | 'text'
    | 'choice'
    | 'flag'
    | 'integer'
    | 'decimal'
    | 'list'
    | 'object'
    | 'map'
    | 'metadata'
    | 'unsupported';
  readonly values?: readonly string[];
  readonly children?: Params;
  readonly reason?: string;
};

/** One declared parameter: how it looks and how its raw form becomes a value. */
export type Param<T> = {
  readonly shape: Shape;
  readonly required: boolean;
  /** Whether an empty string clears it; it then reads as `null`. */
  readonly clearable: boolean;
  /** @throws Refusal when the raw form does not fit; `name` is the full bracketed name. */
  read(raw: Raw, name: string): T;
};

/** The parameters of one operation, or of one nested object. */
export type Params = Readonly<Record<string, Param<unknown>>>;

type ValueOf<P> = P extends { read(raw: Raw, name: string): infer T } ? T : never;

/** The values that a declared table yields. What was not sent is `undefined`. */
export type Values<P extends Params> = {
  readonly [K in keyof P]: P[K] extends { required: true } ? ValueOf<P[K]> : ValueOf<P[K]> | undefined;
};

/** The same parameter, refused when absent. */
export const required = <T>(param: Param<T>): Param<T> & { readonly required: true } => ({
  ...param,
  required: true,
});

/** The same parameter, with the empty string read as `null`: "unset this". */
export const clearable = <T>(param: Param<T>): Param<T | null> => ({ ...param, clearable: true });

/** A parameter that Stripe documents and this emulator refuses, because accepting it silently would be a lie. */
export const unsupported = (reason: string): Param<undefined> => ({
  shape: { kind: 'unsupported', reason },
  required: false,
  clearable: true,
  read: (_raw, name) => {
    throw invalid(`The emulator does not model the parameter: ${name} (${reason}).`, { param: name });
  },
});

/**
 * The values of all declared parameters in a decoded form.
 * @throws Refusal for what is unknown, missing, empty or of the wrong type, in this order.
 */
export const readParams = <P extends Params>(params: P, tree: RawTree, prefix = ''): Values<P> => {
  const nameOf = (key: string): string => (prefix === '' ? key : `${prefix}[${key}]`);
  const unknown = [...tree.keys()].filter((key) => !Object.hasOwn(params, key));
  if (unknown.length > 0) throw unknownParams(unknown.map(nameOf));
  const values: Record<string, unknown> = {};
  for (const [key, param] of Object.entries(params)) {
    const raw = tree.get(key);
    if (raw === undefined && param.required) throw missingParam(nameOf(key));
    if (raw !== undefined) values[key] = readOne(param, raw, nameOf(key));
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every key was read by the parameter that the type names for it
  return values as Values<P>;
};

const readOne = (param: Param<unknown>, raw: Raw, name: string): unknown => {
  if (typeof raw === 'string' && raw.trim() === '' && param.shape.kind !== 'unsupported') {
    if (param.clearable) return null;
    throw emptyParam(name);
  }
  return param.read(raw, name);
};

/** An element of a list or a value in a map, which can never be cleared by an empty string. */
export const readElement = <T>(param: Param<T>, raw: Raw, name: string): T => {
  if (typeof raw === 'string' && raw.trim() === '') throw emptyParam(name);
  return param.read(raw, name);
};
