import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type SnapshotInGit, snapshotInGit } from '../../src/commands/snapshot-branch.ts';
import { connectGithub } from '../../src/github/connect.ts';
import { serializeSnapshot } from '../../src/snapshot/encode.ts';
import type { Repo } from '../github/repo.ts';
import { type GithubServer, startGithub } from '../github/server.ts';
import { applied, entryOf, stateWith } from '../snapshot/catalogs.ts';
import { within } from './folder.ts';

const PATH = 'plans/snapshot.test.sqlite';
const OURS = 'Record what was applied to Stripe (test)';

/** A snapshot after so many applies; the objects of equal serials may differ. */
const after = async (serial: number, id = `prod_${serial}`): Promise<Buffer> =>
  serializeSnapshot(stateWith([applied('product/pro', id)], { serial, ledger: [entryOf(serial)] }));

/** What `snapshot rebuild` writes. */
const rebuilt = async (id = 'prod_rebuilt'): Promise<Buffer> =>
  serializeSnapshot(stateWith([applied('product/pro', id)], { serial: 1, released: null, ledger: [] }));

interface Shop {
  readonly server: GithubServer;
  readonly repo: Repo;
  readonly snapshots: SnapshotInGit;
  /** Commits these bytes to the branch of the snapshot; null removes it. */
  readonly commit: (
    bytes: Buffer | string | null,
    message?: string,
    change?: Record<string, string>,
  ) => string;
  /** Restores it into a folder: warnings and what is there then. */
  readonly restore: () => Promise<{ readonly codes: readonly string[]; readonly bytes: Buffer | null }>;
}

async function open(branch = 'main'): Promise<Shop> {
  const server = await startGithub();
  onTestFinished(() => server.close());
  const repo = server.repository('acme/shop', { private: true });
  repo.commit({ files: { 'README.md': '# Shop\n' } });
  const token = server.token({ permissions: { contents: 'write' } });
  const github = connectGithub({ token, repository: 'acme/shop', apiUrl: server.url });
  const snapshots = snapshotInGit({ github, branch, defaultBranch: 'main' });
  return {
    server,
    repo,
    snapshots,
    commit: (bytes, message = OURS, change = {}) =>
      repo.commit({ branch, change: { ...change, [PATH]: bytes }, message }),
    restore: () =>
      within(async () => {
        const warnings = await snapshots.restore(PATH);
        return { codes: warnings.map(({ code }) => code), bytes: readIfThere() };
      }),
  };
}

const readIfThere = (): Buffer | null => {
  try {
    return readFileSync(PATH);
  } catch {
    return null;
  }
};

/** What restoring, and reading, are refused with: the same. */
async function refused({
  restore,
  snapshots,
}: Shop): Promise<{ readonly code: string; readonly text: string }> {
  const faults = await Promise.all(
    [restore(), snapshots.read(PATH)].map((work) =>
      work.then(
        () => ({ code: 'none', message: '', detail: '' }),
        (error: { code: string; message: string; detail: string }) => error,
      ),
    ),
  );
  const [first, second] = faults.map(({ code, message, detail }) => ({
    code,
    text: `${message}\n${detail}`,
  }));
  expect(second).toEqual(first);
  return first!;
}

describe('a snapshot in git', () => {
  it('that was never there is none, for one more request', async () => {
    const shop = await open();
    expect(await shop.restore()).toEqual({ codes: [], bytes: null });
    expect(await shop.snapshots.read(PATH)).toBeNull();
    const history = shop.server.requests.filter(({ query }) => query.includes('path='));
    expect(history).toHaveLength(2);
  });

  it('is none where its branch is not there yet', async () => {
    const shop = await open('pricebook');
    expect(await shop.restore()).toEqual({ codes: [], bytes: null });
  });

  it('that went on from commit to commit is what its newest commit says', async () => {
    const shop = await open();
    for (let serial = 1; serial <= 9; serial += 1) shop.commit(await after(serial));
    expect(await shop.restore()).toEqual({ codes: [], bytes: await after(9) });
    expect((await shop.snapshots.read(PATH))?.serial).toBe(9);
  });

  it('may have versions before it that nobody can read', async () => {
    const shop = await open();
    shop.commit('theirs');
    shop.commit((await after(7)).subarray(0, 5000));
    shop.commit(await after(2));
    expect((await shop.restore()).codes).toEqual([]);
  });

  it('that somebody else committed last is believed, with a warning', async () => {
    const shop = await open();
    shop.commit(await after(1));
    const commit = shop.commit(await after(2), 'Repair the record');
    expect((await shop.restore()).codes).toEqual(['snapshot.foreign-commit']);
    const [warning] = await within(() => shop.snapshots.restore(PATH));
    expect(warning?.summary).toContain(`octocat in ${commit}`);
  });
});

describe('a snapshot that went back', () => {
  it('is refused, with the command that brings the newest one back', async () => {
    const shop = await open();
    shop.commit(await after(6));
    const newest = shop.commit(await after(7));
    shop.commit(await after(6), `Revert "${OURS}"`);
    const { code, text } = await refused(shop);
    expect(code).toBe('snapshot.reverted');
    expect(text).toContain('serial 6');
    expect(text).toContain(`git checkout ${newest} -- ${PATH}`);
    shop.commit(await after(7), 'Bring it back');
    expect((await shop.restore()).bytes).toEqual(await after(7));
  });

  it('is refused however the commits call themselves, and when others came in between', async () => {
    const shop = await open();
    const newest = shop.commit(await after(9));
    shop.commit('garbage');
    shop.commit(null);
    shop.commit(await after(3));
    shop.commit(await after(4));
    expect((await refused(shop)).text).toContain(newest);
  });

  it('is refused on a branch of its own, which is named', async () => {
    const shop = await open('pricebook');
    shop.commit(await after(2));
    shop.commit(await after(1));
    expect((await refused(shop)).text).toContain('on pricebook');
  });
});

describe('a snapshot that was removed', () => {
  it('is missed, with the command that brings it back', async () => {
    const shop = await open();
    shop.commit(await after(1));
    const last = shop.commit(await after(2));
    const removal = shop.commit(null, 'Clean up');
    const { code, text } = await refused(shop);
    expect(code).toBe('snapshot.removed');
    expect(text).toContain(removal);
    expect(text).toContain(`git checkout ${last} -- ${PATH}`);
    expect(text).toContain('snapshot rebuild');
  });

  it('is missed even where no version of it can be read', async () => {
    const shop = await open();
    shop.commit('garbage');
    shop.commit(null);
    const { code, text } = await refused(shop);
    expect(code).toBe('snapshot.removed');
    expect(text).not.toContain('git checkout');
  });
});

describe('a snapshot that was rebuilt', () => {
  it.each([
    ['after it was removed', null],
    ['after it was damaged', 'garbage'],
  ])('begins anew: %s', async (_, before) => {
    const shop = await open();
    shop.commit(await after(8));
    shop.commit(before);
    shop.commit(await rebuilt(), 'Rebuild it');
    expect((await shop.restore()).codes).toEqual(['snapshot.foreign-commit']);
    for (let serial = 2; serial <= 8; serial += 1) {
      shop.commit(await after(serial));
      expect((await shop.restore()).codes).toEqual([]);
    }
  });

  it('is refused when it comes back over what was built on it', async () => {
    const shop = await open();
    shop.commit(await after(8));
    shop.commit(await rebuilt());
    const newest = shop.commit(await after(2));
    shop.commit(await rebuilt(), 'Revert');
    const { code, text } = await refused(shop);
    expect(code).toBe('snapshot.reverted');
    expect(text).toContain(newest);
  });
});

describe('a snapshot that cannot be read', () => {
  it.each<[string, string, (sound: Buffer) => Buffer | string]>([
    ['damaged', 'snapshot.damaged', (sound) => sound.subarray(0, sound.length - 1)],
    ['empty', 'snapshot.damaged', () => ''],
    ['another file', 'snapshot.not-a-snapshot', () => 'theirs'],
  ])('is refused, with the last good commit: %s', async (_, code, change) => {
    const shop = await open();
    const good = shop.commit(await after(1));
    shop.commit(change(await after(2)));
    const fault = await refused(shop);
    expect(fault.code).toBe(code);
    expect(fault.text).toContain(`git checkout ${good} -- ${PATH}`);
    expect(fault.text).toContain('snapshot rebuild');
  });

  it('because it is newer is no reason to go back', async () => {
    const shop = await open();
    shop.commit(await after(1));
    const newer = Buffer.from(await after(2));
    newer.writeInt32BE(99, 60);
    shop.commit(newer);
    const { code, text } = await refused(shop);
    expect(code).toBe('snapshot.newer');
    expect(text).not.toContain('git checkout');
  });
});

describe('a snapshot that git filters', () => {
  const POINTER = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 4096\n';
  const fault = async (shop: Shop) =>
    shop.restore().then(
      () => null,
      (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
    );

  it('is refused before the first one is written, with the line', async () => {
    const shop = await open();
    shop.repo.commit({ change: { '.gitattributes': '# All of them\n*.sqlite filter=lfs diff=lfs -text\n' } });
    expect(await fault(shop)).toMatch(/^snapshot\.filtered: \.gitattributes:2 .*"lfs"/);
    shop.repo.commit({ change: { 'plans/.gitattributes': 'snapshot.* !filter\n' } });
    expect(await fault(shop)).toBeNull();
  });

  it('is refused where a folder above it says so', async () => {
    const shop = await open();
    shop.commit(await after(1), OURS, { 'plans/.gitattributes': '*.sqlite filter=crypt\n' });
    expect(await fault(shop)).toMatch(/^snapshot\.filtered: plans\/\.gitattributes:1 .*"crypt"/);
  });

  it('is refused where a pointer stands in its place', async () => {
    const shop = await open();
    shop.commit(await after(1));
    shop.commit(POINTER);
    expect(await fault(shop)).toMatch(/^snapshot\.filtered: .*pointer of Git LFS/);
  });

  it('may have other attributes, and filters of other files', async () => {
    const shop = await open();
    const attributes = '*.sqlite diff=pricebook -text\n*.psd filter=lfs\n';
    shop.commit(await after(1), OURS, { '.gitattributes': attributes });
    expect(await fault(shop)).toBeNull();
  });

  it('is read all the same by a run that writes nothing', async () => {
    const shop = await open();
    shop.commit(await after(1), OURS, { '.gitattributes': '*.sqlite filter=lfs\n' });
    expect((await shop.snapshots.read(PATH))?.serial).toBe(1);
  });
});
