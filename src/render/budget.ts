/** One entry, whole and as its first line alone. */
interface Entry {
  readonly full: string;
  readonly short: string;
}

/** Entries between what opens and what closes them. */
export interface Section {
  readonly head: string;
  readonly entries: readonly Entry[];
  readonly tail: string;
}

/** Room for the line that says how many entries are missing. */
const MORE = 80;

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

const moreLine = (left: number): string => (left === 0 ? '' : `\n… and ${left} more.\n`);

/**
 * The text before, the sections, and the text after, in at most `budget` bytes of UTF-8 as long as the first and the
 * last fit. Entries are whole, or their first line, or counted; never cut, which would break fences and tables.
 * Earlier sections come first: put first what must be seen.
 */
export function withinBudget(
  { before, sections, after }: { before: string; sections: readonly Section[]; after: string },
  budget: number,
): string {
  let left = budget - bytesOf(before) - bytesOf(after) - MORE;
  let missing = 0;
  const parts: string[] = [];
  for (const { head, entries, tail } of sections) {
    const frame = bytesOf(head) + bytesOf(tail) + MORE;
    const taken: string[] = [];
    left -= frame;
    for (const { full, short } of entries) {
      const text = bytesOf(full) <= left ? full : short;
      if (bytesOf(text) > left) break;
      taken.push(text);
      left -= bytesOf(text);
    }
    if (taken.length === 0) {
      left += frame;
      missing += entries.length;
    } else parts.push(head, ...taken, moreLine(entries.length - taken.length), tail);
  }
  return `${before}${parts.join('')}${moreLine(missing)}${after}`;
}
