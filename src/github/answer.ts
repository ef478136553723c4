import { isList, isRecord } from '../lib/json.ts';

/** What is known of an answer that is not the one hoped for, as decisions need it. */
export interface Answer {
  /** null when none came: no connection, or one that closed too early. */
  readonly status: number | null;
  /** The types of GraphQL's errors, whose answers have status 200 all the same: `STALE_DATA`. */
  readonly types: readonly string[];
  /** The request was refused, without effect, for there were too many. */
  readonly limited: boolean;
  /** Seconds that GitHub asks to wait; null when it does not. */
  readonly retryAfter: number | null;
  /** Quotable to GitHub's support. */
  readonly requestId: string | null;
  /** GitHub's own words, or those of the connection. */
  readonly words: string;
}

/** An answer of octokit's, or the part of an error that is one. */
interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

const isResponse = (value: unknown): value is Response =>
  typeof value === 'object' && value !== null && 'status' in value && 'headers' in value && 'data' in value;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What GitHub says in the body of an error: its message, and what it says of single fields. */
function wordsIn(data: unknown): string {
  if (!isRecord(data)) return '';
  const errors = (isList(data.errors) ? data.errors : []).map((error) => {
    if (!isRecord(error)) return error;
    return error.message ?? [error.resource, error.field, error.code].filter(isText).join(' ');
  });
  return [data.message, ...errors].filter(isText).join(': ');
}

/** https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function isLimit({ status, headers }: Response, words: string, types: readonly string[]): boolean {
  if (status === 429 || types.includes('RATE_LIMITED')) return true;
  if (status !== 403) return false;
  return (
    headers['x-ratelimit-remaining'] === '0' ||
    headers['retry-after'] !== undefined ||
    /rate limit/i.test(words)
  );
}

function waitIn(headers: Response['headers']): number | null {
  const asked = Number(headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(asked)) return Math.max(0, asked);
  if (headers['x-ratelimit-remaining'] !== '0') return null;
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN) - Date.now() / 1000;
  return Number.isFinite(reset) ? Math.max(0, reset) : null;
}

function fromResponse(response: Response): Answer {
  const { status, headers, data } = response;
  const errors = isRecord(data) && isList(data.errors) ? data.errors.filter(isRecord) : [];
  const types = errors.flatMap(({ type, code }) => [type, code].filter((word) => typeof word === 'string'));
  const words = wordsIn(data);
  const limited = isLimit(response, words, types);
  const requestId = headers['x-github-request-id'];
  return {
    status,
    types,
    limited,
    retryAfter: limited || status >= 500 ? waitIn(headers) : null,
    requestId: requestId === undefined ? null : String(requestId),
    words,
  };
}

const none = (words: string): Answer => ({
  status: null,
  types: [],
  limited: false,
  retryAfter: null,
  requestId: null,
  words,
});

/** What an error that octokit threw says of the answer; null for an error that is no failed request. */
export function answerIn(error: unknown): Answer | null {
  if (!(error instanceof Error) || !('status' in error)) return null;
  const response = 'response' in error ? error.response : undefined;
  // Without a response the status is octokit's invention: 500.
  return isResponse(response) ? fromResponse(response) : none(error.message);
}

/**
 * What is wrong with an answer that octokit takes for a good one; null when nothing is. GraphQL reports its errors with
 * status 200. And a body that broke off, or a page of some proxy in its place, comes as a text: octokit's paginate
 * would make an empty list of it.
 */
export function faultIn(response: unknown): Answer | null {
  if (!isResponse(response) || response.status === 204) return null;
  if (typeof response.data !== 'object' || response.data === null) return none('the answer is not complete');
  const failed = isRecord(response.data) && isList(response.data.errors) && response.data.errors.length > 0;
  return failed ? fromResponse(response) : null;
}
