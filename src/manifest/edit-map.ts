import { isNode, isScalar, type Pair, type YAMLMap } from 'yaml';
import type { Written } from '../kinds/written.ts';
import { commentsBetween } from './comments.ts';
import { yamlInline, yamlOf } from './emit.ts';

/** A stretch of a text, by offsets, and what comes in its place. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The map of a manifest that is kept at its end: lines of the plan itself stand in front of it. */
const LAST = 'prices';

const nameOf = ({ key }: Pair): string => (isScalar(key) ? (key.source ?? String(key.value)) : '');
const startOf = ({ key }: Pair): number => (isNode(key) ? (key.range?.[0] ?? -1) : -1);
/** Where the pair's value ends, comments behind it not included. */
const endOf = ({ key, value }: Pair): number => {
  const last = isNode(value) ? value : key;
  return isNode(last) ? (last.range?.[1] ?? -1) : -1;
};

/** The start of the line that holds the offset. */
export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** The start of the line behind the one that ends at, or holds, the offset. */
export function nextLine(text: string, at: number): number {
  if (text.charAt(at - 1) === '\n') return at;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** How lines of the text end. */
export const newlineOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** The pair of that name, as it is written. */
export function pairIn({ items }: YAMLMap, name: string): Pair | undefined {
  return items.find((pair) => nameOf(pair) === name);
}

/** What is added to a map, and where it goes: names of `order` come in that order, others at the end. */
export interface Addition {
  readonly path: readonly string[];
  readonly value: Written;
  readonly order?: readonly string[];
}

/** The pair behind which a new one goes; undefined where it is the first of the map. */
function predecessor({ items }: YAMLMap, { path, order = [] }: Addition): Pair | undefined {
  const name = path.at(-1) ?? '';
  const rank = order.indexOf(name);
  const known = items.filter((pair) => nameOf(pair) !== LAST && order.includes(nameOf(pair)));
  const lower = known.filter((pair) => order.indexOf(nameOf(pair)) < rank);
  if (rank >= 0 && name !== LAST && lower.length > 0) {
    return lower.reduce((a, b) => (order.indexOf(nameOf(b)) > order.indexOf(nameOf(a)) ? b : a));
  }
  const at = name === LAST ? -1 : items.findIndex((pair) => nameOf(pair) === LAST);
  return items[at < 1 ? items.length - 1 : at - 1];
}

/** A new pair in a map: in its order, else at the end, but before the prices of a plan. */
export function additionTo(text: string, map: YAMLMap, addition: Addition): Change | null {
  const { path, value } = addition;
  const { items, flow, range } = map;
  const inline = `${yamlInline(path.at(-1) ?? '')}: ${yamlInline(value)}`;
  const [first] = items;
  const before = predecessor(map, addition);
  if (first === undefined || before === undefined) {
    return range === undefined || range === null
      ? null
      : { from: range[0], to: range[1], text: `{ ${inline} }` };
  }
  const end = endOf(before);
  if (end < 0) return null;
  if (flow === true) return { from: end, to: end, text: `, ${inline}` };
  const line = nextLine(text, end);
  const start = startOf(first);
  const indent = ' '.repeat(start - lineStart(text, start));
  const newline = newlineOf(text);
  const open = line > 0 && text.charAt(line - 1) !== '\n' ? newline : '';
  return { from: line, to: line, text: `${open}${linesOf(path, value, { indent, newline })}` };
}

/** The lines of a pair as they stand at its depth in a document of ours. */
function linesOf(
  path: readonly string[],
  value: Written,
  { indent, newline }: { readonly indent: string; readonly newline: string },
): string {
  const whole = path.reduceRight<Written>((inner, name) => ({ [name]: inner }), value);
  const above = path.length - 1;
  return yamlOf(whole)
    .trimEnd()
    .split('\n')
    .slice(above)
    .map((line) => line.slice(2 * above))
    .map((line) => `${line === '' ? line : indent + line}${newline}`)
    .join('');
}

/** The whole lines of a pair in a block, with their comments as lines of their own; null where it shares a line. */
function blockOf(text: string, pair: Pair): (Change & { readonly indent: string }) | null {
  const start = lineStart(text, startOf(pair));
  const indent = text.slice(start, startOf(pair));
  if (indent.trim() !== '') return null;
  const to = nextLine(text, endOf(pair));
  const newline = newlineOf(text);
  const comments = commentsBetween(text, start, to).map((comment) => `${indent}${comment}${newline}`);
  return { from: start, to, text: comments.join(''), indent };
}

/** Other lines in the place of a pair in a block; comments stay, on lines of their own above it. */
export function renewalIn(text: string, map: YAMLMap, { path, value }: Addition): Change | null {
  const pair = pairIn(map, path.at(-1) ?? '');
  const block = pair === undefined || map.flow === true ? null : blockOf(text, pair);
  if (block === null) return null;
  const { from, to, indent } = block;
  const lines = linesOf(path, value, { indent, newline: newlineOf(text) });
  return { from, to, text: `${block.text}${lines}` };
}

/** A pair taken out of a map that holds others; comments stay, on a line of their own where they stood beside it. */
export function removalFrom(text: string, map: YAMLMap, name: string): Change | null {
  const { items, flow } = map;
  const pair = pairIn(map, name);
  if (pair === undefined || items.length === 1) return null;
  if (flow !== true) return blockOf(text, pair);
  const at = items.indexOf(pair);
  const [from, to] = [startOf(pair), endOf(pair)];
  const [before, after] = [items[at - 1], items[at + 1]];
  const cut =
    before === undefined
      ? { from, to: after === undefined ? to : startOf(after) }
      : { from: endOf(before), to };
  if (commentsBetween(text, cut.from, cut.to).length === 0) return { ...cut, text: '' };
  // A comma may close a map; the comment behind it stays where it is.
  const comma = /^\s*,/.exec(text.slice(to))?.[0] ?? '';
  return { from, to: to + comma.length, text: '' };
}
