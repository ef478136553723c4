import fc from 'fast-check';
import { isList, isRecord, type Json } from '../../src/lib/json.ts';
import { recordsOf, type Catalog } from '../engine/laws/catalogs.ts';

/** How somebody writes YAML: answers numbers from 0 to 99, one for each choice. */
type Dice = () => number;

/** Throws of dice. */
export const anyDice: fc.Arbitrary<readonly number[]> = fc.array(fc.nat(99), {
  minLength: 12,
  maxLength: 40,
});

interface Pen {
  readonly roll: Dice;
  /** Values that stand more than once in the document, and the anchors that they got. */
  readonly repeated: ReadonlySet<string>;
  readonly anchors: Map<string, string>;
  readonly note: () => string;
}

/** Fields whose text may be a block. */
const PROSE: ReadonlySet<string> = new Set(['name', 'description', 'nickname', 'display_name']);

const AMOUNT = /^#([\d.]+)$/;

function scalar(value: Json, { roll }: Pen): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const digits = AMOUNT.exec(value)?.[1];
  if (digits !== undefined) return roll() < 80 ? digits : `"${digits}"`;
  const isPlain = /^[A-Za-z][A-Za-z ]*$/.test(value) && !/^(null|true|false|yes|no)$/i.test(value);
  if (isPlain && roll() < 60) return value;
  return roll() < 50 ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}

function inline(value: Json, pen: Pen): string {
  const space = pen.roll() < 70 ? ' ' : '';
  if (isList(value)) return `[${value.map((item) => inline(item, pen)).join(', ')}]`;
  if (!isRecord(value)) return scalar(value, pen);
  const pairs = Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${inline(each, pen)}`);
  return `{${space}${pairs.join(', ')}${space}}`;
}

/** Lines for a comment above, and a comment behind, now and then. */
const above = ({ roll, note }: Pen, indent: string): string =>
  roll() < 25 ? `${roll() < 30 ? '\n' : ''}${indent}# ${note()}\n` : '';
const behind = ({ roll, note }: Pen): string =>
  roll() < 30 ? `${' '.repeat(1 + (roll() % 3))}# ${note()}` : '';

/** An alias for what was written already, or an anchor for what comes again. */
function mark(value: Json, pen: Pen): { readonly alias?: string; readonly anchor: string } {
  const id = JSON.stringify(value);
  const name = pen.anchors.get(id);
  if (name !== undefined && pen.roll() < 70) return { alias: `*${name}`, anchor: '' };
  if (name !== undefined || !pen.repeated.has(id) || pen.roll() < 40) return { anchor: '' };
  pen.anchors.set(id, `a${pen.anchors.size}`);
  return { anchor: ` &a${pen.anchors.size - 1}` };
}

function pair(
  name: string,
  value: Json,
  { pen, indent }: { readonly pen: Pen; readonly indent: string },
): string {
  const key = `${above(pen, indent)}${indent}${/^[a-z]\w*$/.test(name) ? name : JSON.stringify(name)}:`;
  const { alias, anchor } = mark(value, pen);
  if (alias !== undefined) return `${key} ${alias}${behind(pen)}\n`;
  const isEmpty = (isList(value) || isRecord(value)) && Object.keys(value).length === 0;
  if (isEmpty || (!isList(value) && !isRecord(value)) || pen.roll() < 35) {
    const isText = PROSE.has(name) && typeof value === 'string' && /\S/.test(value);
    if (isText && pen.roll() < 20) {
      return `${key}${anchor} ${pen.roll() < 50 ? '|' : '>-'}${behind(pen)}\n${indent}    ${value}\n`;
    }
    return `${key}${anchor} ${inline(value, pen)}${behind(pen)}\n`;
  }
  const below = indent + ' '.repeat(pen.roll() < 80 ? 2 : 4);
  const lines = isList(value)
    ? value.map((item) => `${above(pen, below)}${below}- ${inline(item, pen)}${behind(pen)}\n`)
    : Object.entries(value).map(([each, inner]) => pair(each, inner, { pen, indent: below }));
  return `${key}${anchor}${behind(pen)}\n${lines.join('')}`;
}

/** Texts of values in it that come more than once and are worth an anchor. */
function repeatedIn(value: Json): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const count = (each: Json): void => {
    const id = JSON.stringify(each);
    if (id.length > 4) counts.set(id, (counts.get(id) ?? 0) + 1);
    if (isList(each)) each.forEach(count);
    else if (isRecord(each)) Object.values(each).forEach(count);
  };
  count(value);
  return new Set([...counts].filter(([, number]) => number > 1).map(([id]) => id));
}

/** The catalog as people write it, with comments that are all different: `note 12.` */
export function dressed(
  catalog: Catalog,
  dice: readonly number[],
): { readonly text: string; readonly notes: readonly string[] } {
  let thrown = 0;
  const notes: string[] = [];
  const tools = {
    roll: () => {
      thrown += 1;
      return ((dice[thrown % dice.length] ?? 0) + 37 * Math.floor(thrown / dice.length)) % 100;
    },
    note: () => {
      notes.push(`note ${notes.length}.`);
      return notes.at(-1) ?? '';
    },
  };
  const texts = recordsOf(catalog).map((data) => {
    const pen: Pen = { ...tools, repeated: repeatedIn(data), anchors: new Map() };
    if (tools.roll() < 10) return `${inline(data, pen)}${behind(pen)}\n`;
    return Object.entries(data)
      .map(([name, value]) => pair(name, value, { pen, indent: '' }))
      .join('');
  });
  const text = texts.join(tools.roll() < 50 ? '---\n' : '--- # next\n');
  return { text: tools.roll() < 15 ? text.replaceAll('\n', '\r\n') : text, notes };
}
