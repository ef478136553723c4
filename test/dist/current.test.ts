import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundle } from '../../.ci/bundle.ts';
import { differences, readFolder, writeFolder } from '../../.ci/folder.ts';
import { emptyFolder, root } from './dist.ts';

const { files, metafile } = await bundle(root);

it('dist/ is what the sources give', () => {
  expect(files.size).toBeGreaterThan(12);
  expect(differences(join(root, 'dist'), files)).toEqual([]);
});

it('a dist/ that is not what the sources give is found out', () => {
  const folder = emptyFolder();
  const expected = new Map([
    ['cli.js', Buffer.from('a')],
    ['chunks/b.js', Buffer.from('b')],
  ]);
  writeFolder(folder, expected);
  expect(differences(folder, expected)).toEqual([]);

  writeFileSync(join(folder, 'cli.js'), 'A');
  rmSync(join(folder, 'chunks/b.js'));
  mkdirSync(join(folder, 'old'));
  writeFileSync(join(folder, 'old/c.js'), 'c');
  const found = ['chunks/b.js: missing', 'cli.js: differs', 'old/c.js: should not be there'];
  expect(differences(folder, expected)).toEqual(found);
  expect(differences(join(folder, 'nowhere'), expected)).toEqual(['chunks/b.js: missing', 'cli.js: missing']);

  writeFolder(folder, expected);
  expect([...readFolder(folder).keys()].toSorted()).toEqual(['chunks/b.js', 'cli.js']);
});

it('names no folder of the machine that built it', () => {
  const texts = [...files].filter(([path]) => !path.endsWith('.node'));
  const naming = texts.filter(([, content]) =>
    [root, homedir()].some((path) => path.length > 1 && Buffer.from(content).includes(`${path}/`)),
  );
  expect(naming.map(([path]) => path)).toEqual([]);
});

it('holds a binary of SQLite for each platform of the runners', () => {
  const platforms = [
    'darwin-arm64',
    'darwin-x64',
    'linux-arm64',
    'linux-x64',
    'linuxmusl-arm64',
    'linuxmusl-x64',
  ];
  const expected = [...platforms, 'win32-arm64', 'win32-x64'].map((platform) => `prebuilds/${platform}.node`);
  expect([...files.keys()].filter((path) => path.endsWith('.node'))).toEqual(expected);
});

/** Every source that is evaluated when an entry starts, without the dynamic imports. */
function evaluatedBy(entry: string): string[] {
  const seen = new Set<string>();
  const visit = (output: string): void => {
    const { imports = [] } = metafile.outputs[output] ?? {};
    if (seen.has(output)) return;
    seen.add(output);
    for (const { path, kind } of imports) if (kind === 'import-statement') visit(path);
  };
  visit(entry);
  return [...seen].flatMap((output) => Object.keys(metafile.outputs[output]?.inputs ?? {}));
}

it.each(['action', 'cli'])('%s.js starts without the emulator and without SQLite', (name) => {
  const evaluated = evaluatedBy(`dist/${name}.js`);
  expect(evaluated).toContain(`src/${name}.ts`);
  expect(evaluated.filter((path) => /^src\/emulator\/|\/better-sqlite3\//.test(path))).toEqual([]);
});
