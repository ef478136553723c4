import { onTestFinished } from 'vitest';
import { connectGithub } from '../../src/github/connect.ts';
import type { Github } from '../../src/github/github.ts';
import { postComment, type Posted, type StickyComment } from '../../src/github/sticky.ts';
import type { Repo } from '../github/repo.ts';
import { type GithubOptions, type GithubServer, startGithub, type TokenOptions } from '../github/server.ts';

/** The job's permissions for a review. */
const REVIEW: TokenOptions = { permissions: { contents: 'read', pull_requests: 'write' } };

/** The login of a job's token. */
export const BOT = 'github-actions[bot]';

export const MARKER = '<!-- pricebook:review test ';

/** A comment of ours with this text. */
export const bodyOf = (text: string): string => `${MARKER}-->\n${text}`;

/** A server with one repository that has one open pull request, number 7. */
export interface Stand {
  readonly server: GithubServer;
  readonly repo: Repo;
  readonly head: string;
  /** A client of the repository with a token of its own. */
  readonly client: (token?: TokenOptions) => Github;
  /** What of the pull request's comments carries our marker, by author and text. */
  readonly marked: () => { readonly author: string; readonly body: string }[];
}

/** Starts a stand, and stops it when the test is over. */
export async function stand(
  options: GithubOptions = {},
  repository: { readonly private?: boolean } = {},
): Promise<Stand> {
  const server = await startGithub(options);
  onTestFinished(() => server.close());
  const repo = server.repository('acme/shop', repository);
  repo.commit({ files: { 'README.md': '# Shop\n', 'plans/basic.yaml': 'code: basic\n' } });
  const head = repo.commit({
    branch: 'dearer',
    parents: [repo.tip()],
    change: { 'plans/pro.yaml': 'code: pro\n' },
  });
  repo.openPullRequest({ head: 'dearer', number: 7 });
  const client = (token = REVIEW): Github =>
    connectGithub({ token: server.token(token), repository: 'acme/shop', apiUrl: server.url });
  const marked = () =>
    repo
      .comments(7)
      .filter(({ body }) => body.startsWith(MARKER))
      .map(({ author, body }) => ({ author, body }));
  return { server, repo, head, client, marked };
}

/** Posts a text to the pull request of a stand. */
export const post = (
  { client, head }: Stand,
  text: string,
  given: Partial<StickyComment> & { readonly github?: Github } = {},
): Promise<Posted> => {
  const { github = client(), ...comment } = given;
  return postComment(github, {
    number: 7,
    marker: MARKER,
    body: bodyOf(text),
    head,
    base: 'main',
    create: 'always',
    ...comment,
  });
};

/** What a promise is rejected with. */
export const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expectedRejection(),
    (error: unknown) => error,
  );

function expectedRejection(): never {
  throw new Error('It was not rejected.');
}

/** Methods and paths of what was sent that writes. */
export const writes = ({ server }: Stand): string[] =>
  server.requests
    .filter(({ method, operation }) => method !== 'GET' && operation !== 'viewer')
    .map(({ method, path, status }) => `${method} ${path} ${status}`);
