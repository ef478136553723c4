import { getOctokit } from '@actions/github';
import { Fault } from '../model/fault.ts';
import { answerIn, faultIn, type Answer } from './answer.ts';
import { failureOf } from './failure.ts';
import type { Conversation } from './permission.ts';
import { persist, type Stop } from './retry.ts';

/** Where a repository is, and who asks. */
export interface GithubOptions {
  readonly token: string;
  /** `owner/name`: the runner's GITHUB_REPOSITORY. */
  readonly repository: string;
  /** The runner's GITHUB_API_URL: `https://api.github.com`, or `https://host/api/v3` of GitHub Enterprise. */
  readonly apiUrl: string;
  /** Ends what waits for another try, with the failure it waits after. */
  readonly signal?: AbortSignal | undefined;
}

/** A connection to one repository. */
export interface Repository {
  readonly octokit: ReturnType<typeof getOctokit>;
  /** What every request to the repository names. */
  readonly at: { readonly owner: string; readonly repo: string };
  readonly stop: Stop;
}

/** Milliseconds that one request may take. */
const TIMEOUT = 30_000;

/** Octokit would print warnings of GitHub's, raw, where the runner looks for workflow commands. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const isMutation = (query: unknown): boolean => typeof query === 'string' && query.startsWith('mutation');

/**
 * A connection whose failures are all `GithubFailure`s, after as many tries as are safe. What it is about decides which
 * permission they name, and nothing else.
 */
export function openRepository(
  { token, repository, apiUrl, signal }: GithubOptions,
  about: Conversation = 'pull-requests',
): Repository {
  if (token === '') {
    throw new Fault('github.no-token', 'there is no token for GitHub', 'Give one as the input github-token.');
  }
  const [owner = '', repo = ''] = repository.split('/');
  const stop = signal ?? null;
  const octokit = getOctokit(token, {
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent: 'pricebook',
    log: SILENT,
  });
  octokit.hook.wrap('request', (send, options) => {
    const { method, query } = options as typeof options & { readonly query?: unknown };
    const { host, pathname: path } = new URL(octokit.request.endpoint(options).url);
    const writes = method !== 'GET' && !(path.endsWith('/graphql') && !isMutation(query));
    return persist(async () => {
      const request = { ...options.request, signal: AbortSignal.timeout(TIMEOUT) };
      let answer: Answer | null;
      try {
        const response = await send({ ...options, request });
        answer = faultIn(response);
        if (answer === null) return response;
      } catch (error) {
        answer = answerIn(error);
        if (answer === null) throw error;
      }
      throw failureOf(answer, { method, path, writes, about, host, token });
    }, stop);
  });
  return { octokit, at: { owner, repo }, stop };
}
