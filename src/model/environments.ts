import type { Desired } from './state.ts';

/** True when the object exists in that environment, by its `only`. */
export function existsIn({ only }: Pick<Desired, 'only'>, environment: string): boolean {
  return only === undefined || only.includes(environment);
}
