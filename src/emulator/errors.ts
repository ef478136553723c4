/** What Stripe's error body says, and how the layers above must treat it. */
export type RefusalDetail = {
  readonly status: number;
  readonly type: 'invalid_request_error' | 'idempotency_error' | 'api_error';
  readonly code?: string;
  readonly message: string;
  readonly param?: string;
  /** Extra response headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Whether the endpoint had begun executing. Only then is the answer kept under the idempotency key.
   * https://docs.stripe.com/api/idempotent_requests
   */
  readonly executed: boolean;
};

/** Thrown by every layer to answer with an error. A class because it has to be thrown and recognised. */
export class Refusal extends Error {
  readonly detail: RefusalDetail;

  constructor(detail: RefusalDetail) {
    super(detail.message);
    this.detail = detail;
  }
}

type Extra = { readonly param?: string; readonly code?: string };

/** A parameter that fails validation; leaves nothing under the idempotency key. */
export const invalid = (message: string, extra: Extra = {}): Refusal =>
  new Refusal({ status: 400, type: 'invalid_request_error', message, executed: false, ...extra });

/** A refusal that depends on the account's state; kept under the idempotency key like a success. */
export const refused = (message: string, extra: Extra = {}): Refusal =>
  new Refusal({ status: 400, type: 'invalid_request_error', message, executed: true, ...extra });

/** A required parameter is absent. */
export const missingParam = (param: string): Refusal =>
  invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' });

/** One or more parameters that the operation does not take; also how Stripe refuses immutable fields. */
export const unknownParams = (names: readonly string[]): Refusal =>
  invalid(`Received unknown parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}`, {
    ...(names[0] === undefined ? {} : { param: names[0] }),
    code: 'parameter_unknown',
  });

/** An empty string for something that cannot be cleared. */
export const emptyParam = (param: string): Refusal =>
  invalid(
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
    { param, code: 'parameter_invalid_empty' },
  );

/** Two parameters that exclude each other. */
export const onlyOne = (names: readonly [string, ...string[]], param: string = names[0]): Refusal =>
  invalid(`You may only specify one of these parameters: ${names.join(', ')}.`, { param });

/** 404 for a path or verb that no route serves. */
export const unknownRoute = (method: string, path: string): Refusal =>
  new Refusal({
    status: 404,
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}). If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code. Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
    executed: false,
  });

/** 401; the message never holds more of a key than its kind and last four characters. */
export const unauthorized = (message: string): Refusal =>
  new Refusal({ status: 401, type: 'invalid_request_error', message, executed: false });

/** 403 in the words in which Stripe names the permission and the account. */
export const forbidden = (key: string, account: string, permission: string): Refusal =>
  new Refusal({
    status: 403,
    type: 'invalid_request_error',
    code: 'more_permissions_required',
    message: `The provided key '${key}' does not have the required permissions for this endpoint on account '${account}'. Having the 'rak_${permission}' permission would allow this request to continue.`,
    executed: false,
  });

/** 429 of a rate limiter: no `Stripe-Should-Retry`, so that the SDK does not retry it by itself. */
export const rateLimited = (reason: string): Refusal =>
  new Refusal({
    status: 429,
    type: 'invalid_request_error',
    code: 'rate_limit',
    message:
      'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
    headers: { 'Stripe-Rate-Limited-Reason': reason },
    executed: false,
  });

/** 429 because another request holds the object; Stripe asks for a retry. */
export const lockTimeout = (): Refusal =>
  new Refusal({
    status: 429,
    type: 'invalid_request_error',
    code: 'lock_timeout',
    message:
      'This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate.',
    headers: { 'Stripe-Should-Retry': 'true' },
    executed: false,
  });

/** 500. */
export const serverError = (): Refusal =>
  new Refusal({
    status: 500,
    type: 'api_error',
    message: 'An unknown error occurred. The emulator was told to fail this request.',
    executed: true,
  });
