const LONGEST = 60;

/** The text as a message shows it: in backticks, on one line, cut where it is long. */
export function code(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what must not reach a terminal
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
  const cut = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  return `\`${cut}\``;
}

/** The words as one phrase: `a`, `b` or `c`. */
export function oneOf(words: readonly string[]): string {
  return phrase(words, 'or');
}

/** The words as one phrase: `a`, `b` and `c`. */
export function allOf(words: readonly string[]): string {
  return phrase(words, 'and');
}

function phrase(words: readonly string[], joint: string): string {
  const last = words.at(-1) ?? '';
  const rest = words.slice(0, -1).map(code);
  return rest.length === 0 ? code(last) : `${rest.join(', ')} ${joint} ${code(last)}`;
}
