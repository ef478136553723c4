import { createHash } from 'node:crypto';
import { Refusal } from './errors.ts';
import type { Mode, Request } from './types.ts';

/** The first answer to a key. */
export type Remembered = {
  readonly fingerprint: string;
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
  /** Unix seconds on the emulator's clock. */
  readonly at: number;
};

/** Answers by mode and idempotency key, and the keys whose first request is still under way. */
export type Memory = { readonly answers: Map<string, Remembered>; readonly inFlight: Set<string> };

const lifetime = 24 * 3600;
const longest = 255;

/** The idempotency key of a request; only a v1 POST has one that means something. */
export const idempotencyKey = ({ method, headers }: Request): string | null =>
  method === 'POST' ? (headers['idempotency-key'] ?? null) : null;

/** Where a key's answer is kept. */
export const slotOf = (mode: Mode, key: string): string => `${mode}:${key}`;

/** Tells requests apart: verb, path and parameters. */
export const fingerprintOf = (request: Request): string =>
  createHash('sha256')
    .update([request.method, request.path, request.query, request.body].join('\n'))
    .digest('base64');

/**
 * The stored answer to replay, if this request has been made before in the last 24 hours.
 * @throws Refusal for a key that is in use right now, or was used for another request.
 */
export const recall = (
  memory: Memory,
  request: Request,
  at: { slot: string; now: number },
): Remembered | undefined => {
  const key = idempotencyKey(request) ?? '';
  if (key.length > longest)
    throw new Refusal({
      status: 400,
      type: 'invalid_request_error',
      message: `Idempotency keys may be at most ${longest} characters long.`,
      executed: false,
    });
  if (memory.inFlight.has(at.slot)) throw inUse(key);
  const found = memory.answers.get(at.slot);
  if (found === undefined || at.now - found.at >= lifetime) return undefined;
  if (found.fingerprint === fingerprintOf(request)) return found;
  throw new Refusal({
    status: 400,
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    executed: false,
  });
};

const inUse = (key: string): Refusal =>
  new Refusal({
    status: 409,
    type: 'invalid_request_error',
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    executed: false,
  });
