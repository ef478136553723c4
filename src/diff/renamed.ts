import { equal } from '../lib/json.ts';
import type { Applied, Desired } from '../model/state.ts';
import type { DiffInput } from './input.ts';

/** Tells what is recorded under a key that no manifest has any more, and is named as `item` names its object. */
function predecessor(
  { kinds, desired, applied }: DiffInput,
  item: Desired,
): Pick<Applied, 'key'> | undefined {
  const path = kinds.find(({ name }) => name === item.kind)?.namedBy;
  if (path === undefined || item.adopt !== undefined || item.formerly.length > 0) return undefined;
  if (applied?.resources.has(item.key) !== false) return undefined;
  const isAsked = new Set(desired.flatMap(({ key, formerly }) => [key, ...formerly]));
  const same = [...applied.resources.values()].filter(
    ({ key, kind, spec }) =>
      kind === item.kind && !isAsked.has(key) && equal(spec[path], item.spec[path] ?? null),
  );
  return same.length === 1 ? same[0] : undefined;
}

/**
 * The same input, in which what has another code by now and is named as before (`Kind.namedBy`) says so with `formerly`:
 * it keeps its object, and the secret that came with it.
 */
export function withRenames<Input extends DiffInput>(input: Input): Input {
  const desired = input.desired.map((item): Desired => {
    const former = predecessor(input, item);
    return former === undefined ? item : { ...item, formerly: [former.key] };
  });
  return { ...input, desired };
}
