import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applied, stateWith } from '../snapshot/catalogs.ts';
import { stand, type Stand } from './stand.ts';

const pro = applied('product/pro', 'pro', { name: 'Pro' });

/** A repository whose first commit has a manifest. */
function repository(): Stand {
  const at = stand();
  at.git('init', '--quiet', '--initial-branch=main');
  at.write('plans/pro.yaml', 'code: pro\nname: Pro\n');
  return at;
}

/** What test and live released, as their snapshots say. */
async function released(at: Stand, test: string | null, live: string | null): Promise<void> {
  await at.record('test', stateWith([pro], { released: test }));
  await at.record('live', stateWith([pro], { released: live, livemode: true }));
}

const edit = (at: Stand, text: string): string => {
  at.write('plans/pro.yaml', text);
  return at.commit();
};

describe('commits between environments', () => {
  it('are those that change manifests or configuration, and no others', async () => {
    const at = repository();
    const first = at.commit();
    edit(at, 'a');
    at.write('README.md', 'words');
    at.commit();
    at.write('plans/.draft/x.yaml', 'no manifest');
    at.commit();
    at.write('config.yaml', 'catalog: acme\n');
    const last = at.commit();
    edit(at, 'b');
    await released(at, last, first);
    at.commit('the snapshots');
    const { text, json } = await at.status({ config: join(at.folder, 'config.yaml') });
    expect(text).toContain('live is 2 commits behind test.');
    expect(text).toContain(`${last.slice(0, 7)}, 1 commit behind HEAD`);
    expect(text).toContain(`${first.slice(0, 7)}, 3 commits behind HEAD`);
    expect(json).toMatchObject({
      environments: [{ toHead: { behind: 1, ahead: 0, unknown: null } }, { toHead: { behind: 3 } }],
      comparisons: [{ commits: { behind: 2, ahead: 0, unknown: null } }],
    });
  });

  it('are one for a merge, as they are for a release', async () => {
    const at = repository();
    const base = at.commit();
    at.git('checkout', '--quiet', '-b', 'topic');
    edit(at, 'a');
    edit(at, 'b');
    at.git('checkout', '--quiet', 'main');
    at.git('merge', '--quiet', '--no-ff', 'topic', '--message', 'merge');
    await released(at, at.git('rev-parse', 'HEAD'), base);
    expect((await at.status()).text).toContain('live is 1 commit behind test.');
  });

  it('are counted both ways where histories part, and for a checkout that is older', async () => {
    const at = repository();
    const base = at.commit();
    const ours = edit(at, 'a');
    at.git('checkout', '--quiet', '-b', 'other', base);
    edit(at, 'b');
    const theirs = edit(at, 'c');
    at.git('checkout', '--quiet', base);
    await released(at, ours, theirs);
    const { text } = await at.status();
    expect(text).toContain('live is 1 commit behind test and 2 commits ahead of it.');
    expect(text).toContain(`${ours.slice(0, 7)}, 1 commit ahead of HEAD`);
  });

  it('are none where both released the same manifests', async () => {
    const at = repository();
    const one = at.commit();
    await released(at, one, one);
    const { text } = await at.status();
    expect(text).toContain('Both have released the same manifests.');
    expect(text).toContain(`${one.slice(0, 7)}, with the manifests of HEAD`);
  });

  it('are not known of a snapshot that names none', async () => {
    const at = repository();
    await released(at, at.commit(), null);
    const { text } = await at.status();
    expect(text).toContain('no commit: only releases in the action note one');
    expect(text).toContain('How many commits lie between is not known: a snapshot names no released commit');
  });

  it('are not known outside of a repository', async () => {
    const at = stand();
    await released(at, 'a'.repeat(40), 'b'.repeat(40));
    expect((await at.status()).text).toContain('is not known: git cannot be asked here');
  });

  it.each([
    ['that git does not have', 'f'.repeat(40)],
    ['that is an option', '--output=owned'],
    ['that is a branch', 'main'],
  ])('are not known of one %s', async (_, name) => {
    const at = repository();
    await released(at, at.commit(), name);
    const { text, exit } = await at.status();
    expect(exit).toBe(0);
    expect(text).toContain('is not in the history that is here');
  });

  it('are not known where the history is cut off, and nothing is fetched', async () => {
    const at = repository();
    const first = at.commit();
    const last = edit(at, 'a');
    await released(at, last, first);
    const shallow = stand();
    shallow.git('clone', '--quiet', '--depth=1', `file://${at.folder}`, 'clone');
    cpSync(join(at.folder, 'plans'), join(shallow.folder, 'clone/plans'), { recursive: true });
    const { json } = await shallow.status({ plans: join(shallow.folder, 'clone/plans') });
    expect(json).toMatchObject({
      environments: [{ toHead: { behind: 0 } }, { toHead: { unknown: 'not-there' } }],
      comparisons: [{ commits: { unknown: 'not-there' } }],
    });
  });
});
