import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { connectGithub } from '../../src/github/connect.ts';
import type { Fault } from '../github/faults.ts';
import { rejection, stand } from './stand.ts';

const PULL = '/repos/acme/shop/pulls/7';
const asked = (requests: readonly { readonly path: string }[]): number =>
  requests.filter(({ path }) => path === PULL).length;

describe('a read', () => {
  it.each<[string, Fault]>([
    ['502', { kind: 'error-before' }],
    ['500', { kind: 'error-before', status: 500 }],
    ['a closed connection', { kind: 'drop-before' }],
    ['a secondary limit', { kind: 'secondary-limit', retryAfter: 0 }],
    ['the hour’s limit shortly before it ends', { kind: 'primary-limit', retryAfter: 1 }],
    [
      'a body that broke off',
      { kind: 'answer', answer: { status: 200, body: Buffer.from('{"number": 7, ') } },
    ],
    ['a page of some proxy', { kind: 'answer', answer: { status: 200, body: Buffer.from('<html>') } }],
  ])('is tried again after %s', async (_name, fault) => {
    const at = await stand();
    at.server.fail({ ...fault, path: PULL });
    expect(await at.client().pullRequest(7)).toMatchObject({ number: 7 });
    expect(asked(at.server.requests)).toBe(2);
  });

  it('is tried four times at most', async () => {
    const at = await stand();
    at.server.fail({ kind: 'error-before', path: PULL, times: 99 });
    expect(await rejection(at.client().pullRequest(7))).toMatchObject({
      code: 'github.failed',
      message: expect.stringMatching(new RegExp(`^GitHub answered GET ${PULL} with 502`)),
    });
    expect(asked(at.server.requests)).toBe(4);
  });

  it('waits as long as GitHub asks, and not at all when that is too long', async () => {
    const at = await stand();
    const began = performance.now();
    at.server.fail({ kind: 'secondary-limit', retryAfter: 1, path: PULL });
    await at.client().pullRequest(7);
    expect(performance.now() - began).toBeGreaterThan(950);
    at.server.requests.length = 0;
    at.server.fail({ kind: 'secondary-limit', retryAfter: 60, path: PULL });
    expect(await rejection(at.client().pullRequest(7))).toMatchObject({
      code: 'github.failed',
      message: expect.stringContaining('secondary rate limit'),
      detail: 'There were too many requests. Run it again in 1 min.',
    });
    expect(asked(at.server.requests)).toBe(1);
  });

  it.each([404, 422])('is not tried again after %i', async (status) => {
    const at = await stand();
    at.server.fail({ kind: 'answer', answer: { status, body: { message: 'No.' } }, path: PULL });
    await rejection(at.client().pullRequest(7));
    expect(asked(at.server.requests)).toBe(1);
  });

  it('of GraphQL is tried again after an error of GitHub’s own, which has no type', async () => {
    const at = await stand();
    const body = { data: null, errors: [{ message: 'Something went wrong while executing your query.' }] };
    at.server.fail({ kind: 'answer', answer: { status: 200, body }, operation: 'viewer' });
    expect(await at.client().viewer()).toBe('github-actions[bot]');
  });
});

it.each([
  ['createComment', (github: ReturnType<typeof connectGithub>) => github.createComment(7, 'x')],
  ['updateComment', (github: ReturnType<typeof connectGithub>) => github.updateComment(1, 'x')],
  ['deleteComment', (github: ReturnType<typeof connectGithub>) => github.deleteComment(1)],
])('%s is not repeated when its outcome is unknown', async (_name, write) => {
  const at = await stand();
  at.server.fail({ kind: 'error-before', path: /comments/, times: 9 });
  expect(await rejection(write(at.client()))).toMatchObject({ code: 'github.failed' });
  expect(at.server.requests).toHaveLength(1);
});

describe('a failure', () => {
  it('names the permission by what was asked for', async () => {
    const at = await stand({}, { private: true });
    const none = at.client({ permissions: { contents: 'read' } });
    expect(await rejection(none.comments(7))).toMatchObject({
      code: 'github.forbidden',
      message: expect.stringContaining('Resource not accessible by integration'),
      detail: "Add `pull-requests: read` to the job's permissions.",
    });
    expect(await rejection(none.createComment(7, 'x'))).toMatchObject({
      detail: "Add `pull-requests: write` to the job's permissions.",
    });
    expect(await rejection(none.pullRequestsOf(at.head))).toMatchObject({
      detail: "Add `pull-requests: read` to the job's permissions.",
    });
  });

  it('gives GitHub’s words for another refusal', async () => {
    const at = await stand();
    const body = { message: 'Unable to create comment because issue is locked.' };
    at.server.fail({ kind: 'answer', answer: { status: 403, body }, method: 'POST' });
    expect(await rejection(at.client().createComment(7, 'x'))).toMatchObject({
      code: 'github.forbidden',
      message: expect.stringContaining('issue is locked'),
    });
  });

  it('has the request id', async () => {
    const at = await stand();
    expect(await rejection(at.client().pullRequest(404))).toMatchObject({
      code: 'github.not-found',
      message: expect.stringMatching(
        /GET \/repos\/acme\/shop\/pulls\/404: Not Found \(request [0-9A-F:]+\)$/,
      ),
    });
  });

  it('says that a file is too large for GitHub', async () => {
    const at = await stand();
    const body = { message: 'This API returns blobs up to 100 MB in size.', errors: [{ code: 'too_large' }] };
    at.server.fail({ kind: 'answer', answer: { status: 403, body }, path: /blobs/ });
    expect(await rejection(at.client().blob('1'.repeat(40)))).toMatchObject({ code: 'github.too-large' });
  });

  it('shortens a long text', async () => {
    const at = await stand();
    const body = { message: `\u{1F600}`.repeat(1000) };
    at.server.fail({ kind: 'answer', answer: { status: 418, body } });
    const { message } = (await rejection(at.client().pullRequest(7))) as Error;
    expect(message.length).toBeLessThan(500);
    expect(message.isWellFormed()).toBe(true);
  });

  it('of the connection says which host did not answer', async () => {
    const at = await stand();
    const github = at.client();
    await at.server.close();
    expect(await rejection(github.pullRequest(7))).toMatchObject({
      code: 'github.unreachable',
      message: expect.stringContaining(new URL(at.server.url).host),
    });
  });
});

describe('the token', () => {
  it('is asked for when there is none', () => {
    expect(() => connectGithub({ token: '', repository: 'acme/shop', apiUrl: 'http://127.0.0.1:9' })).toThrow(
      expect.objectContaining({ code: 'github.no-token' }),
    );
  });

  it.each([
    ['old', `ghs_${'a1B2'.repeat(9)}`],
    ['new', `ghs_1234_${'eyJhbGciOi-_'.repeat(4)}.${'eyJpc3MiOi-_'.repeat(9)}.${'c2lnbmF0dXJl'.repeat(9)}`],
    ['own', 'my-own-server-token'],
    ['broken', 'my-own\nserver-token'],
  ])('of the %s form is in no error, not even when GitHub sends it back', async (_name, token) => {
    const at = await stand();
    const body = { message: `Bad credentials: ${token}`, errors: [{ message: `token ${token}` }] };
    at.server.fail({ kind: 'answer', answer: { status: 401, body } });
    const github = connectGithub({ token, repository: 'acme/shop', apiUrl: at.server.url });
    const error = await rejection(github.pullRequest(7));
    expect(error).toBeInstanceOf(Error);
    const { message, detail, stack } = error as Error & { detail: string };
    const told = [message, detail, stack, inspect(error, { depth: 9 })].join('\n');
    for (const part of token.split(/[\n.]/)) expect(told).not.toContain(part);
  });

  it('that GitHub refuses is said to be refused', async () => {
    const at = await stand();
    const github = connectGithub({ token: 'ghs_x', repository: 'acme/shop', apiUrl: at.server.url });
    const error = await rejection(github.viewer());
    expect(error).toMatchObject({
      code: 'github.no-token',
      message: expect.stringContaining('Bad credentials'),
    });
    expect(inspect(error, { depth: 9 })).not.toContain('ghs_x');
  });
});
