import type { Where } from '../model/diagnostic.ts';
import type { Phrase } from './phrase.ts';
import type { Tone } from './style.ts';

/** One line about an object: a field and what it is or becomes. */
export interface Row {
  readonly label: string;
  readonly text: Phrase;
  readonly tone?: Tone;
}

/** One entry of a report: an object and what there is to say of it. */
export interface Item {
  readonly symbol: string;
  readonly tone: Tone;
  /** What it is about: a key. */
  readonly subject: string;
  readonly what: Phrase;
  readonly rows: readonly Row[];
  readonly notes: readonly Phrase[];
  readonly where: Where | null;
}

/** Entries that belong together. The title of one that folds has no values of others in it. */
export interface Block {
  readonly title: Phrase;
  readonly tone: Tone;
  readonly intro: Phrase | null;
  readonly items: readonly Item[];
  /** Markdown folds it away: nobody has to decide anything about it. */
  readonly fold: boolean;
}

/** Everything that is to be read, before it is known where: blocks in the order of a terminal. */
export interface Report {
  readonly title: Phrase;
  readonly tone: Tone;
  readonly intro: readonly Phrase[];
  readonly blocks: readonly Block[];
  readonly after: readonly Phrase[];
  /** The last line: what it comes to. */
  readonly total: Phrase;
}

/** An entry with nothing below its first line. */
export function item(symbol: string, subject: string, what: Phrase): Item {
  return { symbol, tone: 'plain', subject, what, rows: [], notes: [], where: null };
}

/** The block in a list, or an empty list when it has no entries. */
export function blockOf(block: Block): readonly Block[] {
  return block.items.length === 0 ? [] : [block];
}
