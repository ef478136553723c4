import { Lexer } from 'yaml';

/** A comment of a text: its mark and words, without white space at its end. */
interface Comment {
  readonly offset: number;
  readonly text: string;
}

/** What the lexer adds between the pieces of a text: where a document and a scalar begin, and an error. */
const SIGNS: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);
const SCALAR = '\u001f';

/** The comments of a YAML text, in order. A `#` inside of a value is none. */
function commentsIn(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  let before = '';
  for (const piece of new Lexer().lex(text)) {
    if (piece.startsWith('#') && before !== SCALAR) comments.push({ offset, text: piece.trimEnd() });
    if (!SIGNS.has(piece)) offset += piece.length;
    before = piece;
  }
  return comments;
}

/** The comments between two offsets. */
export function commentsBetween(text: string, from: number, to: number): readonly string[] {
  return commentsIn(text)
    .filter(({ offset }) => offset >= from && offset < to)
    .map((comment) => comment.text);
}
