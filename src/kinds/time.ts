import { code } from '../lib/wording.ts';
import type { Fields } from './fields.ts';

/** A point in time as a manifest has it, its parts by name. */
const WRITTEN = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[Tt]\d\d:\d\d(?::\d\d)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** A time in seconds since 1970 as specs have it: ISO 8601, UTC, to the second. */
export function timeText(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/** The seconds since 1970 of a time in a spec. */
export function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}

/** True for a day that its month has; `Date.parse` takes the thirtieth of February for the second of March. */
const isDay = ({ year, month, day }: Record<string, string | undefined>): boolean =>
  new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);

/** The time in a field as specs have it; undefined where there is none, or one that is in error and reported. */
export function readTime(fields: Fields, name: string): string | undefined {
  const text = fields.text(name);
  if (text === undefined) return undefined;
  const parts = WRITTEN.exec(text)?.groups;
  const milliseconds = parts === undefined || !isDay(parts) ? Number.NaN : Date.parse(text);
  if (!Number.isNaN(milliseconds)) return timeText(Math.floor(milliseconds / 1000));
  fields.report(name, {
    code: 'manifest.bad-time',
    summary: `${code(fields.label(name))}: ${code(text)} is no point in time`,
    detail: 'Write date, time and zone: `2027-06-30T00:00:00Z`, or `2027-06-30T02:00:00+02:00`.',
  });
  return undefined;
}
