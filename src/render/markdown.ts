import type { Section } from './budget.ts';
import { withinBudget } from './budget.ts';
import { markdownPhrase } from './phrase.ts';
import type { Block, Item, Report } from './report.ts';
import { markdownCode } from './safe.ts';

/** A job summary over 1 MiB is dropped whole; this leaves room for what else the job writes. */
export const SUMMARY_BUDGET = 900_000;

/** How many bytes of UTF-8 a text may have; a comment's limit in UTF-16 units is never more than that. */
export interface MarkdownOptions {
  readonly budget?: number;
}

const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

function entryOf(
  { symbol, subject, what, rows, notes, where }: Item,
  placed: boolean,
): Section['entries'][number] {
  const place = where === null ? '' : markdownCode(`${where.file}:${where.line}`);
  const line = (lines: readonly string[]): string =>
    tableRow([markdownCode(symbol), markdownCode(subject), lines.join('<br>'), ...(placed ? [place] : [])]);
  const first = markdownPhrase(what);
  return {
    full: line([
      first,
      ...rows.map(({ label, text }) => `${markdownCode(label)}: ${markdownPhrase(text)}`),
      ...notes.map(markdownPhrase),
    ]),
    short: line([first]),
  };
}

/** A block as a table, in a fold where nobody has to decide anything about it. */
function blockSection({ title, intro, items, fold }: Block): Section {
  const name = markdownPhrase(title);
  const heading = fold ? `<details><summary>${name} (${items.length})</summary>\n\n` : `### ${name}\n\n`;
  const words = intro === null ? '' : `${markdownPhrase(intro)}\n\n`;
  const placed = items.some(({ where }) => where !== null);
  const columns = ['', 'Object', 'What happens', ...(placed ? ['Written in'] : [])];
  return {
    head: `${heading}${words}${tableRow(columns)}${tableRow(columns.map(() => '---'))}`,
    entries: items.map((entry) => entryOf(entry, placed)),
    tail: fold ? '\n</details>\n\n' : '\n',
  };
}

/** The report in Markdown: what it comes to, then the blocks in the order given, as many entries as fit. */
export function markdownReport(report: Report, { budget = SUMMARY_BUDGET }: MarkdownOptions): string {
  const paragraph = (text: string): string => `${text}\n\n`;
  const before = [
    `## ${markdownPhrase(report.title)}`,
    `**${markdownPhrase(report.total)}**`,
    ...report.intro.map(markdownPhrase),
  ];
  return withinBudget(
    {
      before: before.map(paragraph).join(''),
      sections: report.blocks.map(blockSection),
      after: report.after.map((phrase) => paragraph(markdownPhrase(phrase))).join(''),
    },
    budget,
  );
}
