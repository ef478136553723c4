import { keyOf } from '../model/key.ts';
import type { Desired } from '../model/state.ts';
import { placesOf, putMetadata, type Draft } from './draft.ts';
import type { Fields } from './fields.ts';
import type { Identity } from './identity.ts';
import type { Importer } from './importer.ts';
import type { Kind } from './kind.ts';

/** What was read of a document that stands for one object. */
interface Read {
  readonly fields: Fields;
  readonly to: Draft;
  readonly identity: Identity;
}

/** The one object that a document stands for, its metadata and protection read as well, with what is particular to it. */
export function single(
  { name }: Kind,
  { fields, to, identity }: Read,
  particular: Partial<Pick<Desired, 'onCreate' | 'references' | 'replace' | 'places'>> = {},
): readonly Desired[] {
  putMetadata(fields, to);
  if (fields.get('protect') === true) to.put('protect', true, fields.place('protect'));
  return [
    {
      key: keyOf(name, fields.text('code') ?? '?'),
      kind: name,
      spec: to.spec,
      onCreate: {},
      formerly: [],
      ...identity,
      where: fields.at(),
      ...particular,
      places: { ...to.places, ...placesOf(fields, ['adopt']), ...particular.places },
    },
  ];
}

/** What an importer states whose documents stand for one object each. */
export const SINGLE = {
  parts: null,
  partIdeas: () => [],
  place: () => ({ path: [], adopt: 'adopt' }),
  partNames: () => [],
  addition: () => null,
} as const satisfies Partial<Importer>;
