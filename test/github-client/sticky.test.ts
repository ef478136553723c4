import { describe, expect, it } from 'vitest';
import { BOT, MARKER, bodyOf, post, rejection, stand, writes } from './stand.ts';

describe('the one comment', () => {
  it('is created where there is none', async () => {
    const at = await stand();
    const posted = await post(at, 'One change.');
    expect(posted).toEqual({
      status: 'created',
      url: expect.stringContaining('/acme/shop/pull/7#issuecomment-'),
    });
    expect(at.marked()).toEqual([{ author: BOT, body: bodyOf('One change.') }]);
  });

  it('stays one over ten posts among 250 other comments, on pages of 30', async () => {
    const at = await stand();
    at.repo.addComments(7, 125);
    for (let count = 1; count <= 10; count += 1) {
      const { status } = await post(at, `Push ${count}.`);
      expect(status).toBe(count === 1 ? 'created' : 'updated');
      if (count === 1) at.repo.addComments(7, 125);
    }
    expect(at.marked()).toEqual([{ author: BOT, body: bodyOf('Push 10.') }]);
    expect(at.repo.comments(7)).toHaveLength(251);
  });

  it('costs no write when its text is the same', async () => {
    const at = await stand();
    const { url } = (await post(at, 'One change.')) as { url: string };
    at.server.requests.length = 0;
    expect(await post(at, 'One change.')).toEqual({ status: 'kept', url });
    expect(writes(at)).toEqual([]);
  });

  it('is not made when there is nothing to say', async () => {
    const at = await stand();
    expect(await post(at, 'No changes.', { create: 'never' })).toEqual({ status: 'none' });
    expect(writes(at)).toEqual([]);
  });

  it('is updated when there is nothing to say any more', async () => {
    const at = await stand();
    await post(at, 'One change.');
    expect(await post(at, 'No changes.', { create: 'never' })).toMatchObject({ status: 'updated' });
    expect(at.marked()).toEqual([{ author: BOT, body: bodyOf('No changes.') }]);
  });

  it('is one for each marker', async () => {
    const at = await stand();
    await post(at, 'Test.');
    await post(at, '', {
      marker: '<!-- pricebook:review live ',
      body: '<!-- pricebook:review live -->\nLive.',
    });
    await post(at, 'Test again.');
    expect(at.repo.comments(7).map(({ body }) => body)).toEqual([
      bodyOf('Test again.'),
      '<!-- pricebook:review live -->\nLive.',
    ]);
  });

  it('is never somebody else’s, whatever marker that has', async () => {
    const at = await stand();
    at.repo.addComment(7, bodyOf('Nothing to see.'), 'mallory');
    at.repo.addComment(7, bodyOf('Nothing to see.'), 'github-actions');
    await post(at, 'One change.');
    await post(at, 'Two changes.');
    expect(at.marked()).toEqual([
      { author: 'mallory', body: bodyOf('Nothing to see.') },
      { author: 'github-actions', body: bodyOf('Nothing to see.') },
      { author: BOT, body: bodyOf('Two changes.') },
    ]);
  });

  it('is not another one of ours that quotes the marker further down', async () => {
    const at = await stand();
    at.repo.addComment(7, `About the marker:\n${MARKER}-->`, BOT);
    expect(await post(at, 'One change.')).toMatchObject({ status: 'created' });
    expect(at.repo.comments(7)).toHaveLength(2);
  });

  it('is the oldest of several of ours; the others go', async () => {
    const at = await stand();
    const oldest = at.repo.addComment(7, bodyOf('First.'), BOT);
    at.repo.addComments(7, 40);
    at.repo.addComment(7, bodyOf('Second.'), BOT);
    at.repo.addComment(7, bodyOf('Third.'), BOT);
    expect(await post(at, 'Now.')).toMatchObject({
      status: 'updated',
      url: expect.stringContaining(`${oldest}`),
    });
    expect(at.marked()).toEqual([{ author: BOT, body: bodyOf('Now.') }]);
  });

  it('loses its copies although its own text is right', async () => {
    const at = await stand();
    at.repo.addComment(7, bodyOf('Now.'), BOT);
    at.repo.addComment(7, bodyOf('Now.'), BOT);
    expect(await post(at, 'Now.')).toMatchObject({ status: 'kept' });
    expect(at.marked()).toHaveLength(1);
  });
});

describe('a pull request that moved on', () => {
  it('gets no comment about a head that it has no more', async () => {
    const at = await stand();
    at.repo.commit({ branch: 'dearer', change: { 'plans/pro.yaml': 'code: pro2\n' } });
    expect(await post(at, 'One change.')).toEqual({ status: 'stale' });
    expect(writes(at)).toEqual([]);
  });

  it('gets none about a base that it no longer goes to', async () => {
    const at = await stand();
    at.repo.commit({ branch: 'next', parents: [at.repo.tip()] });
    at.repo.retarget(7, 'next');
    expect(await post(at, 'One change.')).toEqual({ status: 'stale' });
    expect(writes(at)).toEqual([]);
  });

  it('keeps the comment that a newer run wrote', async () => {
    const at = await stand();
    const head = at.repo.commit({ branch: 'dearer', change: { 'plans/pro.yaml': 'code: pro2\n' } });
    await post(at, 'Newer.', { head });
    expect(await post(at, 'Older.')).toEqual({ status: 'stale' });
    expect(at.marked()).toEqual([{ author: BOT, body: bodyOf('Newer.') }]);
  });
});

describe('a token that may not write', () => {
  it('is refused with the line that its job lacks', async () => {
    const at = await stand();
    const github = at.client({ permissions: { contents: 'read', pull_requests: 'read' } });
    const posted = await post(at, 'One change.', { github });
    expect(posted).toMatchObject({
      status: 'refused',
      why: expect.stringContaining("Add `pull-requests: write` to the job's permissions."),
    });
    expect(at.marked()).toEqual([]);
  });

  it('may be named in full', async () => {
    const at = await stand();
    at.repo.addComment(7, bodyOf('Before.'), BOT);
    const github = at.client({ permissions: { contents: 'read' } });
    expect(await post(at, 'After.', { github })).toMatchObject({ status: 'refused' });
    expect(at.marked()).toEqual([{ author: BOT, body: bodyOf('Before.') }]);
  });
});

it('a text that is too long is an error with GitHub’s words, and no comment', async () => {
  const at = await stand();
  const error = await rejection(post(at, 'x'.repeat(65_536)));
  expect(error).toMatchObject({ code: 'github.failed', message: expect.stringContaining('is too long') });
  expect(at.marked()).toEqual([]);
});
