import type { Where } from '../model/diagnostic.ts';
import { safeLine } from './safe.ts';
import { columnsOf } from './width.ts';

/** Of a long line, this much before and after the caret, in UTF-16 units. */
const BEFORE = 60;
const AFTER = 40;
/** Lines above and below. */
const NEIGHBOURS = 1;

/** The part of a harmless text around a position, and the columns before that position in it. */
function windowOf(text: string, at: number): { readonly text: string; readonly columns: number } {
  const from = at > BEFORE ? at - BEFORE : 0;
  const to = Math.min(text.length, at + AFTER);
  const part = (start: number, end: number): string =>
    text.slice(start, end).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
  const before = `${from > 0 ? '…' : ''}${part(from, at)}`;
  return { text: `${before}${part(at, to)}${to < text.length ? '…' : ''}`, columns: columnsOf(before) };
}

/**
 * The line at a place between its neighbours, a caret under the column; no lines when the text has no such line.
 * Every line begins with a gutter, so that no text from outside starts one.
 */
export function frameLines(text: string, { line, column }: Where): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  const target = lines[line - 1];
  if (target === undefined) return [];
  const last = Math.min(lines.length, line + NEIGHBOURS);
  const width = String(last).length;
  const at = Math.min(safeLine(target.slice(0, column - 1)).length, safeLine(target).length);
  const numbers = Array.from(
    { length: last - Math.max(0, line - 1 - NEIGHBOURS) },
    (_, index) => last - index,
  ).reverse();
  return numbers.flatMap((number) => {
    const shown = windowOf(safeLine(lines[number - 1] ?? ''), at);
    const gutter = `${number === line ? '>' : ' '} ${String(number).padStart(width)} |`;
    const code = `${gutter} ${shown.text}`.trimEnd();
    return number === line ? [code, `  ${' '.repeat(width)} | ${' '.repeat(shown.columns)}^`] : [code];
  });
}
