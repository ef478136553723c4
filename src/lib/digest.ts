import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from './json.ts';

/** The SHA-256 of a value's canonical JSON, as 64 hexadecimal digits. */
export function digestOf(value: Json): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
