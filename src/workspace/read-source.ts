import { readFile, stat } from 'node:fs/promises';
import { code } from '../lib/wording.ts';
import type { Area } from '../manifest/parse.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { SourceFile } from '../model/source.ts';
import { errorCode } from './error-code.ts';

/** The most that one file may hold, in bytes. */
const LARGEST = 1024 * 1024;

/** What was read of one file; null where there is none, or none that can be used. */
export interface ReadSource {
  readonly file: SourceFile | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a file that a person wrote: UTF-8, with or without a byte order mark, of at most 1 MiB. A file that is not
 * there is null without a diagnostic.
 */
export async function readSource(path: string, area: Area): Promise<ReadSource> {
  const refuse = refusal(path, area);
  try {
    const status = await stat(path);
    if (!status.isFile()) return refuse('unreadable', notAFile(path));
    if (status.size > LARGEST) return refuse('too-large', tooLarge(path, status.size));
    return sourceOf(path, await readFile(path), area);
  } catch (error) {
    const reason = errorCode(error);
    if (reason === 'ENOENT') return { file: null, diagnostics: [] };
    return refuse('unreadable', {
      summary: `${code(path)} cannot be read: ${reason}`,
      detail: 'Check that it exists and that you may read it.',
    });
  }
}

/** The same for bytes that were read already, of a file that stands elsewhere. */
export function sourceOf(path: string, bytes: Uint8Array, area: Area): ReadSource {
  const refuse = refusal(path, area);
  if (bytes.byteLength > LARGEST) return refuse('too-large', tooLarge(path, bytes.byteLength));
  const text = decode(bytes);
  return text === undefined ? refuse('not-utf8', notText(path)) : { file: { path, text }, diagnostics: [] };
}

const refusal =
  (path: string, area: Area) =>
  (end: string, words: { summary: string; detail: string }): ReadSource => ({
    file: null,
    diagnostics: [
      { severity: 'error', code: `${area}.${end}`, ...words, where: { file: path, line: 1, column: 1 } },
    ],
  });

/** The text, or undefined when the bytes are not UTF-8. A byte order mark is dropped. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // A fatal decoder has one way to say no.
    return undefined;
  }
}

const notAFile = (path: string) => ({
  summary: `${code(path)} is not a file`,
  detail: 'Rename it or move it elsewhere.',
});

const tooLarge = (path: string, size: number) => ({
  summary: `${code(path)} is too large: ${size} bytes, of at most ${LARGEST}`,
  detail: 'Split it into several files.',
});

const notText = (path: string) => ({
  summary: `${code(path)} is not UTF-8 text`,
  detail: 'Save it as UTF-8.',
});
