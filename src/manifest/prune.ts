import { isRecord, type Json } from '../lib/json.ts';
import type { Path } from './document.ts';

/**
 * The data without the values at `paths`, so that what is left is valid and can be read on: one mistake must not
 * hide the next. An item of a list takes the list with it, since the others would move up.
 */
export function prune(data: Json, paths: readonly Path[]): Json {
  const tree: Branch = { children: new Map() };
  for (const path of paths) mark(tree, path);
  return without(data, tree);
}

const LEAF: Branch = { children: new Map() };

interface Branch {
  readonly children: Map<string, Branch>;
  gone?: boolean;
}

function mark(tree: Branch, path: Path): void {
  let branch = tree;
  for (const name of path) {
    const next = branch.children.get(String(name)) ?? { children: new Map<string, Branch>() };
    branch.children.set(String(name), next);
    branch = next;
  }
  branch.gone = true;
}

function without(data: Json, { children }: Branch): Json {
  if (children.size === 0) return data;
  if (Array.isArray(data)) {
    return data.map((item, index) => without(item, children.get(String(index)) ?? LEAF));
  }
  if (!isRecord(data)) return data;
  const kept = Object.entries(data).flatMap(([name, value]): [string, Json][] => {
    const branch = children.get(name) ?? LEAF;
    return isLost(value, branch) ? [] : [[name, without(value, branch)]];
  });
  return Object.fromEntries(kept);
}

function isLost(value: Json, branch: Branch): boolean {
  if (branch.gone === true) return true;
  return Array.isArray(value) && [...branch.children.values()].some(({ gone }) => gone === true);
}
