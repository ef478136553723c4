import type { Where } from '../model/diagnostic.ts';
import { terminalPhrase } from './phrase.ts';
import type { Block, Item, Report, Row } from './report.ts';
import { terminalText } from './safe.ts';
import { paint, type Style } from './style.ts';

/** Labels are brought to one width up to this one. */
const WIDEST = 28;
const INDENT = '      ';

/** `plans/pro.yaml:12`; never at the start of a line. */
function placeText({ file, line }: Where): string {
  return terminalText(`${file}:${line}`);
}

function rowLines(rows: readonly Row[], style: Style): readonly string[] {
  const labels = rows.map(({ label }) => terminalText(label));
  const width = Math.max(0, ...labels.map(({ length }) => length).filter((length) => length <= WIDEST));
  return rows.map(({ text, tone }, index) => {
    const label = labels[index] ?? '';
    const shown = index > 0 && label === labels[index - 1] ? '' : label;
    return `${INDENT}${shown.padEnd(width)}  ${paint(style, tone ?? 'plain', terminalPhrase(text))}`;
  });
}

function itemLines(
  { symbol, tone, subject, what, rows, notes, where }: Item,
  style: Style,
): readonly string[] {
  const place = where === null ? '' : `  ${paint(style, 'quiet', `(${placeText(where)})`)}`;
  return [
    `  ${paint(style, tone, symbol)} ${paint(style, 'title', terminalText(subject))}  ${terminalPhrase(what)}${place}`,
    ...rowLines(rows, style),
    ...notes.map((note) => `${INDENT}${terminalPhrase(note)}`),
  ];
}

function blockLines({ title, tone, intro, items }: Block, style: Style): readonly string[] {
  return [
    paint(style, tone, terminalPhrase(title)),
    ...(intro === null ? [] : [`  ${terminalPhrase(intro)}`]),
    ...items.flatMap((entry) => itemLines(entry, style)),
    '',
  ];
}

/** The report for a terminal, without a line feed at its end. */
export function terminalReport(report: Report, style: Style): string {
  return [
    paint(style, report.tone, terminalPhrase(report.title)),
    ...report.intro.map(terminalPhrase),
    '',
    ...report.blocks.flatMap((block) => blockLines(block, style)),
    ...report.after.map((phrase) => paint(style, 'quiet', terminalPhrase(phrase))),
    paint(style, 'title', terminalPhrase(report.total)),
  ].join('\n');
}
