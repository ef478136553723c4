import { describe, expect, it } from 'vitest';
import { withdraw } from '../../src/github/withdraw.ts';
import { BOT } from './stand.ts';
import { BRANCH, PROPOSER, accepting, only, pulls, put, shop } from './propose-stand.ts';

const asked = { branch: BRANCH, base: 'main', why: 'It is not needed.' };

describe('a proposal that is not needed any more', () => {
  it('is closed once, with a comment, and may be proposed again', async () => {
    const at = await shop();
    await put(at, accepting(at));
    const { number } = only(at);
    const closed = await withdraw(at.client(PROPOSER), asked);
    expect(closed).toEqual({ status: 'closed', url: expect.stringMatching(new RegExp(`/pull/${number}$`)) });
    expect(only(at).state).toBe('closed');
    expect(at.repo.comments(number)).toMatchObject([{ author: BOT, body: 'It is not needed.' }]);
    expect(await withdraw(at.client(PROPOSER), asked)).toEqual({ status: 'none' });
    expect(await put(at, accepting(at))).toMatchObject({ status: 'opened' });
    expect(pulls(at).map(({ state }) => state)).toEqual(['closed', 'open']);
  });

  it('stays where somebody opened it, or has a commit in it', async () => {
    const at = await shop();
    at.repo.state.jobsOpenPulls = false;
    await put(at, accepting(at));
    at.repo.openPullRequest({ head: BRANCH, body: 'Mine.' });
    expect(await withdraw(at.client(PROPOSER), asked)).toEqual({ status: 'none' });
    const other = await shop();
    await put(other, accepting(other));
    other.repo.commit({ branch: BRANCH, change: { 'plans/basic.yaml': 'code: basic\nprice: 30\n' } });
    expect(await withdraw(other.client(PROPOSER), asked)).toEqual({ status: 'none' });
    expect([only(at), only(other)]).toMatchObject([{ state: 'open' }, { state: 'open' }]);
  });

  it.each([{ contents: 'write' }, { contents: 'read', pull_requests: 'read' }] as const)(
    'stays with a token that may not close it: %o',
    async (permissions) => {
      const at = await shop();
      await put(at, accepting(at));
      expect(await withdraw(at.client({ permissions }), asked)).toEqual({ status: 'none' });
      expect(only(at)).toMatchObject({ state: 'open', comments: [] });
    },
  );
});
