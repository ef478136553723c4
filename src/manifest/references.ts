import { kinds } from '../kinds/registry.ts';
import { suggest } from '../lib/suggest.ts';
import { allOf, code } from '../lib/wording.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { existsIn } from '../model/environments.ts';
import { codesOf, kindOf, type ResourceKey } from '../model/key.ts';
import type { Desired } from '../model/state.ts';

/** Every reference to an object that no manifest describes, or not in each of `environments`, or that is inactive. */
export function badReferences(
  desired: readonly Desired[],
  environments: readonly string[],
): readonly Diagnostic[] {
  const byKey = new Map(desired.map((object) => [object.key, object]));
  return desired.flatMap((object) =>
    (object.references ?? []).flatMap((path) =>
      keysAt(object, path).flatMap((key) => {
        const target = byKey.get(key);
        const missing = environments.filter(
          (environment) =>
            existsIn(object, environment) && (target === undefined || !existsIn(target, environment)),
        );
        if (missing.length === 0) {
          const isOff = target?.spec.active === false && object.needsActive?.includes(path) === true;
          return isOff ? [inactive(object, { path, target })] : [];
        }
        return [
          target === undefined
            ? unknown(object, { path, key, byKey })
            : elsewhere(object, { path, key, missing }),
        ];
      }),
    ),
  );
}

function keysAt(object: Desired, path: string): readonly ResourceKey[] {
  const value = object.spec[path];
  const keys = Array.isArray(value) ? value : [value];
  return keys.filter((key): key is ResourceKey => typeof key === 'string');
}

interface Unknown {
  readonly path: string;
  readonly key: ResourceKey;
  readonly byKey: ReadonlyMap<ResourceKey, Desired>;
}

function unknown(object: Desired, { path, key, byKey }: Unknown): Diagnostic {
  const kind = kindOf(key);
  const noun = kinds.find(({ name }) => name === kind)?.noun ?? kind;
  const codes = [...byKey.keys()].filter((other) => kindOf(other) === kind).map(codesOf);
  const near = suggest(codesOf(key), codes);
  return {
    severity: 'error',
    code: 'manifest.unknown-reference',
    summary: `no manifest describes the ${noun} ${code(codesOf(key))}`,
    detail: near === undefined ? `Add a manifest for ${code(key)}.` : `Did you mean ${code(near)}?`,
    where: placeOf(object, path, key),
  };
}

/** The place of one of the keys in a field, where the list says it; else of the field. */
const placeOf = ({ places, where }: Desired, path: string, key: ResourceKey) =>
  places[`${path} ${key}`] ?? places[path] ?? where;

interface Elsewhere {
  readonly path: string;
  readonly key: ResourceKey;
  readonly missing: readonly string[];
}

function elsewhere(object: Desired, { path, key, missing }: Elsewhere): Diagnostic {
  return {
    severity: 'error',
    code: 'manifest.unknown-reference',
    summary: `${code(key)} does not exist in ${allOf(missing)}`,
    detail: `Its \`only\` leaves ${missing.length === 1 ? 'that environment' : 'them'} out, and ${code(object.key)} needs it there. Change one of the two.`,
    where: placeOf(object, path, key),
  };
}

function inactive(
  object: Desired,
  { path, target }: { readonly path: string; readonly target: Desired },
): Diagnostic {
  return {
    severity: 'error',
    code: 'manifest.inactive-reference',
    summary: `${code(target.key)} is inactive, and ${code(object.key)} needs it`,
    detail: 'Take it out here; or remove `active: false` there.',
    where: object.places[path] ?? object.where,
    other: target.places.active ?? target.where,
  };
}
