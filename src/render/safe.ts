import { redact } from '../lib/redact.ts';

/** Longer values are cut, in UTF-16 units. */
const LONGEST = 500;

const ESCAPES =
  // oxlint-disable-next-line no-control-regex -- these are the sequences that must not reach a terminal
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]?/g;
/** Control characters, bidirectional controls, and whatever else is there without being seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** No script stacks more marks than these on one letter. */
const PILES = /(\p{M}{4})\p{M}+/gu;

/**
 * The text on one line, harmless to a terminal and to GitHub's runner, which looks for commands in every line of
 * the output: `::name` where a line starts, `##[name` anywhere. Not shortened.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function safeLine(text: string): string {
  const seen = text
    .toWellFormed()
    .replace(ESCAPES, '')
    .replace(/\r?\n|[\u0085\u2028\u2029]/g, '⏎')
    .replaceAll('\t', '  ')
    .replace(UNSEEN, '')
    .replace(PILES, '$1');
  return redact(seen)
    .replace(/##(?=\[)/g, '# #')
    .replace(/^(\s*):(?=:)/, '$1: ');
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Any text from outside as a terminal may get it: one harmless line of at most `longest` UTF-16 units. */
export function terminalText(text: string, longest = LONGEST): string {
  return cut(safeLine(text), longest);
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  // GitHub takes what is between two of them for a formula.
  $: '<span>$</span>',
  '@': '@\u200b',
  '#': '#\u200b',
};

/** What GitHub makes a link or a picture of although it is no markup: `:tada:`, `GH-12`, the digits of a commit. */
function inert(line: string): string {
  return line
    .replace(/:(?=[\w+-]+:)/g, ':\u200b')
    .replace(/\bGH-(?=\d)/gi, '$&\u200b')
    .replace(/(?<![\da-z])[\da-f]{7,}(?![\da-z])/gi, (digits) => digits.replace(/.{6}(?=.)/g, '$&\u200b'));
}

function inline(line: string): string {
  return inert(line)
    .replace(/[&<>|$@#\\`*_[\]~]/g, (mark) => ESCAPED[mark] ?? `\\${mark}`)
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}\\.`);
}

/** The line with nothing at its start that opens a block. */
const noBlock = (line: string): string => line.replace(/^(\d*)(?=[-+=.)])/, '$1\\');

const escaped = (line: string): string => noBlock(inline(line.trim()));

/** Any text from outside as prose in Markdown, table cells included: no markup, mention, reference or link. */
export function markdownText(text: string, longest = LONGEST): string {
  return escaped(terminalText(text, longest));
}

const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/** Any text from outside as inline code. One with a pipe is written in HTML: a pipe would end its table cell. */
export function markdownCode(text: string, longest = LONGEST): string {
  const line = terminalText(text, longest);
  if (line.trim() === '') return '`""`';
  if (line.includes('|')) return `<code>${escaped(line)}</code>`;
  const fence = '`'.repeat(longestRun(line) + 1);
  const padding = /^[ `]|[ `]$/.test(line) ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** A value between backticks that others do not touch. */
const VALUE = /(?<!`)`([^`]+)`(?!`)/;

/** A sentence with values between backticks, those as inline code and all else as prose; each harmless by itself. */
export function markdownSentence(text: string, longest = LONGEST): string {
  const parts = terminalText(text, longest).trim().split(VALUE);
  return noBlock(
    parts.map((part, index) => (index % 2 === 1 ? markdownCode(part, longest) : inline(part))).join(''),
  );
}

/** Lines, harmless already, as a fenced block in a language of ours. */
export function markdownBlock(lines: readonly string[], language: 'text' | 'diff' = 'text'): string {
  const text = lines.join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}
