import {
  isScalar,
  LineCounter,
  parseAllDocuments,
  type Document,
  type ParsedNode,
  type YAMLError,
} from 'yaml';
import type { Diagnostic, Where } from '../model/diagnostic.ts';
import type { SourceFile } from '../model/source.ts';
import { convert } from './convert.ts';
import { sourceDocument, type SourceDocument } from './document.ts';

/** What is being read: the first part of the diagnostic codes. */
export type Area = 'manifest' | 'config';

/**
 * The documents of a file and what is wrong with them as YAML. What cannot be read is left out; of a key that is
 * written twice the first value counts.
 */
export interface ParsedFile {
  readonly documents: readonly SourceDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One mistake often looks like many to a parser; more of them help nobody. */
const MOST_SYNTAX_ERRORS = 3;

const COLON = 'Put a text with a colon in it in quotes, and check the indentation.';
const ADVICE: Partial<Readonly<Record<YAMLError['code'], string>>> = {
  TAB_AS_INDENT: 'Indent with spaces.',
  TAG_RESOLVE_FAILED:
    'Remove the tag, the word that starts with `!`; put a text that starts with `!` in quotes.',
  BLOCK_AS_IMPLICIT_KEY: COLON,
  MULTILINE_IMPLICIT_KEY: COLON,
  RESOURCE_EXHAUSTION: 'No manifest needs as many levels. Take some of the brackets or the indentation out.',
};

const OPTIONS = { version: '1.2', strict: true, uniqueKeys: false, prettyErrors: false } as const;

/** Reads a file as YAML 1.2. Never throws; empty documents are left out. */
export function parseFile(file: SourceFile, area: Area): ParsedFile {
  const lines = new LineCounter();
  const read = parseTrees(file.text, lines).map((tree) => readTree(tree, { file, area, lines }));
  const readable = (problems: readonly Diagnostic[]): boolean =>
    problems.every(({ code }) => code === `${area}.duplicate-key`);
  return {
    documents: read.flatMap(({ document, problems }) =>
      document === undefined || !readable(problems) ? [] : [document],
    ),
    diagnostics: read.flatMap(({ problems }) => problems),
  };
}

function parseTrees(text: string, lines: LineCounter): readonly Document.Parsed[] {
  const parsed = parseAllDocuments(text, { ...OPTIONS, lineCounter: lines });
  return Array.isArray(parsed) ? parsed : [];
}

interface Reading {
  readonly file: SourceFile;
  readonly area: Area;
  readonly lines: LineCounter;
}

function readTree(
  tree: Document.Parsed,
  { file, area, lines }: Reading,
): { document?: SourceDocument; problems: readonly Diagnostic[] } {
  const where = (offset: number): Where => {
    const { line, col } = lines.linePos(offset);
    return { file: file.path, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const errors = [...tree.errors, ...tree.warnings].slice(0, MOST_SYNTAX_ERRORS);
  if (errors.length > 0) return { problems: errors.map((error) => syntaxError(error, area, where)) };
  const { yaml } = tree.directives;
  if (yaml.explicit === true && yaml.version !== '1.2') {
    const summary = `manifests are YAML 1.2, not ${yaml.version}`;
    const detail = 'Remove the `%YAML` line.';
    return { problems: [problem(area, { code: 'syntax', summary, detail, where: where(0) })] };
  }
  if (tree.contents === null || isEmpty(tree.contents)) return { problems: [] };
  const problems: Diagnostic[] = [];
  const converted = convert(tree.contents, ({ offset, other, ...rest }) => {
    const second = other === undefined ? {} : { other: where(other) };
    problems.push(problem(area, { ...rest, where: where(offset), ...second }));
  });
  return { document: sourceDocument(converted, file.path, lines), problems };
}

function isEmpty(contents: ParsedNode): boolean {
  return isScalar(contents) && contents.value === null && contents.source === '';
}

function problem(area: Area, { code, ...rest }: Omit<Diagnostic, 'severity'>): Diagnostic {
  return { severity: 'error', code: `${area}.${code}`, ...rest };
}

function syntaxError(error: YAMLError, area: Area, where: (offset: number) => Where): Diagnostic {
  if (error.code === 'RESOURCE_EXHAUSTION') {
    const summary = 'the document is nested too deeply';
    return problem(area, { code: 'too-deep', summary, detail: adviceFor(error), where: where(error.pos[0]) });
  }
  const summary = `this is not YAML: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`;
  return problem(area, { code: 'syntax', summary, detail: adviceFor(error), where: where(error.pos[0]) });
}

function adviceFor({ code }: YAMLError): string {
  return ADVICE[code] ?? 'Check the indentation, quotes and brackets here and in the line above.';
}
