import { equal } from '../lib/json.ts';
import type { Spec } from '../model/spec.ts';
import type { RawObject } from '../model/state.ts';
import type { Kind } from './kind.ts';
import type { Objects } from './objects.ts';

/** The objects that have the value by which a spec names its own, whoever's they are; none where nothing is named so. */
export function namedAs(kind: Kind, spec: Spec, objects: Objects): readonly RawObject[] {
  const { namedBy } = kind;
  const wanted = namedBy === undefined ? undefined : spec[namedBy];
  if (namedBy === undefined || wanted === undefined) return [];
  return objects.all(kind).filter((raw) => {
    const decoded = kind.decode(raw);
    return 'spec' in decoded && equal(decoded.spec[namedBy], wanted);
  });
}
