/** A value in a document; a variable stands as `{ variable: name }` until it is given one. */
export type Value = string | number | boolean | null | readonly Value[] | Variable | Fields;

interface Variable {
  readonly variable: string;
}

interface Fields {
  readonly fields: Readonly<Record<string, Value>>;
}

/** A field that a document asks for, with what it asks for below. */
export interface Selection {
  readonly name: string;
  readonly alias: string;
  readonly args: Readonly<Record<string, Value>>;
  readonly below: readonly Selection[];
}

/** The first operation of a document. */
export interface Operation {
  readonly type: 'query' | 'mutation';
  readonly selections: readonly Selection[];
}

const TOKEN =
  /\s+|,|#[^\n]*|(\.\.\.|[!$():=@[\]{}|&]|"""[^]*?"""|"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?|[A-Za-z_]\w*)/gy;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    end = match.index + match[0].length;
    if (match[1] !== undefined) tokens.push(match[1]);
  }
  if (end !== text.length)
    throw new SyntaxError(`Parse error on ${JSON.stringify(text.slice(end, end + 10))}`);
  return tokens;
}

/** Reads tokens one after the other. */
interface Reader {
  peek(): string;
  next(expected?: string): string;
}

function readerOf(tokens: readonly string[]): Reader {
  let at = 0;
  return {
    peek: () => tokens[at] ?? '',
    next(expected) {
      const token = tokens[at] ?? '';
      if (token === '' || (expected !== undefined && token !== expected)) {
        throw new SyntaxError(`Parse error on ${JSON.stringify(token)}, expecting ${expected ?? 'more'}`);
      }
      at += 1;
      return token;
    },
  };
}

function listOf<T>(reader: Reader, close: string, one: () => T): T[] {
  const found: T[] = [];
  while (reader.peek() !== close) found.push(one());
  reader.next(close);
  return found;
}

const pairsOf = (reader: Reader, close: string): Record<string, Value> =>
  Object.fromEntries(
    listOf(reader, close, () => {
      const name = reader.next();
      reader.next(':');
      return [name, valueOf(reader)];
    }),
  );

function valueOf(reader: Reader): Value {
  const token = reader.next();
  if (token === '$') return { variable: reader.next() };
  if (token === '[') return listOf(reader, ']', () => valueOf(reader));
  if (token === '{') return { fields: pairsOf(reader, '}') };
  if (token.startsWith('"""')) return token.slice(3, -3).trim();
  if (token.startsWith('"') || /^(-?\d|true$|false$|null$)/.test(token)) return JSON.parse(token) as Value;
  return token; // an enum
}

function selectionOf(reader: Reader): Selection {
  const first = reader.next();
  const aliased = reader.peek() === ':';
  if (aliased) reader.next();
  const name = aliased ? reader.next() : first;
  const has = (open: string): boolean => {
    if (reader.peek() !== open) return false;
    reader.next();
    return true;
  };
  const args = has('(') ? pairsOf(reader, ')') : {};
  const below = has('{') ? listOf(reader, '}', () => selectionOf(reader)) : [];
  return { name, alias: first, args, below };
}

/** The operation of a document without fragments and directives: https://spec.graphql.org/October2021/#sec-Document */
export function parseOperation(text: string): Operation {
  const reader = readerOf(tokensOf(text));
  const type = reader.peek() === 'mutation' ? 'mutation' : 'query';
  while (reader.peek() !== '{') reader.next(); // its name and the types of its variables
  reader.next('{');
  return { type, selections: listOf(reader, '}', () => selectionOf(reader)) };
}
