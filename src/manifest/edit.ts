import { isAlias, isCollection, isMap, isScalar, isSeq, type Document, type YAMLMap } from 'yaml';
import type { Written } from '../kinds/written.ts';
import { isList, isRecord, type JsonRecord } from '../lib/json.ts';
import { isolation, type Reach } from './edit-anchor.ts';
import { dataOf, isWhatWasMeant, treesOf, valueAt, type Edit } from './edit-check.ts';
import { listChange } from './edit-list.ts';
import { additionTo, pairIn, removalFrom, renewalIn, type Change } from './edit-map.ts';
import { scalarChanges } from './edit-scalar.ts';
import { yamlInline } from './emit.ts';

/** One document of a file. */
export interface DocumentInFile {
  /** Its place among the documents of the file. */
  readonly index: number;
  readonly data: JsonRecord;
}

/** The documents of a file that are maps, for finding the one to edit; amounts are rough numbers in them. */
export function documentsIn(text: string): readonly DocumentInFile[] {
  return treesOf(text).flatMap((tree, index) => {
    const data = dataOf(tree);
    return isRecord(data) ? [{ index, data }] : [];
  });
}

/** More aliases and anchors than these are not taken apart for one edit. */
const MOST_STEPS = 32;

/**
 * The text with one place changed and every other character as it was, comments, order and quotes included; null where
 * the place cannot be changed alone, as behind an alias.
 */
export function edited(text: string, edit: Edit): string | null {
  return changedIn(text, edit, text);
}

/**
 * The same where a place shares its value: an alias on the way is written out, and an anchor goes to the first alias of
 * it, so that no other place says anything else than before.
 */
export function editedApart(text: string, edit: Edit): string | null {
  for (const reach of ['place', 'inside'] as const) {
    const alone = standingAlone(text, edit, reach);
    const after = alone === null ? null : changedIn(alone, edit, text);
    if (after !== null) return after;
  }
  return null;
}

/** The first way to make the change in a text that comes to what was meant, by what another one says. */
function changedIn(text: string, edit: Edit, before: string): string | null {
  const tree = treeOf(text, edit);
  if (tree === null) return null;
  const ways = changesFor(text, tree, edit).map((change) => changed(text, [change]));
  return ways.find((after) => isWhatWasMeant(before, after, edit)) ?? null;
}

function treeOf(text: string, { document }: Edit): Document.Parsed | null {
  const tree = treesOf(text)[document];
  return tree === undefined || tree.errors.length > 0 ? null : tree;
}

function changed(text: string, changes: readonly Change[]): string {
  return changes
    .toSorted((a, b) => b.from - a.from)
    .reduce((before, { from, to, text: piece }) => before.slice(0, from) + piece + before.slice(to), text);
}

function standingAlone(text: string, edit: Edit, reach: Reach): string | null {
  let alone = text;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const tree = treeOf(alone, edit);
    const changes = tree === null ? null : isolation(alone, tree, { path: edit.path, reach });
    if (changes === null) return null;
    if (changes.length === 0) return alone;
    alone = changed(alone, changes);
  }
  return null;
}

/** Ways to make the change, best first. */
function changesFor(
  text: string,
  tree: Document.Parsed,
  { path, value, order = [] }: Edit,
): readonly Change[] {
  const name = path.at(-1) ?? '';
  const above = path.slice(0, -1);
  const map = mapAt(tree, above);
  const found = (changes: readonly (Change | null)[]): readonly Change[] =>
    changes.filter((change) => change !== null);
  if (map === null) {
    // The map that the value belongs in is not there either: it comes along.
    const parent = above.at(-1);
    const grand = mapAt(tree, above.slice(0, -1));
    if (grand === null || parent === undefined || value === undefined || pairIn(grand, parent) !== undefined)
      return [];
    return found([additionTo(text, grand, { path: above, value: { [name]: value }, order })]);
  }
  if (value === undefined) return found([removalFrom(text, map, name)]);
  if (pairIn(map, name) === undefined) return found([additionTo(text, map, { path, value, order })]);
  return found(replacements(text, tree, { map, path, value }));
}

/** Another value in the place of one: in its style, its entries, or its lines. */
function replacements(
  text: string,
  tree: Document.Parsed,
  { map, path, value }: { readonly map: YAMLMap; readonly path: readonly string[]; readonly value: Written },
): readonly (Change | null)[] {
  const node = pairIn(map, path.at(-1) ?? '')?.value;
  if (isAlias(node)) return [];
  const renewal = renewalIn(text, map, { path, value });
  if (isScalar(node)) return [...scalarChanges(text, node, value), renewal];
  if (!isCollection(node) || node.range === undefined || node.range === null) return [renewal];
  const [from, to] = node.range;
  const entries =
    isSeq(node) && isList(value)
      ? listChange(text, node, { data: valueAt(dataOf(tree), path), values: value })
      : null;
  const inline =
    node.flow === true && !text.slice(from, to).includes('#') ? { from, to, text: yamlInline(value) } : null;
  return [entries, inline, renewal];
}

/** The map at a path of keys; null where something else is there, or an alias on the way. */
function mapAt(tree: Document.Parsed, path: readonly string[]): YAMLMap | null {
  let node: unknown = tree.contents;
  for (const name of path) node = isMap(node) ? pairIn(node, name)?.value : null;
  return isMap(node) ? node : null;
}
