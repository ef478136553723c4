import type { Call } from './call.ts';
import { invalid } from './errors.ts';
import type { Find, Kind, Path } from './kind.ts';
import { tableOf } from './store.ts';
import type { Row } from './types.ts';

type View = { readonly call: Call; readonly kind: Kind };

const maximumLevels = 4;

/**
 * An object as Stripe answers it: hidden fields left out, ids replaced by objects, as `paths` ask for.
 * Paths that lead nowhere are ignored here; `expandPaths` refuses them beforehand.
 */
export const render = ({ call, kind }: View, row: Row, paths: readonly Path[]): Record<string, unknown> => {
  const answer: Record<string, unknown> = {};
  const find: Find = (kind, id) => tableOf(call.store, kind).rows.get(id);
  for (const [name, value] of Object.entries({ ...row, ...kind.derive?.(row, find, call.now) })) {
    const below = paths.filter(([head]) => head === name).map((path) => path.slice(1));
    const shown = renderField({ call, kind, row, name, value }, below);
    if (shown !== undefined) answer[name] = shown;
  }
  return answer;
};

type FieldView = View & { readonly row: Row; readonly name: string; readonly value: unknown };

const renderField = ({ call, kind, row, name, value }: FieldView, below: readonly Path[]): unknown => {
  const field = kind.fields[name];
  const whole = (object: string, id: unknown, paths: readonly Path[]): unknown => {
    const target = call.kinds.get(object);
    const found = typeof id === 'string' ? call.store.tables.get(object)?.rows.get(id) : undefined;
    return target === undefined || found === undefined ? id : render({ call, kind: target }, found, paths);
  };
  switch (field?.as) {
    case undefined:
    case 'plain':
      return value;
    case 'hidden':
      return below.length === 0 ? undefined : field.show(row, below);
    case 'partly':
      return field.show(row, below);
    case 'refers':
      return below.length === 0 ? value : whole(field.object, value, below);
    case 'embeds':
      return whole(field.object, value, below);
    case 'lists': {
      const inside = below.map((path) => path.slice(1));
      const data = Array.isArray(value) ? value.map((id: unknown) => whole(field.object, id, inside)) : [];
      return { object: 'list', data, has_more: false, total_count: data.length, url: field.url(row) };
    }
    default:
      return field satisfies never;
  }
};

/**
 * The paths of `expand[]` for an operation that answers an object, or a list of them.
 * @throws Refusal for a path that leads nowhere, or too deep.
 */
export const expandPaths = (
  on: { kinds: ReadonlyMap<string, Kind>; kind: Kind; list: boolean },
  wanted: readonly string[],
): Path[] =>
  wanted.map((text) => {
    const path = text.split('.');
    const inside = on.list ? path.slice(1) : path;
    if (path.length > maximumLevels)
      throw invalid(`You cannot expand more than ${maximumLevels} levels of a property. Property: ${text}`, {
        param: 'expand',
      });
    if ((on.list && path[0] !== 'data') || !leadsSomewhere(on.kinds, on.kind, inside))
      throw invalid(`This property cannot be expanded (${text}).`, { param: 'expand' });
    return inside;
  });

const leadsSomewhere = (kinds: ReadonlyMap<string, Kind>, kind: Kind, path: Path): boolean => {
  const [head, ...rest] = path;
  if (head === undefined) return true;
  const field = Object.hasOwn(kind.fields, head) ? kind.fields[head] : undefined;
  switch (field?.as) {
    case undefined:
      return false;
    case 'plain':
      return rest.length === 0;
    case 'hidden':
    case 'partly':
      return field.accepts(rest);
    case 'refers':
    case 'embeds':
      return through(kinds, field.object, rest);
    case 'lists':
      return rest.length === 0 || (rest[0] === 'data' && through(kinds, field.object, rest.slice(1)));
    default:
      return field satisfies never;
  }
};

const through = (kinds: ReadonlyMap<string, Kind>, object: string, path: Path): boolean => {
  const target = kinds.get(object);
  return target === undefined ? path.length === 0 : leadsSomewhere(kinds, target, path);
};
