import { describe, expect, it } from 'vitest';
import { SHOP, fresh, refusalOf } from './support.ts';

const WRITER = { permissions: { pull_requests: 'write', contents: 'write' } } as const;

const setUp = async () => {
  const { github, shop, client } = await fresh();
  shop.commit({ branch: 'feature', parents: [shop.tip()], change: { a: 'a' } });
  const { number } = shop.openPullRequest({ head: 'feature' });
  const writer = client(WRITER);
  const post = () => writer.rest.issues.createComment({ ...SHOP, issue_number: number, body: 'x' });
  return { github, shop, number, writer, post, left: () => shop.comments(number).length };
};

describe('a fault', () => {
  it.each([
    ['error-before', 502, 0],
    ['error-after', 502, 1],
    ['secondary-limit', 403, 0],
    ['primary-limit', 403, 0],
  ] as const)('%s answers %i and leaves %i comments', async (kind, status, left) => {
    const { github, post, left: now } = await setUp();
    github.fail({ method: 'POST', path: /\/comments$/, kind });
    expect((await refusalOf(post())).status).toBe(status);
    expect(now()).toBe(left);
    expect(github.requests.map((request) => [request.method, request.status])).toEqual([['POST', status]]);
    expect((await post()).status).toBe(201);
  });

  it.each([
    ['drop-before', 0],
    ['drop-after', 1],
  ] as const)('%s closes the connection and leaves %i comments', async (kind, left) => {
    const { github, post, left: now } = await setUp();
    github.fail({ kind });
    expect((await refusalOf(post())).message).toMatch(/fetch failed|other side closed|terminated|socket/i);
    expect(now()).toBe(left);
    expect(github.requests.at(-1)?.status).toBe(0);
  });

  it('says how long to wait', async () => {
    const { github, post } = await setUp();
    github.fail({ kind: 'secondary-limit', retryAfter: 7 }, { kind: 'primary-limit' });
    const headers = () =>
      post().catch((error: { response: { headers: Record<string, string> } }) => error.response.headers);
    expect(await headers()).toMatchObject({ 'retry-after': '7' });
    expect(await headers()).toMatchObject({ 'x-ratelimit-remaining': '0' });
  });

  it('hits the requests that it names, after those that it skips, as often as it says', async () => {
    const { github, writer, number } = await setUp();
    github.fail({
      path: `/repos/acme/shop/pulls/${number}`,
      kind: 'error-before',
      status: 500,
      skip: 1,
      times: 2,
    });
    github.fail({
      operation: 'viewer',
      kind: 'answer',
      answer: { status: 418, body: { message: 'Teapot' } },
    });
    const seen: number[] = [];
    for (let at = 0; at < 4; at += 1) {
      await writer.rest.repos.get(SHOP);
      await writer.rest.pulls.get({ ...SHOP, pull_number: number }).then(
        () => seen.push(200),
        (error: { status: number }) => seen.push(error.status),
      );
    }
    expect(seen).toEqual([200, 500, 500, 200]);
    expect((await refusalOf(writer.graphql('{ viewer { login } }'))).status).toBe(418);
    expect(github.requests.at(-1)).toMatchObject({ path: '/graphql', operation: 'viewer' });
  });
});

describe('a hook', () => {
  it('changes the state before or after a request, and lets two meet', async () => {
    const { github, shop, number, post, left } = await setUp();
    let waiting: (() => void)[] = [];
    github.onRequest(({ method }, phase) => {
      if (method !== 'POST' || phase !== 'before') return undefined;
      return new Promise<void>((go) => {
        waiting.push(go);
        if (waiting.length < 2) return;
        for (const one of waiting) one();
        waiting = [];
      });
    });
    await Promise.all([post(), post()]);
    expect(left()).toBe(2);
    github.onRequest((_, phase) => {
      if (phase === 'after') shop.addComment(number, 'meanwhile');
    });
    github.fail({ kind: 'error-before' });
    await refusalOf(post());
    expect(left()).toBe(3);
  });
});
