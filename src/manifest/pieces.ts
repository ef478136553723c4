import { parseAllDocuments } from 'yaml';

function startsIn(text: string): readonly number[] | null {
  const trees = parseAllDocuments(text, { version: '1.2' });
  if (!Array.isArray(trees)) return null;
  const isWell = trees.every(({ errors }) => errors.length === 0);
  return isWell ? trees.map(({ range }) => range[0]) : null;
}

/**
 * A file cut into its documents, so that a change of one need not read the others again; joined they are the text. Whole
 * where a document does not stand by itself, as behind a directive.
 */
export function piecesOf(text: string): readonly string[] {
  const starts = startsIn(text) ?? [];
  if (starts.length < 2) return [text];
  const pieces = starts.map((start, index) => text.slice(index === 0 ? 0 : start, starts[index + 1]));
  return pieces.every((piece) => startsIn(piece)?.length === 1) ? pieces : [text];
}
