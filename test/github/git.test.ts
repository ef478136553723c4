import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type GitRepository, openGit } from './git.ts';
import type { Repo } from './repo.ts';
import { fresh } from './support.ts';

const opened: GitRepository[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

async function withGit(): Promise<{ shop: Repo; git: GitRepository }> {
  const { shop } = await fresh();
  const git = openGit(shop);
  opened.push(git);
  return { shop, git };
}

describe('a repository of the server, as one of git,', () => {
  it('is found to be sound by git, with merges, executables, links and bytes', async () => {
    const { shop, git } = await withGit();
    shop.commit({
      change: {
        'bin/run': { mode: '100755', content: '#!/bin/sh\n' },
        link: { mode: '120000', content: 'plans/pro.yaml' },
        'plans/snapshot.test.sqlite': Buffer.from([0, 255, 10, 13]),
      },
      author: 'github-actions[bot]',
      message: 'Record\n\ncreate product/pro',
    });
    shop.commit({
      branch: 'idea',
      parents: [shop.tip()],
      change: { 'plans/pro.yaml': 'code: pro\nprice: 1\n' },
    });
    shop.merge(shop.openPullRequest({ head: 'idea' }).number);
    expect(git.fsck()).toBe('');
  });

  it('says so where an object is not what its id says', async () => {
    const { shop, git } = await withGit();
    const [id = ''] = shop.state.objects.blobs.keys();
    shop.state.objects.blobs.set(id, Buffer.from('another'));
    expect(git.fsck()).toContain(id);
  });

  it('is checked out by a job at any commit, also at one of no branch', async () => {
    const { shop, git } = await withGit();
    const old = shop.tip();
    const loose = shop.commit({
      branch: null,
      parents: [old],
      change: { 'plans/team.yaml': 'code: team\n' },
    });
    const folder = mkdtempSync(join(tmpdir(), 'pricebook-job-'));
    try {
      git.checkOut(folder, loose);
      expect(readFileSync(join(folder, 'plans/team.yaml'), 'utf8')).toBe('code: team\n');
      git.checkOut(folder, old);
      expect(readdirSync(join(folder, 'plans'))).toEqual(['pro.yaml']);
      expect(execFileSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8' }).trim()).toBe(old);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('what a person pushes', () => {
  it('is the server’s, under the ids that git gave it, and moves pull requests', async () => {
    const { shop, git } = await withGit();
    const person = git.clone();
    person.git('checkout', '--quiet', '-b', 'idea');
    person.write('plans/basic.yaml', 'code: basic\n');
    const first = person.commit('Cheap — and cheerful');
    expect(person.push('origin', 'idea')).toEqual({ refused: null });
    const { number } = shop.openPullRequest({ head: 'idea' });
    person.write('plans/deep/down.yaml', 'code: deep\n');
    const second = person.commit('More');
    person.push('origin', 'idea');
    expect(shop.pull(number).head.sha).toBe(second);
    expect(shop.state.objects.commits.get(second)?.parents).toEqual([first]);
    expect(shop.read(second)['plans/deep/down.yaml']).toBe('code: deep\n');
    expect(git.fsck()).toBe('');
  });

  it('is refused where the branch has moved on, or is protected, and nothing of it is known', async () => {
    const { shop, git } = await withGit();
    const person = git.clone();
    person.write('README.md', '# Theirs\n');
    const theirs = person.commit('Theirs');
    const tip = shop.commit({ change: { 'README.md': '# Ours\n' } });
    expect(person.push().refused).toContain('rejected');
    person.git('pull', '--quiet', '--rebase', '-Xtheirs', 'origin', 'main');
    shop.protect('main', 'classic');
    expect(person.push().refused).toContain('GH006');
    expect(shop.tip()).toBe(tip);
    expect(shop.state.objects.commits.has(theirs)).toBe(false);
  });

  it('may be a forced push, or the end of a branch', async () => {
    const { shop, git } = await withGit();
    const start = shop.tip();
    shop.commit({ change: { 'README.md': '# Gone\n' } });
    shop.commit({ branch: 'idea', parents: [start] });
    const person = git.clone();
    person.git('reset', '--quiet', '--hard', start);
    expect(person.push().refused).not.toBeNull();
    expect(person.push('--force', 'origin', 'HEAD:main')).toEqual({ refused: null });
    expect(person.push('origin', '--delete', 'idea')).toEqual({ refused: null });
    expect([...shop.state.branches]).toEqual([['main', start]]);
    expect(existsSync(join(git.folder, 'HEAD'))).toBe(true);
  });
});
