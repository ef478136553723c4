import { isRecord } from '../lib/json.ts';
import { suggest } from '../lib/suggest.ts';
import { allOf, code } from '../lib/wording.ts';
import type { Fields } from './fields.ts';
import type { ExpandContext } from './kind.ts';

/** `only` and `adopt` of an object, as parts of its desired state. */
export interface Identity {
  readonly only?: readonly string[];
  readonly adopt?: string;
}

/** What `only` and `adopt` say, with the environments they name checked. */
export function readIdentity(fields: Fields, context: ExpandContext): Identity {
  const only = readOnly(fields, context);
  const adopt = readAdopt(fields, context);
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
  names.forEach((name, index) => checkEnvironment(name, { at: fields.below('only'), index, context }));
  return names;
}

function readAdopt(fields: Fields, context: ExpandContext): string | undefined {
  const value = fields.get('adopt');
  if (typeof value === 'string') return value.trim();
  if (!isRecord(value)) return undefined;
  const at = fields.below('adopt');
  for (const name of Object.keys(value)) checkEnvironment(name, { at, index: name, context });
  return context.environment === null ? undefined : at.text(context.environment);
}

interface Mention {
  readonly at: Fields;
  readonly index: string | number;
  readonly context: ExpandContext;
}

function checkEnvironment(name: string, { at, index, context: { environments } }: Mention): void {
  if (environments.includes(name)) return;
  const near = suggest(name, environments);
  at.report(index, {
    code: 'manifest.unknown-environment',
    summary: `there is no environment ${code(name)}`,
    detail:
      near === undefined
        ? `The configuration has ${allOf(environments)}.`
        : `Did you mean ${code(near)}? The configuration has ${allOf(environments)}.`,
  });
}
