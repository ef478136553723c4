import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { RewrittenFile } from '../../model/accept.ts';
import { markdownBlock, safeLine } from '../safe.ts';

/** The files as one unified diff that `git apply` takes; empty without any. */
export function patchOf(files: readonly RewrittenFile[]): string {
  return files
    .map(({ path, before, text }) =>
      createTwoFilesPatch(`a/${path}`, `b/${path}`, before, text, undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      }),
    )
    .join('');
}

/** The diff in Markdown, in a fold, where it has at most `budget` UTF-16 units; empty without files. */
export function patchMarkdown(files: readonly RewrittenFile[], budget: number): string {
  if (files.length === 0) return '';
  const lines = patchOf(files).trimEnd().split('\n').map(safeLine);
  const block = markdownBlock(lines, 'diff');
  const text = block.length > budget ? 'It is too long to be shown here.' : block;
  return `<details><summary>The same as a patch</summary>\n\n${text}\n\n</details>\n`;
}
