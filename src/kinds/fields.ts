import { isRecord, type Json } from '../lib/json.ts';
import type { Diagnostic, Where } from '../model/diagnostic.ts';
import type { ExpandContext, ManifestDocument } from './manifest-kind.ts';

/** A name in a map, or an index in a list. */
export type Name = string | number;

/** What is wrong, without its place: the code is complete (`manifest.bad-amount`). */
export interface Problem {
  readonly code: string;
  readonly summary: string;
  readonly detail: string;
}

/** One map or list of a manifest, for reading it and for complaining about it. */
export interface Fields {
  /** What messages call a field of it: its path from the document's root. */
  readonly label: (name: Name) => string;
  /** True when the field is written, valid or not. */
  readonly has: (name: Name) => boolean;
  /** The field's value where it is valid. */
  readonly get: (name: Name) => Json | undefined;
  /** The field's text without white space at its ends: Stripe trims, and so do we. */
  readonly text: (name: Name) => string | undefined;
  /** The field as it is written, before YAML made a number of it. */
  readonly source: (name: Name) => string | undefined;
  /** Where the field stands; this map or list itself without a name. */
  readonly at: (name?: Name) => Where;
  /** The same, but undefined when the field is not written. */
  readonly place: (name: Name) => Where | undefined;
  /** The map or list in a field. */
  readonly below: (name: Name) => Fields;
  /** Reports an error at a field, or at the map or list itself for null. */
  readonly report: (name: Name | null, problem: Problem) => void;
}

/** The fields at `path` of a document. */
export function fieldsOf(document: ManifestDocument, context: ExpandContext, path: readonly Name[]): Fields {
  const at = (name?: Name): Where => document.at(name === undefined ? path : [...path, name]);
  const get = (name: Name): Json | undefined =>
    [...path, name].reduce<Json | undefined>(member, document.data);
  return {
    label: (name) => [...path, name].join('.'),
    has: (name) => document.has([...path, name]),
    get,
    text: (name) => {
      const value = get(name);
      return typeof value === 'string' ? value.trim() : undefined;
    },
    source: (name) => document.text([...path, name]),
    at,
    place: (name) => (document.has([...path, name]) ? at(name) : undefined),
    below: (name) => fieldsOf(document, context, [...path, name]),
    report: (name, problem) => {
      const diagnostic: Diagnostic = { severity: 'error', ...problem, where: at(name ?? undefined) };
      context.report(diagnostic);
    },
  };
}

/** The same fields under other names: `names` says what each is really called, and the rest is not there. */
export function renamed(fields: Fields, names: Readonly<Record<string, string>>): Fields {
  const real = (name: Name): string | undefined => names[name];
  const through = <Value>(name: Name, read: (name: string) => Value): Value | undefined => {
    const actual = real(name);
    return actual === undefined ? undefined : read(actual);
  };
  return {
    ...fields,
    label: (name) => fields.label(real(name) ?? name),
    has: (name) => through(name, fields.has) ?? false,
    get: (name) => through(name, fields.get),
    text: (name) => through(name, fields.text),
    source: (name) => through(name, fields.source),
    at: (name) => fields.at(name === undefined ? undefined : (real(name) ?? name)),
    place: (name) => through(name, fields.place),
    below: (name) => fields.below(real(name) ?? name),
    report: (name, problem) => {
      fields.report(name === null ? null : (real(name) ?? name), problem);
    },
  };
}

function member(value: Json | undefined, name: Name): Json | undefined {
  if (Array.isArray(value)) return value[Number(name)];
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
