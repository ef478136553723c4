import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { snapshotInGit } from '../../src/commands/snapshot-branch.ts';
import { connectGithub } from '../../src/github/connect.ts';
import type { AppliedState } from '../../src/model/state.ts';
import { decodeSnapshot } from '../../src/snapshot/decode.ts';
import { serializeSnapshot } from '../../src/snapshot/encode.ts';
import { readSnapshot, writeSnapshot } from '../../src/snapshot/file.ts';
import { emptyState, nextState } from '../../src/snapshot/state.ts';
import { filesAt } from '../github/history.ts';
import type { Repo } from '../github/repo.ts';
import { startGithub, type GithubServer } from '../github/server.ts';
import { applied, contentOf, entryOf, idRecord, stateWith } from './catalogs.ts';

const SNAPSHOT = 'plans/snapshot.test.sqlite';
const base = stateWith([applied('product/pro', 'pro', { name: 'Pro' })]);

interface Race {
  readonly server: GithubServer;
  readonly repo: Repo;
  readonly newRun: () => ReturnType<typeof runIn>;
}

/** A repository whose snapshot is `state`, or that has none yet. */
async function race(state: AppliedState | null = base): Promise<Race> {
  const server = await startGithub();
  onTestFinished(() => server.close());
  const repo = server.repository('acme/shop', { private: true });
  const snapshot = state === null ? {} : { [SNAPSHOT]: await serializeSnapshot(state) };
  repo.commit({ files: { 'README.md': '# Shop\n', ...snapshot } });
  return { server, repo, newRun: () => runIn(server) };
}

/** One run of a release, in a working folder of its own. */
function runIn(server: GithubServer) {
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-race-'));
  mkdirSync(join(folder, 'plans'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const github = connectGithub({
    token: server.token({ permissions: { contents: 'write' } }),
    repository: 'acme/shop',
    apiUrl: server.url,
  });
  const snapshots = snapshotInGit({ github, branch: 'main', defaultBranch: 'main' });
  // The snapshot's path is the repository's and the working folder's at once.
  const inFolder = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const home = process.cwd();
    process.chdir(folder);
    return work().finally(() => process.chdir(home));
  };
  return {
    start: () => inFolder(() => snapshots.restore(SNAPSHOT)),
    /** Writes the snapshot with these resources in place of those with their keys, as an apply does. */
    apply: (who: string, ...resources: ReturnType<typeof applied>[]) =>
      inFolder(async () => {
        const found = (await readSnapshot(SNAPSHOT)) ?? emptyState(base);
        const draft = {
          ...found,
          resources: new Map([...found.resources, ...resources.map((one) => [one.key, one] as const)]),
          ids: [...found.ids, ...resources.map(({ key, id }) => idRecord(key, id))],
        };
        const { serial: _, ...entry } = entryOf(0, { digest: who });
        await writeSnapshot(SNAPSHOT, nextState(found, draft, entry));
      }),
    commit: () => inFolder(() => snapshots.commit(SNAPSHOT, { headline: 'Record', body: '' })),
    inFolder: () => inFolder(() => readSnapshot(SNAPSHOT)),
  };
}

const bytesOn = (repo: Repo): Buffer =>
  repo.state.objects.blobs.get(filesAt(repo.state.objects, repo.tip()).get(SNAPSHOT)!.id)!;
const snapshotOn = (repo: Repo): Promise<AppliedState> => decodeSnapshot(SNAPSHOT, bytesOn(repo));

const sound = await serializeSnapshot(base);
const older = await serializeSnapshot({ ...base, serial: 0, resources: new Map() });
const another = await serializeSnapshot({ ...base, serial: 2, account: 'acct_2' });

const team = applied('product/team', 'team', { name: 'Team' });
const max = applied('product/max', 'max', { name: 'Max' });

describe('a snapshot that is committed', () => {
  it('goes on top of what was pushed since it was read', async () => {
    const { repo, newRun } = await race();
    const run = newRun();
    await run.start();
    await run.apply('ours', team);
    repo.commit({ change: { 'README.md': '# Busy\n' } });
    expect(await run.commit()).toBe(repo.tip());
    expect(repo.read('main')['README.md']).toBe('# Busy\n');
    expect((await snapshotOn(repo)).resources.get('product/team')).toEqual(team);
  });

  it('takes in what another run recorded meanwhile, in the file as well', async () => {
    const { repo, newRun } = await race();
    const [first, second] = [newRun(), newRun()];
    await first.start();
    await second.start();
    await first.apply('first', team);
    await second.apply('second', max);
    expect(await first.commit()).toBe(repo.tip());
    expect(await second.commit()).toBe(repo.tip());
    const state = await snapshotOn(repo);
    expect([...state.resources.keys()]).toEqual(['product/max', 'product/pro', 'product/team']);
    expect(state.ledger.map(({ serial, digest }) => [serial, digest])).toEqual([
      [2, 'first'],
      [3, 'second'],
    ]);
    expect(state.serial).toBe(3);
    expect(contentOf((await second.inFolder()) ?? base)).toBe(contentOf(state));
  });

  it('takes in one run after the other while it waits for its turn', async () => {
    const { server, repo, newRun } = await race(null);
    const run = newRun();
    await run.start();
    await run.apply('ours', applied('product/late', 'late'));
    const first = stateWith([team], { released: null, ledger: [entryOf(1, { digest: 'first' })] });
    const second = stateWith([team, max], {
      released: null,
      serial: 2,
      ledger: [...first.ledger, entryOf(2, { digest: 'second' })],
    });
    const others = [await serializeSnapshot(first), await serializeSnapshot(second)];
    server.onRequest(({ operation }, phase) => {
      if (phase !== 'before' || operation !== 'createCommitOnBranch') return;
      const next = others.shift();
      if (next !== undefined) repo.commit({ change: { [SNAPSHOT]: next } });
    });
    expect(await run.commit()).toBe(repo.tip());
    const state = await snapshotOn(repo);
    expect([...state.resources.keys()]).toEqual(['product/late', 'product/max', 'product/team']);
    expect(state.ledger.map(({ digest }) => digest)).toEqual(['first', 'second', 'ours']);
  });

  it('needs no commit where another run of the same release recorded the same', async () => {
    const { repo, newRun } = await race();
    const [first, second] = [newRun(), newRun()];
    for (const run of [first, second]) {
      await run.start();
      await run.apply('both', team);
    }
    await first.commit();
    const tip = repo.tip();
    expect(await second.commit()).toBeNull();
    expect(repo.tip()).toBe(tip);
  });

  it('is refused, with the keys, where both made something else of them', async () => {
    const { repo, newRun } = await race();
    const [first, second] = [newRun(), newRun()];
    await first.start();
    await second.start();
    const made = (run: string) =>
      Array.from({ length: 7 }, (_, index) => applied(`product/p${index}`, `${run}_${index}`));
    await first.apply('first', ...made('first'));
    await second.apply('second', team, ...made('second'));
    await first.commit();
    const before = bytesOn(repo);
    await expect(second.commit()).rejects.toMatchObject({
      code: 'snapshot.moved',
      message: expect.stringContaining(
        'both changed product/p0, product/p1, product/p2, product/p3, product/p4 and 2 more',
      ),
    });
    expect(bytesOn(repo)).toEqual(before);
  });

  it.each<[string, string, Buffer | string | null]>([
    ['snapshot.damaged', 'broken', sound.subarray(0, 5000)],
    ['snapshot.not-a-snapshot', 'a text', 'theirs'],
    ['snapshot.moved', 'gone', null],
    ['snapshot.moved', 'of another account', another],
    ['snapshot.moved', 'an older one', older],
  ])('is refused with %s where what came between is %s', async (code, _, theirs) => {
    const { repo, newRun } = await race();
    const run = newRun();
    await run.start();
    await run.apply('ours', team);
    const tip = repo.commit({ change: { [SNAPSHOT]: theirs } });
    await expect(run.commit()).rejects.toMatchObject({ code });
    expect(repo.tip()).toBe(tip);
  });
});
