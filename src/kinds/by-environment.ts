import { isRecord } from '../lib/json.ts';
import { suggest } from '../lib/suggest.ts';
import { allOf, code } from '../lib/wording.ts';
import type { Fields, Name } from './fields.ts';
import type { ExpandContext } from './manifest-kind.ts';

/**
 * The text of a field that is one for all environments, or a map with one for each: that of the environment at hand.
 * Undefined where none is written for it, and for a map while all environments are validated at once. A name that is no
 * environment is reported.
 */
export function textByEnvironment(fields: Fields, name: string, context: ExpandContext): string | undefined {
  const value = fields.get(name);
  if (!isRecord(value)) return fields.text(name);
  const at = fields.below(name);
  for (const environment of Object.keys(value))
    checkEnvironment(at, environment, { as: environment, context });
  return context.environment === null ? undefined : at.text(context.environment);
}

/** Reports a name at a place in `fields` that is no environment of the configuration. */
export function checkEnvironment(
  fields: Fields,
  at: Name,
  { as: name, context: { environments } }: { readonly as: string; readonly context: ExpandContext },
): void {
  if (environments.includes(name)) return;
  const near = suggest(name, environments);
  fields.report(at, {
    code: 'manifest.unknown-environment',
    summary: `there is no environment ${code(name)}`,
    detail:
      near === undefined
        ? `The configuration has ${allOf(environments)}.`
        : `Did you mean ${code(near)}? The configuration has ${allOf(environments)}.`,
  });
}

/** The environments of the configuration in which an object exists; without a configuration, the one at hand. */
export function environmentsWith(
  only: readonly string[] | undefined,
  { environment, described }: ExpandContext,
): readonly string[] {
  const known = described?.keys() ?? (environment === null ? [] : [environment]);
  return [...known].filter((name) => only === undefined || only.includes(name));
}

/** True for an environment of live mode. Without a configuration an environment is called after its mode. */
export function isLive(name: string, { described }: ExpandContext): boolean {
  return described === undefined ? name === 'live' : described.get(name)?.livemode === true;
}

/** Reports the environments in which the object exists and for which the map in a field says nothing. */
function checkEachEnvironment(
  fields: Fields,
  name: string,
  { only, context }: { readonly only: readonly string[] | undefined; readonly context: ExpandContext },
): void {
  const at = fields.below(name);
  const missing = environmentsWith(only, context).filter((environment) => !at.has(environment));
  if (!isRecord(fields.get(name)) || missing.length === 0) return;
  fields.report(name, {
    code: 'manifest.missing-environment',
    summary: `${code(fields.label(name))} says nothing for ${allOf(missing)}`,
    detail: 'Add it to the map; or say with `only` in which environments the object exists.',
  });
}

/** The text of a field as `textByEnvironment` has it, which must be there wherever the object is. */
export function textEverywhere(
  fields: Fields,
  name: string,
  scope: { readonly only: readonly string[] | undefined; readonly context: ExpandContext },
): string | undefined {
  checkEachEnvironment(fields, name, scope);
  return textByEnvironment(fields, name, scope.context);
}
