import { describe, expect, it } from 'vitest';
import type { Fault } from '../github/faults.ts';
import { BOT, bodyOf, post, rejection, stand, type Stand, writes } from './stand.ts';

const COMMENTS = '/repos/acme/shop/issues/7/comments';

/** Calls `act` once, before the first request that creates a comment has its effect. */
function beforeCreation({ server }: Stand, act: () => void): void {
  let done = false;
  server.onRequest(({ method, path }, phase) => {
    if (done || phase !== 'before' || method !== 'POST' || path !== COMMENTS) return;
    done = true;
    act();
  });
}

describe('two runs at the same time', () => {
  it('leave one comment', async () => {
    for (let time = 0; time < 5; time += 1) {
      const at = await stand();
      const posted = await Promise.all(['A', 'B', 'C'].map((text) => post(at, text)));
      expect(posted.map(({ status }) => status).every((status) => /created|updated/.test(status))).toBe(true);
      expect(at.marked()).toHaveLength(1);
    }
  });

  it('leave the older comment, with the text of the later run', async () => {
    const at = await stand();
    beforeCreation(at, () => at.repo.addComment(7, bodyOf('Theirs.'), BOT));
    expect(await post(at, 'Ours.')).toMatchObject({ status: 'updated' });
    expect(at.marked()).toEqual([{ author: BOT, body: bodyOf('Ours.') }]);
  });

  it('leave the text of the newer head when the older run was about to write', async () => {
    const at = await stand();
    beforeCreation(at, () => {
      at.repo.commit({ branch: 'dearer', change: { 'plans/pro.yaml': 'code: pro2\n' } });
      at.repo.addComment(7, bodyOf('Newer.'), BOT);
    });
    expect(await post(at, 'Older.')).toEqual({ status: 'stale' });
    expect(at.marked()).toEqual([{ author: BOT, body: bodyOf('Newer.') }]);
  });

  it('make the comment anew when it is deleted between looking and writing', async () => {
    const at = await stand();
    const id = at.repo.addComment(7, bodyOf('Before.'), BOT);
    at.server.onRequest(({ method }, phase) => {
      if (method === 'PATCH' && phase === 'before') at.repo.deleteComment(id);
    });
    expect(await post(at, 'After.')).toMatchObject({ status: 'created' });
    expect(at.marked()).toEqual([{ author: BOT, body: bodyOf('After.') }]);
  });
});

describe('a creation that fails', () => {
  it.each<[string, Fault]>([
    ['a 500 after it', { kind: 'error-after', status: 500 }],
    ['a 502 after it', { kind: 'error-after' }],
    ['a connection that closes after it', { kind: 'drop-after' }],
    ['a 500 before it', { kind: 'error-before', status: 500 }],
    ['a connection that closes before it', { kind: 'drop-before' }],
    ['a limit of requests', { kind: 'secondary-limit' }],
  ])('with %s leaves one comment', async (_name, fault) => {
    const at = await stand();
    at.server.fail({ ...fault, method: 'POST', path: COMMENTS });
    expect(await post(at, 'One change.')).toMatchObject({ status: 'created' });
    expect(at.marked()).toEqual([{ author: BOT, body: bodyOf('One change.') }]);
  });

  it('is looked for before it is tried again, and not tried again when it is there', async () => {
    const at = await stand();
    at.server.fail({ kind: 'error-after', status: 500, method: 'POST', path: COMMENTS });
    await post(at, 'One change.');
    expect(writes(at)).toEqual([`POST ${COMMENTS} 500`]);
  });

  it('again and again is an error, and no copy', async () => {
    const at = await stand();
    at.server.fail({ kind: 'error-before', status: 500, method: 'POST', path: COMMENTS, times: 99 });
    expect(await rejection(post(at, 'One change.'))).toMatchObject({ code: 'github.failed' });
    expect(at.marked()).toEqual([]);
  });

  it('is not tried again when the pull request has moved on meanwhile', async () => {
    const at = await stand();
    at.server.fail({ kind: 'error-before', status: 500, method: 'POST', path: COMMENTS });
    beforeCreation(at, () => at.repo.commit({ branch: 'dearer', change: { 'a.txt': 'a' } }));
    expect(await post(at, 'One change.')).toEqual({ status: 'stale' });
    expect(at.marked()).toEqual([]);
  });
});

it.each<[string, Fault]>([
  ['after it', { kind: 'error-after', method: 'PATCH' }],
  ['before it', { kind: 'drop-before', method: 'PATCH' }],
])('an update that fails %s is finished', async (_name, fault) => {
  const at = await stand();
  at.repo.addComment(7, bodyOf('Before.'), BOT);
  at.server.fail(fault);
  expect(await post(at, 'After.')).toMatchObject({ status: 'updated' });
  expect(at.marked()).toEqual([{ author: BOT, body: bodyOf('After.') }]);
});

it('a listing that breaks off on its second page is not taken for a short one', async () => {
  const at = await stand();
  at.repo.addComments(7, 40);
  at.repo.addComment(7, bodyOf('Before.'), BOT);
  const broken = { status: 200, body: Buffer.from('[{"id": 1, "bo') };
  at.server.fail({ kind: 'answer', answer: broken, method: 'GET', path: COMMENTS, skip: 1 });
  at.server.fail({
    kind: 'answer',
    answer: { status: 409, body: {} },
    method: 'GET',
    path: COMMENTS,
    skip: 3,
  });
  expect(await post(at, 'After.')).toMatchObject({ status: 'updated' });
  expect(at.marked()).toHaveLength(1);
  expect(await rejection(post(at, 'Later.'))).toMatchObject({ code: 'github.failed' });
});
