import { describe, expect, it } from 'vitest';
import type { Fault } from '../github/faults.ts';
import { BOT, rejection, stand, writes } from './stand.ts';
import { FIRST, LABEL, crowded, drift, only, ours, release, said, tell } from './issue-stand.ts';

const open = (issues: ReturnType<typeof ours>): number =>
  issues.filter(({ state }) => state === 'open').length;

const sectionText = (name: string, fingerprint: string, text: string): string =>
  `<!-- pricebook:section ${name} ${fingerprint} -->\n${text}\n<!-- /pricebook:section -->`;

describe('two runs at the same time', () => {
  it('leave one issue when both open it', async () => {
    for (let time = 0; time < 4; time += 1) {
      const at = await crowded(3);
      const posted = await Promise.all([1, 2, 3].map(() => tell(at, drift('amount'))));
      expect(posted.every(({ status }) => /opened|updated|unchanged/.test(status))).toBe(true);
      expect(open(ours(at))).toBe(1);
      expect(
        at.repo.issuesWith(LABEL).filter(({ title, state }) => title === drift('').title && state === 'open'),
      ).toHaveLength(1);
      expect(await tell(at, drift('amount'))).toMatchObject({ status: 'unchanged' });
    }
  });

  it('leave both sections when two jobs open it', async () => {
    for (let time = 0; time < 4; time += 1) {
      const at = await crowded(3);
      await Promise.all([tell(at, drift('amount')), tell(at, release('refused'))]);
      expect(only(at).body).toMatch(/refused[^]*amount/);
      expect(said(at)).toEqual([]);
    }
  });

  it('tell the same news once', async () => {
    for (let time = 0; time < 4; time += 1) {
      const at = await crowded(3);
      await tell(at, drift('amount'));
      await Promise.all([tell(at, drift('currency')), tell(at, drift('currency'))]);
      expect(said(at)).toEqual(['Now: currency']);
    }
  });

  it('leave the older issue, and the younger one says where it goes on', async () => {
    const at = await crowded(3);
    let older = 0;
    at.server.onRequest(({ method, path }, phase) => {
      if (older > 0 || method !== 'POST' || !path.endsWith('/issues') || phase !== 'before') return;
      const body = `${FIRST}\n\n${sectionText('release', 'of-x', 'x')}`;
      older = at.repo.openIssue('Theirs', { author: BOT, body, labels: [LABEL] }).number;
    });
    expect(await tell(at, drift('amount'))).toEqual({
      status: 'updated',
      url: expect.stringMatching(new RegExp(`/${older}$`)),
    });
    expect(only(at)).toMatchObject({ number: older, body: expect.stringMatching(/\nx\n[^]*\namount\n/) });
    expect(at.repo.state.issues.get(older + 1)).toMatchObject({
      state: 'closed',
      reason: 'not_planned',
      body: expect.stringContaining(`#${older}`),
    });
  });

  it('write a section again that the other job, which had read before, wrote over', async () => {
    const at = await crowded(3);
    await tell(at, drift('amount'));
    const before = only(at).body ?? '';
    let writes = 0;
    at.server.onRequest(({ method }, phase) => {
      if (method !== 'PATCH' || phase !== 'after') return;
      writes += 1;
      if (writes === 1) only(at).body = `${before}\n\n${sectionText('release', 'of-refused', 'refused')}`;
    });
    expect(await tell(at, drift('currency'))).toMatchObject({ status: 'updated' });
    expect(only(at).body).toMatch(/refused[^]*currency/);
    expect(said(at)).toEqual(['Now: currency']);
  });

  it('keep what the other job wrote while this one made its comment', async () => {
    const at = await crowded(3);
    await tell(at, drift('amount'));
    at.server.onRequest(({ method, path }, phase) => {
      if (method !== 'POST' || !path.endsWith('/comments') || phase !== 'after') return;
      only(at).body = `${FIRST}\n\n${sectionText('release', 'of-refused', 'refused')}`;
    });
    expect(await tell(at, drift('currency'))).toMatchObject({ status: 'updated' });
    expect(only(at).body).toMatch(/refused[^]*currency/);
  });

  it('lose nothing when the list does not have a new issue yet', async () => {
    const at = await stand();
    at.server.fail({
      kind: 'answer',
      method: 'GET',
      path: /\/issues$/,
      skip: 1,
      answer: { status: 200, body: [] },
    });
    expect(await tell(at, drift('amount'))).toMatchObject({ status: 'opened' });
    expect(ours(at)).toHaveLength(1);
  });
});

const KINDS: readonly Fault['kind'][] = ['error-before', 'error-after', 'drop-before', 'drop-after'];

/** Every request that writes in the life of an issue, as a fault meets it. */
const WRITES: readonly [string, Pick<Fault, 'method' | 'path'>][] = [
  ['the label', { method: 'POST', path: /\/labels$/ }],
  ['the issue', { method: 'POST', path: /\/issues$/ }],
  ['a comment', { method: 'POST', path: /\/comments$/ }],
  ['the text', { method: 'PATCH', path: /\/issues\/\d+$/ }],
];

describe.each(WRITES)('a fault at %s', (_name, where) => {
  it.each(KINDS)('%s leaves one issue that says everything once', async (kind) => {
    const at = await stand();
    at.server.fail({ ...where, kind });
    expect(await tell(at, drift('amount'))).toMatchObject({ status: 'opened' });
    expect(await tell(at, drift('currency'))).toMatchObject({ status: 'updated' });
    expect(only(at)).toMatchObject({ state: 'open', body: expect.stringContaining('currency') });
    expect(said(at)).toEqual(['Now: currency']);
  });
});

it.each(WRITES.slice(2))('%s that arrived is not sent again, whatever the answer', async (_name, where) => {
  const at = await crowded(3);
  await tell(at, drift('amount'));
  at.server.requests.length = 0;
  at.server.fail({ ...where, kind: 'error-after' });
  await tell(at, drift('currency'));
  expect(writes(at).map((line) => line.split(' ')[0])).toEqual(['POST', 'PATCH']);
});

describe('a fault', () => {
  it.each(KINDS)('of kind %s while it closes leaves it closed, said once', async (kind) => {
    const at = await crowded(3);
    await tell(at, drift('amount'));
    at.server.fail({ kind, method: 'PATCH' }, { kind, method: 'POST', path: /comments$/ });
    expect(await tell(at, drift(null))).toMatchObject({ status: 'closed' });
    expect(only(at).state).toBe('closed');
    expect(said(at)).toEqual(['Nothing differs any more.']);
  });

  it('that ends a run between its comment and the text is mended by the next run, which says nothing twice', async () => {
    const at = await crowded(3);
    await tell(at, drift('amount'));
    at.server.fail({ kind: 'answer', method: 'PATCH', answer: { status: 418, body: { message: 'No.' } } });
    await rejection(tell(at, drift('currency')));
    expect(await tell(at, drift('currency'))).toMatchObject({ status: 'updated' });
    expect(said(at)).toEqual(['Now: currency']);
  });

  it('again and again is an error, and no copy', async () => {
    const at = await stand();
    at.server.fail({ kind: 'error-before', status: 500, method: 'POST', path: /\/issues$/, times: 99 });
    expect(await rejection(tell(at, drift('amount')))).toMatchObject({ code: 'github.failed' });
    expect(ours(at)).toEqual([]);
  });

  it('in a list is not taken for a short list', async () => {
    const at = await crowded(60);
    await tell(at, drift('amount'));
    const body = Buffer.from('[{"number": 1, "bo');
    at.server.fail({
      kind: 'answer',
      method: 'GET',
      path: /\/issues$/,
      skip: 1,
      answer: { status: 200, body },
    });
    expect(await tell(at, drift('amount'))).toMatchObject({ status: 'unchanged' });
    expect(ours(at)).toHaveLength(1);
  });

  it('of nobody: an issue that is deleted between a look and a write is opened anew', async () => {
    const at = await crowded(3);
    await tell(at, drift('amount'));
    const { number } = only(at);
    at.server.onRequest(({ method }, phase) => {
      if (method === 'PATCH' && phase === 'before') at.repo.state.issues.delete(number);
    });
    expect(await tell(at, drift('amount more'))).toMatchObject({ status: 'opened' });
    expect(only(at).body).toContain('amount more');
  });
});
