/** Which of an account's two datasets a key sees. */
export type Mode = 'test' | 'live';

/** The verbs that Stripe's v1 routes use. */
export type Method = 'GET' | 'POST' | 'DELETE';

/** A stored object: what Stripe keeps of it, hidden fields included. Rows are never mutated, only replaced. */
export type Row = { readonly id: string };

/** One request as the server received it. */
export type Request = {
  readonly method: string;
  /** Without the query string; still percent-encoded. */
  readonly path: string;
  readonly query: string;
  readonly body: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
};

/** An answer before it is written to the wire. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** The kind of key a request carried; never the key itself. */
export type KeyKind = 'sk_test' | 'rk_test' | 'sk_live' | 'rk_live' | 'invalid' | 'none';

/** One line of the request log. `status` is 0 while in flight and when the connection was dropped. */
export type RequestRecord = {
  readonly method: string;
  /** The path template, for example `/v1/prices/{id}`; the concrete path where no route matches. */
  readonly route: string;
  readonly path: string;
  readonly status: number;
  readonly key: KeyKind;
  readonly idempotencyKey: string | null;
};

/** Request counts by `METHOD template`. */
export type RequestCounts = { total: number; routes: Record<string, number> };

/** What can be made to go wrong; an absent part means that nothing of the sort does. */
export type Faults = {
  /** Delay of every answer, between acceptance of the request and its effect. */
  readonly latencyMs?: number;
  readonly rateLimit?: RateLimit;
  readonly fail?: readonly FailRule[];
};

/** Token buckets in requests per second: one for the mode, and one for each verb and template. */
type RateLimit = {
  readonly perSecond?: number;
  /** Size of the buckets; as many as are refilled in one second unless given. */
  readonly burst?: number;
  readonly perEndpoint?: number;
};

/** How a request fails. `drop-after` closes the connection once the effect has happened. */
export type FailKind = 'error-before' | 'error-after' | 'drop-after' | 'rate-limit' | 'lock-timeout';

/** Which requests fail, and how. All conditions must hold; an absent one always does. */
export type FailRule = {
  readonly method?: string;
  /** A concrete path or a template. */
  readonly path?: string;
  /** Only the nth matching request since the faults were set, counted from 1. */
  readonly nth?: number;
  /** Only this share of the matching requests, from 0 to 1, chosen by a generator started with `seed`. */
  readonly rate?: number;
  readonly seed?: number;
  readonly kind: FailKind;
};

/** Called right before and right after the effect of every request; `'drop'` closes the connection then. */
export type RequestHook = (
  request: HookRequest,
) => undefined | 'drop' | Promise<undefined | 'drop'> | void | Promise<void>;

/** What a hook is told. */
export type HookRequest = {
  readonly phase: 'before' | 'after';
  /** Counts all requests since start or reset, from 1. */
  readonly number: number;
  readonly method: string;
  readonly route: string;
  readonly path: string;
  readonly body: string;
  readonly idempotencyKey: string | null;
};
