import type { Answer } from './answer.ts';

/** A request as tests see it in the log. */
export interface RequestRecord {
  readonly method: string;
  /** Below the API, without what is asked for: `/repos/acme/shop/pulls/7`, whichever way it was addressed. */
  readonly path: string;
  readonly query: string;
  /** The field that a GraphQL request asks for: `viewer`, `createCommitOnBranch`. */
  readonly operation: string | null;
  /** Who asked; null without a token that exists. */
  readonly login: string | null;
  /** 0 until it is answered, and for good when the connection was closed instead. */
  status: number;
}

/** What goes wrong, and with which requests. */
export interface Fault {
  readonly method?: string;
  /** The whole path below the API, or what it matches. */
  readonly path?: string | RegExp;
  /** The field of a GraphQL request. */
  readonly operation?: string;
  /** How many matching requests it lets through first; default none. */
  readonly skip?: number;
  /** How many it hits then; default one. */
  readonly times?: number;
  /**
   * `error` is a 5xx, `drop` a closed connection; before the effect, or after it. The limits refuse before it;
   * `answer` gives any other answer instead.
   */
  readonly kind:
    | 'error-before'
    | 'error-after'
    | 'drop-before'
    | 'drop-after'
    | 'secondary-limit'
    | 'primary-limit'
    | 'answer';
  /** Of an error: 500, 502, 503. Default 502. */
  readonly status?: number;
  /** Of a limit: seconds until it is over. */
  readonly retryAfter?: number;
  readonly answer?: Answer;
}

/** A fault that still has requests to hit. */
export interface ArmedFault {
  readonly fault: Fault;
  skip: number;
  left: number;
}

/** Makes a fault ready to hit. */
export const arm = (fault: Fault): ArmedFault => ({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 });

const concerns = ({ method, path, operation }: Fault, request: RequestRecord): boolean =>
  (method === undefined || method === request.method) &&
  (operation === undefined || operation === request.operation) &&
  (path === undefined || (typeof path === 'string' ? path === request.path : path.test(request.path)));

/** The first fault that hits this request, counted. */
export function hit(armed: readonly ArmedFault[], request: RequestRecord): Fault | undefined {
  for (const one of armed) {
    if (one.left === 0 || !concerns(one.fault, request)) continue;
    if (one.skip > 0) one.skip -= 1;
    else {
      one.left -= 1;
      return one.fault;
    }
  }
  return undefined;
}

const LIMITS = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';

const limited = (message: string, headers: Record<string, string>): Answer => ({
  status: 403,
  headers,
  body: { message, documentation_url: LIMITS, status: '403' },
});

/** How GitHub refuses a token that has used up its hour; `reset` in seconds since 1970. */
export const primaryLimit = (reset: number): Answer =>
  limited('API rate limit exceeded for installation ID 4711.', {
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(reset),
  });

const secondaryLimit = (seconds: number): Answer =>
  limited('You have exceeded a secondary rate limit. Please wait a few minutes before you try again.', {
    'retry-after': String(seconds),
  });

const broken = (status: number): Answer =>
  status === 502
    ? {
        status,
        headers: { 'content-type': 'text/html' },
        body: Buffer.from('<html><h1>502 Bad Gateway</h1></html>'),
      }
    : { status, body: { message: 'Server Error', status: String(status) } };

/** What a fault answers with, or that the connection is closed. */
export function faultAnswer(fault: Fault): Answer | 'drop' {
  const { kind, status = 502, retryAfter = 1 } = fault;
  switch (kind) {
    case 'drop-before':
    case 'drop-after':
      return 'drop';
    case 'error-before':
    case 'error-after':
      return broken(status);
    case 'secondary-limit':
      return secondaryLimit(retryAfter);
    case 'primary-limit':
      return primaryLimit(Math.floor(Date.now() / 1000) + retryAfter);
    case 'answer':
      return fault.answer ?? broken(status);
  }
}

/** Whether a fault strikes when the effect has taken place. */
export const isAfter = ({ kind }: Fault): boolean => kind.endsWith('-after');
