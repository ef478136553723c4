import { checkEnvironment, textByEnvironment } from './by-environment.ts';
import type { Fields } from './fields.ts';
import type { ExpandContext } from './manifest-kind.ts';

/** `only` and `adopt` of an object, as parts of its desired state. */
export interface Identity {
  readonly only?: readonly string[];
  readonly adopt?: string;
}

/** What `only` and `adopt` say, with the environments they name checked. */
export function readIdentity(fields: Fields, context: ExpandContext): Identity {
  const only = readOnly(fields, context);
  const adopt = textByEnvironment(fields, 'adopt', context);
  return { ...(only === undefined ? {} : { only }), ...(adopt === undefined ? {} : { adopt }) };
}

/** The texts of a field that holds one or a list of them, trimmed. */
export function textsOf(fields: Fields, name: string): readonly string[] {
  const value = fields.get(name);
  if (typeof value === 'string') return [value.trim()];
  return Array.isArray(value) ? value.map((item) => String(item).trim()) : [];
}

function readOnly(fields: Fields, context: ExpandContext): readonly string[] | undefined {
  if (fields.get('only') === undefined) return undefined;
  const names = textsOf(fields, 'only');
  for (const [index, name] of names.entries())
    checkEnvironment(fields.below('only'), index, { as: name, context });
  return names;
}
