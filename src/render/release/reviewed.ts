/** Stands alone on its line before what was reviewed. Nothing from outside begins a line of a comment. */
const MARKER = '<!-- pricebook:reviewed -->';
const KEPT = /^<!-- pricebook:reviewed -->\r?$/m;

const DROPPED = 'What was reviewed has no room here: the edits of this comment show it.';

/**
 * The end of a comment about a release: what was reviewed, in a fold, out of what the comment said before. It is taken
 * over as it is from the comment of an earlier release, and not folded again. Longer than `room`, it is replaced by a
 * sentence.
 *
 * @param before without its record line; null: there was nothing.
 */
export function reviewedTail(before: string | null, room: number): string {
  const start = before === null ? -1 : before.search(KEPT);
  const body = before?.trim() ?? '';
  const fold = body === '' ? '' : `\n<details><summary>What was reviewed</summary>\n\n${body}\n\n</details>`;
  const tail = before !== null && start >= 0 ? before.slice(start).trimEnd() : `${MARKER}${fold}`;
  return tail.length < room ? `${tail}\n` : `${MARKER}\n${DROPPED}\n`;
}
