import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  visit,
  type Alias,
  type Document,
  type Node,
} from 'yaml';
import { pairIn, type Change } from './edit-map.ts';

/** What is to stand alone: a place, or everything inside of it too, since it goes. */
export type Reach = 'place' | 'inside';

/** Texts that are read as they stand wherever they are, in brackets too. */
const PLAIN = /^[A-Za-z0-9_][\w./+-]*(?: [\w./+-]+)*$/;

/** The source of a node on one line, without the anchors in it. */
function inlineOf(text: string, node: unknown): string {
  if (isAlias(node)) return `*${node.source}`;
  if (isMap(node)) {
    const pairs = node.items.map(({ key, value }) => `${inlineOf(text, key)}: ${inlineOf(text, value)}`);
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }
  if (isSeq(node)) return `[${node.items.map((item) => inlineOf(text, item)).join(', ')}]`;
  if (!isScalar(node)) return 'null';
  const source = text.slice(node.range?.[0] ?? 0, node.range?.[1] ?? 0);
  if (typeof node.value !== 'string') return source === '' ? 'null' : source;
  const isQuoted = /^["']/.test(source) && !source.includes('\n');
  return isQuoted || PLAIN.test(source) ? source : JSON.stringify(node.value);
}

/** The nodes from the root down to the place, as far as they are there; the last one may be an alias. */
function nodesTo(tree: Document.Parsed, path: readonly string[]): readonly Node[] {
  const nodes: Node[] = [];
  let node: unknown = tree.contents;
  for (const name of path) {
    const value = isMap(node) ? pairIn(node, name)?.value : undefined;
    if (!isNode(value)) break;
    nodes.push(value);
    node = value;
  }
  return nodes;
}

/** The nodes below one that have anchors. */
function anchoredIn(node: Node | undefined): readonly Node[] {
  const found: Node[] = [];
  if (!isCollection(node)) return found;
  visit(node, {
    Node: (_key, each) => {
      if (!isAlias(each) && each !== node && each.anchor !== undefined) found.push(each);
    },
  });
  return found;
}

function aliasesOf(tree: Document.Parsed, target: Node): readonly Alias[] {
  const found: Alias[] = [];
  visit(tree, {
    Alias: (_key, alias) => {
      if (alias.resolve(tree) === target) found.push(alias);
    },
  });
  return found;
}

/** Puts the value of an alias in its place. */
function expansion(text: string, alias: Alias, target: unknown): readonly Change[] {
  const [from, to] = alias.range ?? [0, 0];
  return [{ from, to, text: inlineOf(text, target) }];
}

/** Gives the anchor of a node, with its present value, to the first alias that names it. */
function handover(text: string, node: Node & { anchor?: string }, first: Alias): readonly Change[] | null {
  const mark = `&${node.anchor ?? ''}`;
  const from = text.lastIndexOf(mark, node.range?.[0] ?? 0);
  const [start, end] = first.range ?? [0, 0];
  if (from < 0 || start <= from) return null;
  const behind = /^ */.exec(text.slice(from + mark.length))?.[0] ?? '';
  const isLast = /^ *\r?\n/.test(text.slice(from + mark.length));
  const taken = isLast
    ? { from: from - (text.charAt(from - 1) === ' ' ? 1 : 0), to: from + mark.length, text: '' }
    : { from, to: from + mark.length + behind.length, text: '' };
  return [taken, { from: start, to: end, text: `${mark} ${inlineOf(text, node)}` }];
}

/**
 * The next step towards a place that nothing else shares: an alias on the way to it is written out, and an anchor that
 * others name goes to the first of them. Empty where the place stands alone already; null where that cannot be.
 */
export function isolation(
  text: string,
  tree: Document.Parsed,
  { path, reach }: { readonly path: readonly string[]; readonly reach: Reach },
): readonly Change[] | null {
  const nodes = nodesTo(tree, path);
  const leaf = nodes.length === path.length && reach === 'inside' ? nodes.at(-1) : undefined;
  for (const node of [...nodes, ...anchoredIn(leaf)]) {
    if (isAlias(node)) return expansion(text, node, node.resolve(tree));
    const [first] = node.anchor === undefined ? [] : aliasesOf(tree, node);
    if (first !== undefined) return handover(text, node, first);
  }
  return [];
}
