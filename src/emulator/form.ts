import { invalid } from './errors.ts';

/** A decoded form: leaves are strings, lists are trees whose keys are indexes in order of arrival. */
export type Raw = string | RawTree;
/** A map rather than an object, so that no key can reach a prototype. */
export type RawTree = ReadonlyMap<string, Raw>;

type Tree = Map<string, Raw>;

const maximumDepth = 10;

/**
 * The tree that form-encoded text stands for: `a[0][b]=x`, `a[][b]=x` and `a[]=x` in any mixture.
 * A later value for the same name replaces the earlier one, as in Stripe.
 */
export const parseForm = (...texts: readonly string[]): RawTree => {
  const tree: Tree = new Map();
  for (const text of texts)
    for (const [name, value] of new URLSearchParams(text)) place(tree, segmentsOf(name), value);
  return tree;
};

const segmentsOf = (name: string): string[] => {
  const match = /^([^[]+)((?:\[[^\]]*\])*)$/.exec(name);
  if (match === null) return [name];
  const segments = [
    match[1] ?? name,
    ...[...(match[2] ?? '').matchAll(/\[([^\]]*)\]/g)].map((found) => found[1] ?? ''),
  ];
  if (segments.length > maximumDepth) throw invalid('Invalid request: parameters are nested too deeply.');
  return segments;
};

const place = (tree: Tree, segments: readonly string[], value: string): void => {
  const [head = '', ...rest] = segments;
  const key = head === '' ? nextIndex(tree, rest[0]) : head;
  if (rest.length === 0) {
    tree.set(key, value);
    return;
  }
  const found = tree.get(key);
  // Trees are only ever made here, so that a read-only one is known to be ours to fill.
  const child: Tree = found instanceof Map ? found : new Map();
  tree.set(key, child);
  place(child, rest, value);
};

/** `a[][b]=1&a[][c]=2&a[][b]=3` is two elements: a repeated name starts the next. */
const nextIndex = (tree: Tree, name: string | undefined): string => {
  const last = tree.get(String(tree.size - 1));
  const continues = name !== undefined && name !== '' && last instanceof Map && !last.has(name);
  return String(continues ? tree.size - 1 : tree.size);
};
