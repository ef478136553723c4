import { describe, expect, it } from 'vitest';
import type { Committed, FileCommit, Github } from '../../src/github/github.ts';
import type { Fault } from '../github/faults.ts';
import { rejection, stand as standing, type Stand } from './stand.ts';

const WRITER = { permissions: { contents: 'write' } } as const;
const PATH = 'plans/snapshot.test.sqlite';
const BYTES = Buffer.from([0, 255, 128, 10, 13, 0]);

const stand = (): Promise<Stand> => standing();

const commit = (at: Stand, given: Partial<FileCommit> = {}, github?: Github): Promise<Committed> =>
  (github ?? at.client(WRITER)).commitFile({
    branch: 'main',
    path: PATH,
    bytes: BYTES,
    message: { headline: 'Record a release', body: '- price/pro/monthly' },
    expectedHead: at.repo.tip(),
    ...given,
  });

describe('a commit on a branch', () => {
  it('adds the file, bytes as they are, and leaves everything else', async () => {
    const at = await stand();
    const before = at.repo.tip();
    const done = await commit(at);
    expect(done).toEqual({ status: 'committed', commit: at.repo.tip() });
    const github = at.client();
    expect(await github.parents(at.repo.tip())).toEqual([before]);
    expect(await github.file(at.repo.tip(), PATH)).toEqual(BYTES);
    expect(await github.file(at.repo.tip(), 'README.md')).not.toBeNull();
  });

  it('is stale when the branch is elsewhere, and says where', async () => {
    const at = await stand();
    const expectedHead = at.repo.tip();
    const head = at.repo.commit({ change: { 'a.txt': 'a' } });
    expect(await commit(at, { expectedHead })).toEqual({ status: 'stale', head });
    expect(at.repo.tip()).toBe(head);
  });

  it('is stale when the branch is gone', async () => {
    const at = await stand();
    expect(await commit(at, { branch: 'pricebook' })).toEqual({ status: 'stale', head: null });
  });

  it.each(['classic', 'ruleset'] as const)('is refused by %s protection', async (protection) => {
    const at = await stand();
    at.repo.protect('main', protection);
    expect(await commit(at)).toMatchObject({
      status: 'refused',
      why: expect.stringContaining('Changes must be made through a pull request'),
    });
  });

  it('is refused without the permission, which is named', async () => {
    const at = await stand();
    const github = at.client({ permissions: { contents: 'read' } });
    expect(await commit(at, {}, github)).toMatchObject({
      status: 'refused',
      why: expect.stringContaining("Add `contents: write` to the job's permissions."),
    });
  });

  it.each<Fault['kind']>(['error-before', 'error-after', 'drop-before', 'drop-after'])(
    'is made once when it fails with %s',
    async (kind) => {
      const at = await stand();
      const before = at.repo.tip();
      at.server.fail({ kind, operation: 'createCommitOnBranch' });
      expect(await commit(at)).toEqual({ status: 'committed', commit: at.repo.tip() });
      expect(await at.client().parents(at.repo.tip())).toEqual([before]);
    },
  );

  it('is stale when it failed and another one came first', async () => {
    const at = await stand();
    const expectedHead = at.repo.tip();
    at.server.fail({ kind: 'error-before', operation: 'createCommitOnBranch' });
    at.server.onRequest(({ operation }, phase) => {
      if (operation === 'createCommitOnBranch' && phase === 'after') {
        at.repo.commit({ change: { [PATH]: 'theirs' } });
      }
    });
    expect(await commit(at, { expectedHead })).toEqual({ status: 'stale', head: at.repo.tip() });
  });

  it('that never succeeds is an error', async () => {
    const at = await stand();
    at.server.fail({ kind: 'error-before', operation: 'createCommitOnBranch', times: 9 });
    expect(await rejection(commit(at))).toMatchObject({ code: 'github.failed' });
  });
});

describe('the first commit of a branch', () => {
  const first = { branch: 'pricebook/snapshots', expectedHead: null };

  it('has no parents and one file', async () => {
    const at = await stand();
    const done = await commit(at, first);
    const tip = at.repo.tip(first.branch);
    expect(done).toEqual({ status: 'committed', commit: tip });
    expect(await at.client().parents(tip)).toEqual([]);
    expect([...(await at.client().tree(tip, '')).keys()]).toEqual([PATH]);
    expect(await at.client().file(tip, PATH)).toEqual(BYTES);
  });

  it('can be followed by a second one', async () => {
    const at = await stand();
    await commit(at, first);
    const expectedHead = at.repo.tip(first.branch);
    expect(await commit(at, { branch: first.branch, expectedHead, bytes: Buffer.from('2') })).toMatchObject({
      status: 'committed',
    });
    expect(await at.client().parents(at.repo.tip(first.branch))).toEqual([expectedHead]);
  });

  it('is stale when the branch exists by now', async () => {
    const at = await stand();
    const head = at.repo.commit({ branch: first.branch, change: { 'a.txt': 'a' } });
    expect(await commit(at, first)).toEqual({ status: 'stale', head });
    expect(at.repo.tip(first.branch)).toBe(head);
  });

  it('is refused without the permission', async () => {
    const at = await stand();
    const github = at.client({ permissions: { contents: 'read' } });
    expect(await commit(at, first, github)).toMatchObject({
      status: 'refused',
      why: expect.stringContaining('`contents: write`'),
    });
  });

  it.each(['git/blobs', 'git/trees', 'git/commits', 'git/refs'])(
    'is made once when %s fails after its effect',
    async (path) => {
      const at = await stand();
      at.server.fail({ kind: 'drop-after', method: 'POST', path: `/repos/acme/shop/${path}` });
      expect(await commit(at, first)).toEqual({ status: 'committed', commit: at.repo.tip(first.branch) });
    },
  );
});
