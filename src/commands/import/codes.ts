import type { Idea } from '../../kinds/importer.ts';
import { slug } from '../../lib/slug.ts';

/** The form of a code; the schemas have the same. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/;
const LONGEST = 63;
/** Means "no price" and "no lookup key" where a code may stand. */
const NONE = 'none';

/** A code and what it was made of. */
export interface Chosen {
  readonly code: string;
  readonly from: string;
}

/** The text where it is a code as it stands, else what is left of it; empty for nothing. */
export function codeOf(text: string): string {
  const code = CODE.test(text) ? text : slug(text).slice(0, LONGEST).replace(/_+$/, '');
  return code === NONE ? '' : code;
}

/**
 * The first idea whose code is free; the best one with a number behind it where none is. Codes are names of files too,
 * and some file systems take `Pro` for `pro`.
 *
 * @param isTaken asked with codes as they are written.
 * @throws {Error} where nothing is left of any idea: a bug of ours, since one of them is a word of ours.
 */
export function chooseCode(ideas: readonly Idea[], isTaken: (code: string) => boolean): Chosen {
  const codes = ideas
    .map(({ text, from }) => ({ code: codeOf(text), from }))
    .filter(({ code }) => code !== '');
  const [best] = codes;
  if (best === undefined) throw new Error('an object has nothing that a code could be made of');
  if (!isTaken(best.code)) return best;
  // Words for an interval are as good as each other; anything else is what somebody calls it.
  const other = codes.find(({ code, from }) => from.startsWith(best.from) && !isTaken(code));
  if (other !== undefined) return other;
  for (let number = 2; ; number += 1) {
    const end = `_${number}`;
    const code = `${best.code.slice(0, LONGEST - end.length)}${end}`;
    if (!isTaken(code)) return { code, from: best.from };
  }
}
