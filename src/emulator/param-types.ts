import { canonicalDecimal, decimalPlaces } from './decimal.ts';
import { invalid } from './errors.ts';
import type { Raw } from './form.ts';
import { type Param, type Params, type Shape, type Values, readElement, readParams } from './params.ts';

const param = <T>(shape: Shape, read: Param<T>['read']): Param<T> => ({
  shape,
  required: false,
  clearable: false,
  read,
});

const textOf = (raw: Raw, name: string): string => {
  if (typeof raw === 'string') return raw.trim();
  throw invalid(`Invalid string: ${name} must be a string, not a hash or an array.`, { param: name });
};

/** Text of at most `max` characters, trimmed as Stripe trims it. */
export const text = (max = 5000): Param<string> =>
  param({ kind: 'text' }, (raw, name) => {
    const value = textOf(raw, name);
    if (value.length <= max) return value;
    const cut = `${value.slice(0, 3)}...${value.slice(-3)}`;
    throw invalid(`Invalid string: ${cut}; must be at most ${max} characters`, { param: name });
  });

/** One of the listed values. */
export const choice = <const V extends string>(...values: readonly V[]): Param<V> =>
  param({ kind: 'choice', values }, (raw, name) => {
    const given = textOf(raw, name);
    const value = values.find((candidate) => candidate === given);
    if (value !== undefined) return value;
    throw invalid(`Invalid ${name}: must be one of ${listed(values)}`, { param: name });
  });

const listed = (values: readonly string[]): string =>
  values.length < 3 ? values.join(' or ') : `${values.slice(0, -1).join(', ')}, or ${values.at(-1) ?? ''}`;

/** A boolean, which the form encodes as `true` or `false`. */
export const flag = (): Param<boolean> =>
  param({ kind: 'flag' }, (raw, name) => {
    const value = textOf(raw, name);
    if (value === 'true' || value === 'false') return value === 'true';
    throw invalid(`Invalid boolean: ${value}`, { param: name });
  });

/** A whole number within bounds; few enough digits to be exact. */
export const integer = (bounds: { min?: number; max?: number } = {}): Param<number> =>
  param({ kind: 'integer' }, (raw, name) => {
    const value = textOf(raw, name);
    if (!/^-?\d{1,15}$/.test(value))
      throw invalid(`Invalid integer: ${value}`, { param: name, code: 'parameter_invalid_integer' });
    const number = Number(value);
    if (number < 0 && bounds.min === 0) throw invalid('Invalid non-negative integer', { param: name });
    if (bounds.min !== undefined && number < bounds.min)
      throw invalid(`This value must be greater than or equal to ${bounds.min}.`, { param: name });
    if (bounds.max !== undefined && number > bounds.max)
      throw invalid(`This value must be less than or equal to ${bounds.max}.`, { param: name });
    return number;
  });

/** A non-negative decimal as canonical text, at most `places` decimal places. */
export const decimal = (places = 12): Param<string> =>
  param({ kind: 'decimal' }, (raw, name) => {
    const given = textOf(raw, name);
    const value = canonicalDecimal(given);
    if (value === null || value.replace(/\..*/, '').length > 15)
      throw invalid(`Invalid decimal: ${given}`, { param: name });
    if (value.startsWith('-')) throw invalid('Invalid non-negative decimal', { param: name });
    if (decimalPlaces(value) > places)
      throw invalid(`Invalid decimal: ${given}; must contain at maximum ${places} decimal places.`, {
        param: name,
      });
    return value;
  });

/** A list of at most `max` elements. */
export const list = <T>(element: Param<T>, max = 1000): Param<readonly T[]> =>
  param({ kind: 'list', children: { element } }, (raw, name) => {
    if (typeof raw === 'string') throw invalid('Invalid array', { param: name });
    const entries = [...raw.entries()].sort(([left], [right]) => Number(left) - Number(right));
    if (entries.some(([key]) => !/^\d+$/.test(key))) throw invalid('Invalid array', { param: name });
    if (entries.length > max)
      throw invalid(`Array ${name} exceeded maximum ${max} allowed elements.`, { param: name });
    return entries.map(([key, value]) => readElement(element, value, `${name}[${key}]`));
  });

/** A nested object with parameters of its own. */
export const object = <P extends Params>(children: P): Param<Values<P>> =>
  param({ kind: 'object', children }, (raw, name) => {
    if (typeof raw === 'string') throw invalid('Invalid object', { param: name });
    return readParams(children, raw, name);
  });

/** A map from caller-chosen keys to values. */
export const map = <T>(value: Param<T>): Param<ReadonlyMap<string, T>> =>
  param({ kind: 'map', children: { value } }, (raw, name) => {
    if (typeof raw === 'string') throw invalid('Invalid object', { param: name });
    return new Map([...raw].map(([key, child]) => [key, readElement(value, child, `${name}[${key}]`)]));
  });

/** Seconds since 1970, or bounds of them. */
export type TimeRange = {
  readonly gt?: number;
  readonly gte?: number;
  readonly lt?: number;
  readonly lte?: number;
};

const bounds = { gt: integer(), gte: integer(), lt: integer(), lte: integer() };

/** A time range: one exact second, or any of `gt`, `gte`, `lt`, `lte`. */
export const timeRange = (): Param<TimeRange> =>
  param({ kind: 'object', children: bounds }, (raw, name) => {
    if (typeof raw !== 'string') {
      const { gt, gte, lt, lte } = readParams(bounds, raw, name);
      return { gt: gt ?? -Infinity, gte: gte ?? -Infinity, lt: lt ?? Infinity, lte: lte ?? Infinity };
    }
    const exact = integer().read(raw, name);
    return { gte: exact, lte: exact };
  });

/** Whether a time is within a range; an absent range holds every time. */
export const within = (range: TimeRange | undefined, time: number): boolean =>
  range === undefined ||
  (time > (range.gt ?? -Infinity) &&
    time >= (range.gte ?? -Infinity) &&
    time < (range.lt ?? Infinity) &&
    time <= (range.lte ?? Infinity));
