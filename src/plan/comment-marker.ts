import { isList, isRecord, type Json, type JsonRecord } from '../lib/json.ts';
import { isKey } from '../model/key.ts';
import type { RecordedChange, ReviewRecord } from '../model/record.ts';

/** More than this, in UTF-16 units, and only the plan's digest is kept: a comment has room for 65,536. */
const MOST = 24_000;

const VERSION = 1;
const LINE = /^<!-- pricebook:review (\S+) (\{.*\}) -->$/;

/** What the first line of every comment about an environment begins with, whoever's plan it shows. */
export function commentMarker(environment: string): string {
  return `<!-- pricebook:review ${environment} `;
}

/** In an HTML comment nothing may look like its end, or a mention to whoever reads the raw text. */
const inComment = (text: string): string =>
  text.replace(
    /(?<=-)-|[<>&@#]|[^ -~]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The first line of a comment that records nothing: there was no plan, or not one that a release may apply. */
export function emptyMarkerLine(environment: string): string {
  return `${commentMarker(environment)}{} -->`;
}

/** The first line of a comment: a marker that readers do not see, with the record in it. */
export function markerLine(record: ReviewRecord): string {
  const { tool, environment, head, base, digest, changes } = record;
  const line = (kept: Json): string => {
    const json = JSON.stringify({
      v: VERSION,
      tool,
      head,
      base: [base.ref, base.commit],
      digest,
      changes: kept,
    });
    return `${commentMarker(environment)}${inComment(json)} -->`;
  };
  const whole = line(changes?.map(({ key, action, fields }) => [key, action, { ...fields }]) ?? null);
  return whole.length <= MOST ? whole : line(null);
}

const isText = (value: unknown): value is string => typeof value === 'string';

const pairOf = (value: Json | undefined): readonly [string, string] | null => {
  if (!isList(value)) return null;
  const [first, second] = value;
  return isText(first) && isText(second) ? [first, second] : null;
};

function changeOf(value: Json): RecordedChange | null {
  const [key, action, fields] = isList(value) ? value : [];
  if (!isText(key) || !isKey(key) || !isText(action) || !isRecord(fields)) return null;
  const pairs = Object.entries(fields).map(([path, pair]) => [path, pairOf(pair)] as const);
  const whole = pairs.flatMap(([path, pair]) => (pair === null ? [] : [[path, pair] as const]));
  return whole.length < pairs.length ? null : { key, action, fields: Object.fromEntries(whole) };
}

function recordOf(environment: string, data: JsonRecord): ReviewRecord | null {
  const { v, tool, head, digest } = data;
  const base = pairOf(data.base);
  if (v !== VERSION || !isText(tool) || !isText(head) || !isText(digest) || base === null) return null;
  const common = { tool, environment, head, base: { ref: base[0], commit: base[1] }, digest };
  if (data.changes === null) return { ...common, changes: null };
  const changes = isList(data.changes) ? data.changes.map(changeOf) : [null];
  const known = changes.filter((change) => change !== null);
  return known.length < changes.length ? null : { ...common, changes: known };
}

/** The record in a comment's first line; null where there is none, or none that this version understands whole. */
export function readRecord(body: string): ReviewRecord | null {
  const [first = ''] = body.split(/\r?\n/, 1);
  const [, environment, json] = LINE.exec(first) ?? [];
  if (environment === undefined || json === undefined) return null;
  try {
    const data: unknown = JSON.parse(json);
    return isRecord(data) ? recordOf(environment, data) : null;
  } catch {
    // Whoever can write comments can write anything; what is no record is none.
    return null;
  }
}
