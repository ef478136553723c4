import type { Change, FieldChange } from '../model/change.ts';
import type { Kind } from './kind.ts';

const ACTIVE = { path: 'active', value: false };

/** True for a field that takes its object off sale, or out of use, while the manifest stays. */
export function isOff({ off = ACTIVE }: Pick<Kind, 'off'>, { path, before, after }: FieldChange): boolean {
  return path === off.path && before === !off.value && after === off.value;
}

/** True when something that is on sale, or in use, is switched off by its manifest. */
export function switchesOff(kind: Pick<Kind, 'off'>, { fields }: Pick<Change, 'fields'>): boolean {
  return fields.some((field) => isOff(kind, field));
}
