import { describe, expect, it } from 'vitest';
import { type OutcomeComment, type Posted, postOutcome } from '../../src/github/sticky.ts';
import type { Fault } from '../github/faults.ts';
import { BOT, MARKER, bodyOf, stand, type Stand, writes } from './stand.ts';

const BY = '\n\nReviewed: ';

/** An outcome that keeps what was reviewed, which an earlier outcome holds at its end. */
const outcome =
  (text: string): OutcomeComment['body'] =>
  (before) => {
    const [said = '', reviewed = said.replace(bodyOf(''), '')] = (before ?? bodyOf('')).split(BY);
    return `${bodyOf(text)}${BY}${reviewed}`;
  };

const post = ({ client }: Stand, body: OutcomeComment['body']): Promise<Posted> =>
  postOutcome(client(), { number: 7, marker: MARKER, body });

/** A stand whose pull request is merged. */
async function merged(): Promise<Stand> {
  const at = await stand();
  at.repo.merge(7);
  return at;
}

describe('the comment of a merged pull request', () => {
  it('gets what came of it, and keeps what was reviewed however often it is told', async () => {
    const at = await merged();
    at.repo.addComments(7, 40);
    at.repo.addComment(7, bodyOf('One change.'), BOT);
    expect(await post(at, outcome('Failed.'))).toMatchObject({ status: 'updated' });
    expect(await post(at, outcome('Applied.'))).toMatchObject({ status: 'updated' });
    expect(await post(at, outcome('Applied.'))).toMatchObject({ status: 'kept' });
    expect(at.marked()).toEqual([{ author: BOT, body: `${bodyOf('Applied.')}${BY}One change.` }]);
  });

  it('is made where there was none', async () => {
    const at = await merged();
    expect(await post(at, outcome('Applied.'))).toMatchObject({ status: 'created' });
    expect(at.marked()).toEqual([{ author: BOT, body: bodyOf(`Applied.${BY}`) }]);
  });

  it('is left alone when there is nothing to add', async () => {
    const at = await merged();
    expect(await post(at, () => null)).toEqual({ status: 'none' });
    at.repo.addComment(7, bodyOf('One change.'), BOT);
    expect(await post(at, () => null)).toMatchObject({ status: 'kept' });
    expect(writes(at)).toEqual([]);
  });

  it('is never taken from somebody else’s with our marker', async () => {
    const at = await merged();
    at.repo.addComment(7, bodyOf('All is free.'), 'mallory');
    await post(at, outcome('Applied.'));
    expect(at.marked()).toEqual([
      { author: 'mallory', body: bodyOf('All is free.') },
      { author: BOT, body: bodyOf(`Applied.${BY}`) },
    ]);
  });

  it('stays one when two runs tell at the same time', async () => {
    const at = await merged();
    await Promise.all(['A', 'B', 'C'].map((text) => post(at, outcome(text))));
    expect(at.marked()).toHaveLength(1);
  });

  it.each<Fault['kind']>(['error-before', 'error-after', 'drop-before', 'drop-after'])(
    'is written once through a fault of kind %s',
    async (kind) => {
      const at = await merged();
      at.server.fail({ kind, method: 'POST', path: /comments$/ }, { kind, method: 'PATCH' });
      const more = (before: string | null): string => `${before ?? bodyOf('Applied')}, and more`;
      expect(await post(at, more)).toMatchObject({ status: 'created' });
      expect(await post(at, more)).toMatchObject({ status: 'updated' });
      expect(at.marked()).toEqual([{ author: BOT, body: bodyOf('Applied, and more, and more') }]);
    },
  );

  it('that may not be written names the permission of pull requests', async () => {
    const at = await merged();
    const github = at.client({ permissions: { contents: 'write', issues: 'read' } });
    expect(await postOutcome(github, { number: 7, marker: MARKER, body: outcome('Applied.') })).toEqual({
      status: 'refused',
      why: expect.stringContaining('`pull-requests: write`'),
    });
  });
});
