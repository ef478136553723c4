import type Stripe from 'stripe';

/** An answer of Stripe that is not the one hoped for, reduced to what decisions and people need. */
export class StripeFailure extends Error {
  readonly status: number | null;
  readonly type: string;
  readonly code: string | null;
  readonly param: string | null;
  readonly requestId: string | null;
  /** Stripe's own word on whether trying again helps; null when it has none. */
  readonly shouldRetry: boolean | null;
  /** Seconds that Stripe asks to wait; null when it does not. */
  readonly retryAfter: number | null;
  /** The answer was stored under the idempotency key earlier and comes back unchanged. */
  readonly replayed: boolean;
  /** Which try of the request failed, from 1. */
  readonly attempt: number;

  constructor(error: Stripe.errors.StripeError, message: string, attempt: number) {
    super(message);
    const headers: Record<string, string | undefined> = { ...error.headers };
    this.name = 'StripeFailure';
    this.status = error.statusCode ?? null;
    this.type = error.rawType ?? error.type;
    this.code = error.code ?? null;
    this.param = error.param ?? null;
    this.requestId = error.requestId ?? null;
    this.shouldRetry = { true: true, false: false }[headers['stripe-should-retry'] ?? ''] ?? null;
    const seconds = Number(headers['retry-after'] ?? Number.NaN);
    this.retryAfter = Number.isFinite(seconds) ? seconds : null;
    this.replayed = headers['idempotent-replayed'] === 'true';
    this.attempt = attempt;
  }
}

/** True when the request may have had its effect although no good answer came. */
export function isUnknownOutcome({ status }: StripeFailure): boolean {
  return status === null || status >= 500;
}

/** True when the same request may succeed a little later. https://docs.stripe.com/error-low-level */
export function isPassing(failure: StripeFailure): boolean {
  if (failure.shouldRetry !== null) return failure.shouldRetry;
  return failure.status === 429 || failure.status === 409 || isUnknownOutcome(failure);
}
