import { isList, isRecord, type Json } from '../../../src/lib/json.ts';

/**
 * References are marked while they are data, so that edits find them: `@coupon:ten`. A generator that cannot know what
 * there is asks for one of them by number: `@coupon?3`.
 */
export const pick = (kind: string, number: number): string => `@${kind}?${number}`;

const PICK = /^@(\w+)\?(\d+)$/;
const MARK = /^@(\w+:.+)$/;

/** What can be referred to, by kind and code: `coupon:ten`, `price:pro/monthly`. */
type Names = readonly string[];

/** A value whose references are there, and whether any was not. */
interface Sound {
  /** undefined where a value that stands alone refers to nothing. */
  readonly value: Json | undefined;
  readonly dangles: boolean;
}

function picked(names: Names, kind: string, number: number): string | undefined {
  const all = names.filter((name) => name.startsWith(`${kind}:`));
  return all.length === 0 ? undefined : `@${all[number % all.length]}`;
}

function soundText(text: string, names: Names): Sound {
  const [, kind, number] = PICK.exec(text) ?? [];
  if (kind !== undefined) return { value: picked(names, kind, Number(number)), dangles: false };
  const name = MARK.exec(text)?.[1];
  const isThere = name === undefined || names.includes(name);
  return { value: isThere ? text : undefined, dangles: !isThere };
}

/** The value with every pick taken; items and members that refer to nothing are gone, and what is left empty by it. */
export function soundIn(value: Json, names: Names): Sound {
  if (typeof value === 'string') return soundText(value, names);
  if (isList(value)) {
    const items = value.map((item) => soundIn(item, names));
    const kept = items.flatMap(({ value: item }) => (item === undefined ? [] : [item]));
    const distinct = kept.filter((item, index) => typeof item !== 'string' || kept.indexOf(item) === index);
    const isEmptied = value.length > 0 && kept.length === 0;
    return { value: isEmptied ? undefined : distinct, dangles: items.some(({ dangles }) => dangles) };
  }
  if (!isRecord(value)) return { value, dangles: false };
  const members = Object.entries(value).map(([name, each]) => ({ name, ...soundIn(each, names) }));
  const kept = members.flatMap(({ name, value: each }) =>
    each === undefined ? [] : [[name, each] as const],
  );
  return { value: Object.fromEntries(kept), dangles: members.some(({ dangles }) => dangles) };
}

const mapText = (value: Json, change: (text: string) => string): Json => {
  if (typeof value === 'string') return change(value);
  if (isList(value)) return value.map((item) => mapText(item, change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapText(each, change)]));
};

/** Every mark in the value, without its `@`. */
export function marksIn(value: Json): Names {
  const found: string[] = [];
  mapText(value, (text) => {
    const name = MARK.exec(text)?.[1];
    if (name !== undefined) found.push(name);
    return text;
  });
  return found;
}

/** The same with references to other names. */
export const renamedIn = (value: Json, rename: (name: string) => string): Json =>
  mapText(value, (text) => {
    const name = MARK.exec(text)?.[1];
    return name === undefined ? text : `@${rename(name)}`;
  });

/** The same as manifests have it: codes alone. */
export const unmarked = (value: Json): Json => mapText(value, (text) => text.replace(/^@\w+:/, ''));
