import { suggest } from '../lib/suggest.ts';
import { allOf, code } from '../lib/wording.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { existsIn } from '../model/environments.ts';
import { codesOf, kindOf, type ResourceKey } from '../model/key.ts';
import type { Desired } from '../model/state.ts';

/** Every reference to an object that no manifest describes, or not in each of `environments`. */
export function unknownReferences(
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
        if (missing.length === 0) return [];
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
  const codes = [...byKey.keys()].filter((other) => kindOf(other) === kind).map(codesOf);
  const near = suggest(codesOf(key), codes);
  return {
    severity: 'error',
    code: 'manifest.unknown-reference',
    summary: `no manifest describes the ${kind} ${code(codesOf(key))}`,
    detail: near === undefined ? `Add a manifest for ${code(key)}.` : `Did you mean ${code(near)}?`,
    where: object.places[path] ?? object.where,
  };
}

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
    where: object.places[path] ?? object.where,
  };
}
