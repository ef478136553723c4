import { isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode } from 'yaml';
import type { Json } from '../lib/json.ts';
import { holdsSecret, redact } from '../lib/redact.ts';
import { code } from '../lib/wording.ts';

/** Where a value stands in its file, as offsets, with its source text and, for maps and lists, what is inside. */
export interface Place {
  readonly offset: number;
  /** Of the key in front of it; missing for items of lists and for the document itself. */
  readonly keyOffset?: number;
  readonly text?: string;
  /** By key, or by index as a text. */
  readonly entries?: ReadonlyMap<string, Place>;
}

/** A document as plain data, and the places of its values. */
export interface Converted {
  readonly data: Json;
  readonly place: Place;
}

/** Why a document cannot be plain data: the end of a diagnostic code, texts, and one or two offsets. */
export interface ConversionProblem {
  readonly code: 'syntax' | 'duplicate-key' | 'too-many-aliases' | 'too-deep' | 'bad-text' | 'secret';
  readonly summary: string;
  readonly detail: string;
  readonly offset: number;
  readonly other?: number;
}

/** No manifest is nearly as deep; what is would exhaust the stack. */
const DEEPEST = 64;
/** Values that aliases may repeat in one document. Real manifests repeat a few dozen. */
const MOST_REPEATED = 10_000;

interface Sized extends Converted {
  /** Values in it, itself included. */
  readonly size: number;
}

/**
 * Turns a YAML tree into plain data, itself rather than through the library: every value keeps its place, amounts
 * keep their source text, equal keys are found in linear time, and aliases are counted before they multiply.
 */
export function convert(root: ParsedNode, report: (problem: ConversionProblem) => void): Converted {
  const anchors = new Map<string, Sized>();
  let repeated = 0;

  const check = (text: string, offset: number): void => {
    if (!text.isWellFormed()) {
      const detail = 'An escape such as `\\ud800` stands alone. Write the character itself.';
      report({ code: 'bad-text', summary: 'a text holds half of a character', detail, offset });
    }
    if (holdsSecret(text)) {
      const detail = 'Manifests are committed to git. Take it out, and roll it if it was ever pushed.';
      report({
        code: 'secret',
        summary: `${code(redact(text))} looks like a key or a secret`,
        detail,
        offset,
      });
    }
  };

  const node = (value: ParsedNode, depth: number): Sized => {
    const offset = value.range[0];
    if (isAlias(value)) return alias(value.source, offset);
    if (isScalar(value) && typeof value.value === 'string') check(value.value, offset);
    if (depth > DEEPEST) {
      const detail = 'No manifest needs this. Take some of the brackets or the indentation out.';
      report({ code: 'too-deep', summary: `more than ${DEEPEST} levels of nesting`, detail, offset });
      return { data: null, place: { offset }, size: 1 };
    }
    const converted = isMap(value)
      ? map(value.items, { offset, depth })
      : isSeq(value)
        ? list(value.items, { offset, depth })
        : scalar(value, offset);
    if (value.anchor !== undefined) anchors.set(value.anchor, converted);
    return converted;
  };

  const alias = (name: string, offset: number): Sized => {
    const target = anchors.get(name);
    if (target === undefined) {
      const detail = `Write \`&${name}\` in front of a value further up, or write the value itself here.`;
      report({ code: 'syntax', summary: `no value above is named ${code(`&${name}`)}`, detail, offset });
      return { data: null, place: { offset }, size: 1 };
    }
    repeated += target.size;
    if (repeated > MOST_REPEATED) {
      const detail = `Aliases may repeat ${MOST_REPEATED} values in a document. Write the values themselves.`;
      report({ code: 'too-many-aliases', summary: 'aliases repeat too many values', detail, offset });
      return { data: null, place: { offset }, size: 1 };
    }
    return { ...target, place: { ...target.place, offset } };
  };

  const list = (items: readonly ParsedNode[], at: { offset: number; depth: number }): Sized => {
    const converted = items.map((item) => node(item, at.depth + 1));
    const entries = new Map(converted.map(({ place }, index) => [String(index), place]));
    return {
      data: converted.map(({ data }) => data),
      place: { offset: at.offset, entries },
      size: 1 + converted.reduce((sum, { size }) => sum + size, 0),
    };
  };

  const map = (
    items: readonly Pair<ParsedNode, ParsedNode | null>[],
    at: { offset: number; depth: number },
  ): Sized => {
    const entries = new Map<string, Place>();
    const data: [string, Json][] = [];
    let size = 1;
    for (const { key, value } of items) {
      const keyOffset = key.range[0];
      const name = isScalar(key) ? (key.source ?? String(key.value)) : undefined;
      if (name === undefined) {
        const detail = 'A name in front of a colon is a plain text.';
        report({ code: 'syntax', summary: 'a name is not a text', detail, offset: keyOffset });
        continue;
      }
      check(name, keyOffset);
      const first = entries.get(name)?.keyOffset;
      if (first !== undefined) {
        const summary = `${code(name)} is written twice`;
        const detail = 'A name can stand once in a map. Remove one of the two, or rename it.';
        report({ code: 'duplicate-key', summary, detail, offset: keyOffset, other: first });
        continue;
      }
      const inner = value === null ? scalar({ value: null }, keyOffset) : node(value, at.depth + 1);
      entries.set(name, { ...inner.place, keyOffset });
      data.push([name, inner.data]);
      size += inner.size;
    }
    return { data: Object.fromEntries(data), place: { offset: at.offset, entries }, size };
  };

  return node(root, 0);
}

function scalar(node: { readonly value: unknown; readonly source?: string }, offset: number): Sized {
  return { data: plain(node.value), place: { offset, text: node.source ?? '' }, size: 1 };
}

/** The value of a scalar. The core schema makes nothing but texts, numbers, true, false and null. */
function plain(value: unknown): Json {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
