import { Scalar } from 'yaml';
import { digitsOf, type Written } from '../kinds/written.ts';
import { newlineOf, type Change } from './edit-map.ts';
import { yamlInline } from './emit.ts';

/** The text of a value that is one. */
function plainText(value: Written): string | undefined {
  return typeof value === 'string' ? value : digitsOf(value);
}

/** Ways to write a value where this one stands, in its style first; which of them say it is for the reader to find out. */
export function scalarChanges(text: string, node: Scalar, value: Written): readonly Change[] {
  const [from, to] = node.range ?? [-1, -1];
  if (from < 0 || node.source === '') return [];
  const content = plainText(value);
  const inline = yamlInline(value);
  const isBlock = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
  const end = isBlock ? (/\r?\n$/.exec(text.slice(from, to))?.[0] ?? '') : '';
  const ways = content === undefined ? [] : styled(text.slice(from, to), { content, node });
  const last = content === undefined ? [] : [JSON.stringify(content)];
  return [...ways, inline, ...last].map((way) => ({ from, to, text: way + (ways.includes(way) ? '' : end) }));
}

function styled(
  source: string,
  { content, node }: { readonly content: string; readonly node: Scalar },
): readonly string[] {
  if (node.type === Scalar.QUOTE_SINGLE) return [`'${content.replaceAll("'", "''")}'`];
  if (node.type === Scalar.QUOTE_DOUBLE) return [JSON.stringify(content)];
  if (node.type === Scalar.BLOCK_LITERAL) return [block(source, content, 1)];
  return node.type === Scalar.BLOCK_FOLDED ? [block(source, content, 2)] : [];
}

/** A block scalar with its header and indentation as they are, and other lines. */
function block(source: string, content: string, breaks: 1 | 2): string {
  const newline = newlineOf(source);
  const [header = '', ...lines] = source.split(/\r?\n/);
  const first = lines.find((line) => line.trim() !== '') ?? '  ';
  const indent = /^ */.exec(first)?.[0] ?? '  ';
  const body = content
    .trim()
    .split('\n')
    .map((line) => (line === '' ? line : indent + line));
  const end = source.endsWith('\n') ? newline : '';
  return `${header}${newline}${body.join(newline.repeat(breaks))}${end}`;
}
