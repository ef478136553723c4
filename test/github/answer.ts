/** What goes back over the wire: JSON, or bytes as they are. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A request that is refused; what it throws is what it answers. */
export class Refusal extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(`Answered ${answer.status}.`);
    this.answer = answer;
  }
}

/** 200 with JSON. */
export const ok = (body: unknown): Answer => ({ status: 200, body });

const DOCS = 'https://docs.github.com/rest';

/** An error as GitHub words it: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
export const refusal = (status: number, message: string, docs = ''): Refusal =>
  new Refusal({ status, body: { message, documentation_url: `${DOCS}${docs}`, status: String(status) } });

/** 404, also for what exists and may not be seen. */
export const notFound = (docs = ''): Refusal => refusal(404, 'Not Found', docs);

/** 422 that names the field. */
export const invalid = (
  error: {
    readonly resource: string;
    readonly code: string;
    readonly field?: string;
    readonly message?: string;
  },
  docs = '',
): Refusal =>
  new Refusal({
    status: 422,
    body: {
      message: 'Validation Failed',
      errors: [error],
      documentation_url: `${DOCS}${docs}`,
      status: '422',
    },
  });
