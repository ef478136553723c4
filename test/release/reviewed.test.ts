import { describe, expect, it } from 'vitest';
import { coveringPullRequests } from '../../src/commands/release/covering.ts';
import { recordsOf } from '../../src/commands/release/reviewed.ts';
import type { ReviewRecord } from '../../src/model/record.ts';
import { emptyMarkerLine, markerLine } from '../../src/plan/comment-marker.ts';
import { pro, stand, type Stand } from './stand.ts';

const BOT = 'github-actions[bot]';
const dearer = { 'plans/pro.yaml': pro('29.00') };

/** What the review of a pull request would record now. */
function recordFor({ repo }: Stand, number: number, parts: Partial<ReviewRecord> = {}): ReviewRecord {
  const { head, base } = repo.pull(number);
  return {
    tool: '1.0.0',
    environment: 'live',
    head: head.sha,
    base: { ref: base.ref, commit: repo.tip(base.ref) },
    digest: `sha256:${'1'.repeat(64)}`,
    changes: [{ key: 'price/pro/monthly', action: 'replace', fields: { amount: ['1', '2'] } }],
    ...parts,
  };
}

const bodyOf = (record: ReviewRecord): string => `${markerLine(record)}\n## Pricebook`;

/** A shop with one pull request. */
async function proposed() {
  const at = await stand();
  const number = at.propose(dearer);
  return { at, number, record: recordFor(at, number) };
}

/** The records in the pull requests of a release of the tip for `live`. */
async function records({ github, start, window }: Stand) {
  const options = { defaultBranch: 'main', wait: async () => {} };
  const covered = await coveringPullRequests(github, await window(start), {
    ...options,
    patience: 'minute',
  });
  const pulls = covered.flatMap(({ pullRequests }) => pullRequests);
  return recordsOf(github, pulls, { environment: 'live', defaultBranch: 'main' });
}

describe('what a pull request showed', () => {
  it.each(['squash', 'merge', 'rebase'] as const)('counts after its %s', async (method) => {
    const { at, number, record } = await proposed();
    at.repo.addComments(number, 70);
    at.repo.addComment(number, bodyOf(record), BOT);
    at.repo.merge(number, method);
    expect(await records(at)).toEqual([{ number, record }]);
  });

  it('counts for its own environment', async () => {
    const { at, number, record } = await proposed();
    at.repo.addComment(number, bodyOf({ ...record, environment: 'test', digest: 'sha256:2' }), BOT);
    at.repo.addComment(number, bodyOf({ ...record, environment: 'live-eu', digest: 'sha256:3' }), BOT);
    at.repo.addComment(number, bodyOf(record), BOT);
    at.repo.merge(number, 'squash');
    expect(await records(at)).toEqual([{ number, record }]);
  });

  it('is asked of each pull request by itself', async () => {
    const { at, number, record } = await proposed();
    const other = at.propose({ 'plans/team.yaml': 'code: team\n' });
    at.repo.addComment(number, bodyOf(record), BOT);
    at.repo.merge(number, 'squash');
    at.repo.merge(other, 'squash');
    expect(await records(at)).toEqual([
      { number, record },
      { number: other, record: null },
    ]);
  });

  it('costs nothing where nobody is asked', async () => {
    const at = await stand();
    at.repo.commit({ change: dearer });
    at.asked();
    expect(await records(at)).toEqual([]);
    expect(at.asked().filter((request) => /viewer|comments/.test(request))).toEqual([]);
  });
});

describe('not reviewed counts', () => {
  /** Merges a pull request whose comments these are, and reads its record. */
  async function recordAfter(comment: (at: Stand, number: number) => void): Promise<ReviewRecord | null> {
    const { at, number } = await proposed();
    comment(at, number);
    at.repo.merge(number, 'squash');
    const [only, ...more] = await records(at);
    expect(more).toEqual([]);
    expect(only?.number).toBe(number);
    return only?.record ?? null;
  }

  it.each<[string, (at: Stand, number: number) => [body: string, author: string] | null]>([
    ['a pull request without a comment', () => null],
    ['a record that somebody else wrote', (at, number) => [bodyOf(recordFor(at, number)), 'octocat']],
    ['one by another bot', (at, number) => [bodyOf(recordFor(at, number)), 'other[bot]']],
    ['a comment that records nothing', () => [`${emptyMarkerLine('live')}\nThe manifests are invalid.`, BOT]],
    ['one that was edited until nothing is left', () => ['Nothing to see here.', BOT]],
    ['one with text before the record', (at, number) => [`Hello\n${bodyOf(recordFor(at, number))}`, BOT]],
    [
      'one with half a record',
      (at, number) => [bodyOf(recordFor(at, number)).replace(/"changes".*-->/, '-->'), BOT],
    ],
    [
      'one of a later version',
      (at, number) => [bodyOf(recordFor(at, number)).replace('"v":1', '"v":2'), BOT],
    ],
    [
      'one for another environment',
      (at, number) => [bodyOf(recordFor(at, number, { environment: 'test' })), BOT],
    ],
    [
      'one for another base',
      (at, number) => [bodyOf(recordFor(at, number, { base: { ref: 'next', commit: at.start } })), BOT],
    ],
  ])('%s', async (_name, comment) => {
    const record = await recordAfter((at, number) => {
      const [body, author] = comment(at, number) ?? [];
      if (body !== undefined) at.repo.addComment(number, body, author);
    });
    expect(record).toBeNull();
  });

  it('a record for an older head: a commit came after it', async () => {
    const record = await recordAfter((at, number) => {
      at.repo.addComment(number, bodyOf(recordFor(at, number)), BOT);
      at.repo.commit({
        branch: at.repo.pull(number).head.ref,
        change: { 'plans/pro.yaml': pro('99.00') },
      });
    });
    expect(record).toBeNull();
  });

  it('an old record of another pull request, replayed', async () => {
    const at = await stand();
    const first = at.propose(dearer);
    const body = bodyOf(recordFor(at, first));
    at.repo.addComment(first, body, BOT);
    at.repo.merge(first, 'squash');
    at.repo.commit({ change: { 'plans/pro.yaml': pro('25.00') } });
    const released = at.repo.tip();
    const second = at.propose(dearer);
    at.repo.addComment(second, body, BOT);
    at.repo.merge(second, 'squash');
    expect(await records({ ...at, start: released })).toEqual([{ number: second, record: null }]);
  });

  it('what the token did not write itself: that of another app', async () => {
    const { at, number, record } = await proposed();
    at.repo.addComment(number, bodyOf(record), 'pricebook-app[bot]');
    at.repo.merge(number, 'squash');
    expect(await records(at)).toEqual([{ number, record: null }]);
  });
});
