import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filterOf } from '../../src/lib/gitattributes.ts';

const PATH = 'shop/plans/snapshot.live.sqlite';

let folder: string;
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'core.attributesFile=', ...args], { encoding: 'utf8' });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attributes-'));
  git('init', '--quiet');
  mkdirSync(join(folder, 'shop/plans'), { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The filter that git itself gives the path; null where it gives none that has a name. */
function filterOfGit(files: Readonly<Record<string, string>>): string | null {
  for (const where of ['', 'shop', 'shop/plans'])
    writeFileSync(join(folder, where, '.gitattributes'), files[where] ?? '');
  const [, , value = ''] = git('check-attr', '-z', 'filter', PATH).split('\0');
  return ['unspecified', 'set', 'unset'].includes(value) ? null : value;
}

const filesOf = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([where, text]) => ({ folder: where, text }));

describe('the filter of a path', () => {
  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['every file of the type', { '': '*.sqlite filter=lfs diff=lfs merge=lfs -text\n' }],
    ['every file', { '': '* filter=crypt' }],
    ['the path from the top', { '': '/shop/plans/*.sqlite filter=lfs' }],
    ['the path from the top, without a slash before it', { '': 'shop/plans/*.sqlite filter=lfs' }],
    ['another path', { '': 'plans/*.sqlite filter=lfs' }],
    ['any folder of a name', { '': '**/plans/*.sqlite filter=lfs' }],
    ['any depth', { '': 'shop/**/*.sqlite filter=lfs' }],
    ['all below a folder', { '': 'shop/** filter=lfs' }],
    ['any depth, twice', { '': 'shop/**/**/plans/**/*.sqlite filter=lfs' }],
    ['any depth, twice at the beginning', { '': '**/**/*.sqlite filter=lfs' }],
    ['two stars in a name, as one', { '': 'sh**/plans/*.sqlite filter=lfs' }],
    ['the folder alone', { '': 'shop filter=lfs\nshop/ filter=lfs\nshop/plans filter=lfs' }],
    ['a star that does not cross folders', { '': '/*.sqlite filter=lfs\nshop/*.sqlite filter=lfs' }],
    ['one character', { '': 'snapshot.liv?.sqlite filter=lfs' }],
    ['a class', { '': 'snapshot.[a-l]ive.sqlite filter=lfs' }],
    ['a class that is negated', { '': 'snapshot.[!a-k]ive.sqlite filter=lfs' }],
    ['a class that does not fit', { '': 'snapshot.[!l]ive.sqlite filter=lfs' }],
    ['a class without an end', { '': 'snapshot.[live.sqlite filter=lfs' }],
    ['a range the wrong way round', { '': 'snapshot.[z-a]ive.sqlite filter=lfs' }],
    ['what is escaped', { '': 'snapshot\\.live.sqlite filter=lfs' }],
    [
      'a dot that stands for itself',
      { '': 'snapshotxlive.sqlite filter=lfs\nsnapshot.live.sqlit. filter=lfs' },
    ],
    ['a quoted pattern', { '': '"*.sqlite" filter=lfs' }],
    ['a comment', { '': '# *.sqlite filter=lfs\n  # *.sqlite filter=lfs' }],
    ['a pattern that is negated, which git ignores', { '': '!*.sqlite filter=lfs' }],
    ['the last line', { '': '*.sqlite filter=lfs\n*.sqlite filter=crypt' }],
    ['the last word', { '': '*.sqlite filter=lfs filter=crypt' }],
    ['unset later', { '': '*.sqlite filter=lfs\n*.live.sqlite -filter' }],
    ['unspecified later', { '': '*.sqlite filter=lfs\n*.live.sqlite !filter' }],
    ['set without a name', { '': '*.sqlite filter' }],
    ['the nearest file', { '': '*.sqlite filter=lfs', 'shop/plans': '*.sqlite !filter' }],
    ['the nearest that says something', { '': '*.sqlite filter=lfs', shop: '*.sqlite text' }],
    ['a file in a folder', { shop: 'plans/*.sqlite filter=lfs' }],
    ['a file in a folder, about another', { shop: 'shop/plans/*.sqlite filter=lfs' }],
    ['a macro', { '': '[attr]big filter=lfs -text\n*.sqlite big' }],
    ['a macro that is defined later', { '': '*.sqlite big\n[attr]big filter=lfs' }],
    ['a macro that is unset', { '': '[attr]big filter=lfs\n*.sqlite -big' }],
    ['a macro that is unset nearer', { '': '[attr]big filter=lfs\n*.sqlite big', shop: '*.sqlite -big' }],
    ['a macro of a macro', { '': '[attr]big filter=lfs\n[attr]huge big\n*.sqlite huge' }],
    ['a macro of itself', { '': '[attr]big big filter=lfs\n*.sqlite big' }],
    ['a macro that is not at the top', { shop: '[attr]big filter=lfs\n*.sqlite big' }],
    ['spaces, tabs and Windows ends', { '': '\t *.sqlite\t filter=lfs \r\n' }],
  ])('is what git says: %s', (_, files) => {
    expect(filterOf(PATH, filesOf(files))?.filter ?? null).toBe(filterOfGit(files));
  });

  // Asked of git itself, versions of it before 2.41 answer otherwise.
  it('is not given by two stars in a name, which are as one', () => {
    expect(filterOf(PATH, filesOf({ '': 'sh**/*.sqlite filter=lfs' }))).toBeNull();
  });

  it('is told with the line that gives it', () => {
    const files = filesOf({
      '': '# Files\n* text\n',
      shop: '\n[attr]x y\n*.sqlite filter=lfs\n*.yaml text\n',
    });
    expect(filterOf(PATH, files)).toEqual({ filter: 'lfs', folder: 'shop', line: 3 });
  });

  it('is found in a file of many lines in no time', () => {
    const text = `${'*a*b*c*.sqlite filter=x\n'.repeat(5000)}*.sqlite filter=lfs`;
    expect(filterOf(PATH, [{ folder: '', text }])?.line).toBe(5001);
  });
});
