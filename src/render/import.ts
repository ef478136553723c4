import type { JsonRecord } from '../lib/json.ts';
import type { Imported } from '../model/import.ts';
import { importReport, type ImportView } from './import-report.ts';
import { markdownReport, type MarkdownOptions } from './markdown.ts';
import type { Style } from './style.ts';
import { terminalReport } from './terminal.ts';

/** An import for a terminal, without a line feed at its end. */
export function renderImport(
  imported: Imported,
  { style, ...view }: ImportView & { readonly style: Style },
): string {
  return terminalReport(importReport(imported, view), style);
}

/** The same in Markdown, for a job summary or the description of a pull request. */
export function importMarkdown(
  imported: Imported,
  { budget, ...view }: ImportView & MarkdownOptions,
): string {
  return markdownReport(importReport(imported, view), budget === undefined ? {} : { budget });
}

/** The members of an import's document: which files, what objects are called, what was left as it is. */
export function importJson({ files, codes, left, unread, archived, managed }: Imported): JsonRecord {
  return {
    files: files.map(({ path, before, objects }) => ({
      path,
      status: before === null ? 'new' : 'changed',
      objects,
    })),
    codes: codes.map((each) => ({ ...each })),
    left: left.map((each) => ({ ...each })),
    unread: unread.map((each) => ({ ...each })),
    archived,
    managed,
  };
}
