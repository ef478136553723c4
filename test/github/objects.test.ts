import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesBelow } from './files.ts';
import { type Stamp, newObjects, putBlob, putCommit } from './objects.ts';
import { putFiles, treeOf } from './files.ts';

const FILES = {
  'plans/pro.yaml': 'code: pro\n',
  'plans/live/pro.yaml': 'code: pro\nname: Prô ☃\n',
  'plans.yaml': '',
  plans0: 'sorted between plans.yaml and plans/',
  'a/b/c/d.txt': Buffer.from([0, 255, 10, 13]),
};

describe('object ids', () => {
  let folder = '';
  const git = (
    args: readonly string[],
    given: { input?: string | Buffer; env?: Record<string, string> } = {},
  ): string =>
    execFileSync('git', ['-C', folder, ...args], {
      input: given.input ?? '',
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_SYSTEM: '/dev/null',
        ...given.env,
      },
    })
      .toString()
      .trim();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pricebook-git-'));
    git(['init', '--quiet', '--object-format=sha1']);
    for (const [path, content] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.entries(FILES))('are those of git hash-object: %s', (_, content) => {
    expect(putBlob(newObjects(), Buffer.from(content))).toBe(
      git(['hash-object', '--stdin'], { input: content }),
    );
  });

  it('are those of git write-tree, whatever order the files come in', () => {
    git(['add', '--all']);
    const tree = git(['write-tree']);
    const objects = newObjects();
    const files = putFiles(objects, FILES);
    expect(treeOf(objects, files)).toBe(tree);
    expect(treeOf(objects, files.toReversed())).toBe(tree);
    expect(entriesBelow(objects, tree).map(({ path }) => path)).toEqual(
      git(['ls-tree', '-r', '-t', '--name-only', tree]).split('\n'),
    );
  });

  it('are those of git mktree for links, executables and submodules', () => {
    const objects = newObjects();
    const [link, run] = [
      putBlob(objects, Buffer.from('pro.yaml')),
      putBlob(objects, Buffer.from('#!/bin/sh\n')),
    ];
    const commit = 'c0ffee0000000000000000000000000000000000';
    const lines = [
      `120000 blob ${link}\tlink`,
      `100755 blob ${run}\trun.sh`,
      `160000 commit ${commit}\tvendor`,
    ];
    const files = putFiles(objects, {
      'run.sh': { mode: '100755', content: '#!/bin/sh\n' },
      vendor: { mode: '160000', commit },
      link: { mode: '120000', content: 'pro.yaml' },
    });
    expect(treeOf(objects, files)).toBe(git(['mktree', '--missing'], { input: `${lines.join('\n')}\n` }));
  });

  it('are those of git commit-tree', () => {
    const objects = newObjects();
    const tree = treeOf(objects, putFiles(objects, FILES));
    const stamp: Stamp = { name: 'Octo Cat', email: 'octocat@example.com', date: 1_793_610_000 };
    const date = `${stamp.date} +0000`;
    const env = {
      GIT_AUTHOR_NAME: stamp.name,
      GIT_AUTHOR_EMAIL: stamp.email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: stamp.name,
      GIT_COMMITTER_EMAIL: stamp.email,
      GIT_COMMITTER_DATE: date,
    };
    const commit = { tree, author: stamp, committer: stamp };
    git(['add', '--all']);
    git(['write-tree']);
    const first = putCommit(objects, { ...commit, parents: [], message: 'Prices: 25 € → 29 €' });
    expect(first).toBe(git(['commit-tree', tree], { input: 'Prices: 25 € → 29 €', env }));
    const second = putCommit(objects, { ...commit, parents: [first], message: 'Two\n\nlines\n' });
    expect(second).toBe(git(['commit-tree', tree, '-p', first], { input: 'Two\n\nlines\n', env }));
  });
});
