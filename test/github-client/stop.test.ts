import { describe, expect, it } from 'vitest';
import { connectGithub } from '../../src/github/connect.ts';
import type { Github } from '../../src/github/github.ts';
import { PROPOSER } from './propose-stand.ts';
import { post, rejection, stand, type Stand } from './stand.ts';

/** A client of a run that is told to stop by `stop`. */
function stoppable({ server }: Stand): { readonly github: Github; readonly stop: AbortController } {
  const stop = new AbortController();
  const { signal } = stop;
  const token = server.token(PROPOSER);
  return { github: connectGithub({ token, repository: 'acme/shop', apiUrl: server.url, signal }), stop };
}

const LONG = { kind: 'secondary-limit', retryAfter: 20, times: 9 } as const;

/** What it ended with, and that it did at once. */
async function soon(promise: Promise<unknown>): Promise<unknown> {
  const from = performance.now();
  const error = await rejection(promise);
  expect(performance.now() - from).toBeLessThan(3000);
  return error;
}

describe('a run that is told to stop', () => {
  it('does not wait for another try, and fails with what it would have waited after', async () => {
    const at = await stand();
    const { github, stop } = stoppable(at);
    at.server.fail(LONG);
    at.server.onRequest((_request, phase) => {
      if (phase === 'after') setTimeout(() => stop.abort(), 50);
    });
    expect(await soon(github.pullRequest(7))).toMatchObject({
      code: 'github.failed',
      message: expect.stringContaining('secondary rate limit'),
    });
    expect(at.server.requests).toHaveLength(1);
  });

  it('waits for nothing from then on, and still asks', async () => {
    const at = await stand();
    const { github, stop } = stoppable(at);
    stop.abort();
    expect((await github.pullRequest(7)).number).toBe(7);
    at.server.fail(LONG);
    expect(await soon(github.pullRequest(7))).toMatchObject({ code: 'github.failed' });
  });

  it.each([
    ['a comment', 'POST', (at: Stand, github: Github) => post(at, 'text', { github })],
    [
      'a commit',
      'POST',
      ({ repo }: Stand, github: Github) =>
        github.commitFile({
          branch: 'main',
          path: 'plans/snapshot.test.sqlite',
          bytes: Buffer.from('1'),
          message: { headline: 'Record', body: '' },
          expectedHead: repo.tip(),
        }),
    ],
  ])('takes no second look at %s whose outcome is unknown', async (_name, method, write) => {
    const at = await stand();
    const { github, stop } = stoppable(at);
    const isWrite = ({ operation }: { readonly operation: string | null }): boolean => operation !== 'viewer';
    at.server.onRequest((request, phase) => {
      if (phase === 'before' && request.method === method && isWrite(request)) stop.abort();
    });
    at.server.fail(
      { kind: 'error-before', method, path: /comments$/ },
      { kind: 'error-before', operation: 'createCommitOnBranch' },
    );
    expect(await soon(write(at, github))).toMatchObject({ code: 'github.failed' });
    expect(
      at.server.requests.filter((request) => request.method === method && isWrite(request)),
    ).toHaveLength(1);
  });
});
