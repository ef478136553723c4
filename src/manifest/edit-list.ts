import { isNode, parse, type YAMLSeq } from 'yaml';
import type { Written } from '../kinds/written.ts';
import { alignment } from '../lib/alignment.ts';
import { canonicalJson, type Json } from '../lib/json.ts';
import { commentsBetween } from './comments.ts';
import { lineStart, newlineOf, nextLine, type Change } from './edit-map.ts';
import { yamlInline } from './emit.ts';

/** One entry of a list, as it stands in the text. */
interface Entry {
  /** Equal for entries that say the same. */
  readonly identity: string;
  /** Where its value begins and ends. */
  readonly range: readonly [number, number];
}

/** The values as data, with texts trimmed as manifests read them. */
function identityOf(value: unknown): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain data of a YAML tree
  return canonicalJson((typeof value === 'string' ? value.trim() : (value ?? null)) as Json);
}

function entriesOf(list: YAMLSeq, data: unknown): readonly Entry[] | null {
  if (!Array.isArray(data) || data.length !== list.items.length) return null;
  const entries = list.items.flatMap((item, index): Entry[] =>
    isNode(item) && item.range
      ? [{ identity: identityOf(data[index]), range: [item.range[0], item.range[1]] }]
      : [],
  );
  return entries.length === data.length ? entries : null;
}

/**
 * Other entries in a list: those that stay keep their lines, order and comments, new ones come in between. null where
 * its text is not laid out in a way that allows it.
 */
export function listChange(
  text: string,
  list: YAMLSeq,
  { data, values }: { readonly data: unknown; readonly values: readonly Written[] },
): Change | null {
  const entries = entriesOf(list, data);
  if (entries === null || entries.length === 0 || values.length === 0) return null;
  const wanted = values.map((value) => ({
    identity: identityOf(parse(yamlInline(value), { version: '1.2' })),
    text: yamlInline(value),
  }));
  const layout = list.flow === true ? inBrackets(text, list) : onLines(text, list);
  if (layout === null) return null;
  const steps = alignment(
    entries.map(({ identity }) => identity),
    wanted.map(({ identity }) => identity),
  );
  const pieces: string[] = [];
  let [old, now] = [0, 0];
  for (const step of steps) {
    if (step === 'second') pieces.push(layout.fresh(wanted[now]?.text ?? ''));
    else {
      const piece = layout.piece(entries, old);
      if (piece === null) return null;
      pieces.push(step === 'both' ? piece.text : piece.comments);
    }
    if (step !== 'second') old += 1;
    if (step !== 'first') now += 1;
  }
  const { from, to } = layout.span(entries);
  return { from, to, text: pieces.filter((piece) => piece !== '').join(layout.between) };
}

/** How entries of a list stand in the text. */
interface Layout {
  readonly between: string;
  /** An entry as it stands, and what is left of it when it goes. */
  readonly piece: (
    entries: readonly Entry[],
    index: number,
  ) => { readonly text: string; readonly comments: string } | null;
  readonly fresh: (value: string) => string;
  readonly span: (entries: readonly Entry[]) => { readonly from: number; readonly to: number };
}

/** `[a, b]` on one line. */
function inBrackets(text: string, list: YAMLSeq): Layout | null {
  const [start, stop] = list.range ?? [0, 0];
  if (text.slice(start, stop).includes('\n')) return null;
  return {
    between: ', ',
    piece: (entries, index) => {
      const [from, to] = entries[index]?.range ?? [0, 0];
      return { text: text.slice(from, to), comments: '' };
    },
    fresh: (value) => value,
    span: (entries) => ({ from: entries[0]?.range[0] ?? 0, to: entries.at(-1)?.range[1] ?? 0 }),
  };
}

/** A line, or several, for each entry, behind a dash. */
function onLines(text: string, list: YAMLSeq): Layout | null {
  const first = list.range?.[0] ?? -1;
  const begin = lineStart(text, first);
  const indent = text.slice(begin, first);
  if (first < 0 || indent.trim() !== '' || text.charAt(first) !== '-') return null;
  const newline = newlineOf(text);
  /** Where the line of an entry's dash starts. */
  const dashOf = ({ range: [from] }: Entry): number => {
    for (let line = lineStart(text, from); line >= begin; line = lineStart(text, line - 1)) {
      if (text.startsWith(`${indent}-`, line)) return line;
      if (line === 0) break;
    }
    return -1;
  };
  const endOf = ({ range: [, to] }: Entry): number => nextLine(text, to);
  return {
    between: '',
    piece: (entries, index) => {
      const entry = entries[index];
      const before = entries[index - 1];
      if (entry === undefined || dashOf(entry) < 0) return null;
      // Comments above an entry are about it.
      const from = before === undefined ? begin : endOf(before);
      const whole = text.slice(from, endOf(entry));
      const comments = commentsBetween(text, from, endOf(entry)).map(
        (comment) => `${indent}${comment}${newline}`,
      );
      return { text: whole.endsWith('\n') ? whole : `${whole}${newline}`, comments: comments.join('') };
    },
    fresh: (value) => `${indent}- ${value}${newline}`,
    span: (entries) => {
      const last = entries.at(-1);
      return { from: begin, to: last === undefined ? begin : endOf(last) };
    },
  };
}
