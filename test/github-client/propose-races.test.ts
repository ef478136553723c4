import { describe, expect, it } from 'vitest';
import type { Fault } from '../github/faults.ts';
import { rejection, type Stand } from './stand.ts';
import {
  BRANCH,
  PROPOSER,
  accepting,
  branches,
  commits,
  only,
  other,
  pulls,
  put,
  shop,
} from './propose-stand.ts';

const KINDS: readonly Fault['kind'][] = ['error-before', 'drop-after'];

/** What was asked of the server in turn, as faults find it. */
const asked = ({ server }: Stand): readonly Pick<Fault, 'method' | 'path' | 'operation'>[] =>
  server.requests.map(({ method, path, operation }) => ({
    method,
    path,
    ...(operation === null ? {} : { operation }),
  }));

/** How often a request came before in the same run. */
const skipOf = (all: ReturnType<typeof asked>, index: number): number =>
  all.slice(0, index).filter((one) => JSON.stringify(one) === JSON.stringify(all[index])).length;

async function isAsWanted(at: Stand, price: number): Promise<void> {
  expect(only(at).state).toBe('open');
  expect(await commits(at)).toEqual([at.repo.tip(BRANCH)]);
  expect(at.repo.read(BRANCH)).toMatchObject({ 'plans/basic.yaml': `code: basic\nprice: ${price}\n` });
}

describe.each(KINDS)('%s', (kind) => {
  it('at any request of the opening leaves one pull request with one commit', async () => {
    const clean = await shop();
    await put(clean, accepting(clean));
    const all = asked(clean);
    expect(all.length).toBeGreaterThan(8);
    await Promise.all(
      all.map(async (request, index) => {
        const at = await shop();
        at.server.fail({ ...request, kind, skip: skipOf(all, index) });
        expect(await put(at, accepting(at))).toMatchObject({ status: 'opened', number: only(at).number });
        await isAsWanted(at, 29);
        expect(await put(at, accepting(at))).toMatchObject({ status: 'unchanged' });
      }),
    );
  });

  it('at any request of an update leaves it open and up to date', async () => {
    const clean = await shop();
    await put(clean, accepting(clean));
    clean.server.requests.length = 0;
    await put(clean, other(clean));
    const all = asked(clean);
    await Promise.all(
      all.map(async (request, index) => {
        const at = await shop();
        await put(at, accepting(at));
        at.server.fail({ ...request, kind, skip: skipOf(all, index) });
        expect(await put(at, other(at))).toMatchObject({ status: 'updated', number: only(at).number });
        await isAsWanted(at, 31);
        expect(only(at).body).toContain('Another table.');
        expect(await put(at, other(at))).toMatchObject({ status: 'unchanged' });
      }),
    );
  });
});

describe('two runs at once', () => {
  it('leave one pull request with one commit, whatever each proposes', async () => {
    for (let time = 0; time < 4; time += 1) {
      const at = await shop();
      const proposed = await Promise.all([
        put(at, accepting(at)),
        put(at, time % 2 === 0 ? accepting(at) : other(at)),
      ]);
      expect(proposed.every(({ status }) => /opened|updated|unchanged/.test(status))).toBe(true);
      expect(await commits(at)).toHaveLength(1);
      expect(only(at).state).toBe('open');
      await put(at, other(at));
      await isAsWanted(at, 31);
      expect(branches(at)).toEqual([BRANCH]);
    }
  });

  it('leave one that is up to date when both bring it there', async () => {
    for (let time = 0; time < 4; time += 1) {
      const at = await shop();
      await put(at, accepting(at));
      await Promise.all([put(at, other(at)), put(at, other(at))]);
      await isAsWanted(at, 31);
      expect(branches(at)).toEqual([BRANCH]);
    }
  });
});

describe('a run', () => {
  it('that was killed on the way is finished by the next one', async () => {
    const at = await shop();
    at.server.fail({
      kind: 'answer',
      operation: 'updateRefs',
      skip: 1,
      times: 2,
      answer: { status: 418, body: {} },
    });
    await rejection(put(at, accepting(at)));
    expect(branches(at)).toEqual([`${BRANCH}.next`]);
    expect(await put(at, accepting(at))).toMatchObject({ status: 'opened' });
    expect(branches(at)).toEqual([BRANCH]);
  });

  it('does not open a second one while GitHub does not list the first', async () => {
    const at = await shop();
    await put(at, accepting(at));
    at.server.fail({ kind: 'answer', method: 'GET', path: /\/pulls$/, answer: { status: 200, body: [] } });
    expect(await put(at, accepting(at))).toMatchObject({ status: 'unchanged', number: only(at).number });
    expect(pulls(at)).toHaveLength(1);
  });

  it('waits for GitHub to know the new branch everywhere', async () => {
    const at = await shop();
    const errors = [{ resource: 'PullRequest', field: 'head', code: 'invalid' }];
    const answer = { status: 422, body: { message: 'Validation Failed', errors } };
    at.server.fail({ kind: 'answer', method: 'POST', path: /\/pulls$/, answer });
    expect(await put(at, accepting(at))).toMatchObject({ status: 'opened', number: only(at).number });
  });

  it('that nobody answers gives up', async () => {
    const at = await shop();
    at.server.fail({ kind: 'error-before', method: 'POST', path: /\/pulls$/, times: 99 });
    expect(await rejection(put(at, accepting(at)))).toMatchObject({ code: 'github.failed' });
    expect(
      at.server.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/pulls')),
    ).toHaveLength(4);
  });
});

it('needs no more than a few requests', async () => {
  const at = await shop();
  await put(at, accepting(at), at.client(PROPOSER));
  expect(at.server.requests.length).toBeLessThan(12);
});
