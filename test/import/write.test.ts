import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFiles } from '../../src/workspace/write-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pricebook-write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const there = (name: string): string => readFileSync(join(folder, name), 'utf8');
const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const file = (name: string, before: string | null) => ({ path: join(folder, name), text: 'new', before });

describe('writing files', () => {
  it('writes all of them, folders included, and leaves nothing else behind', async () => {
    put('a.yaml', 'old');
    await writeFiles([file('a.yaml', 'old'), file('meters/b.yaml', null)]);
    expect([there('a.yaml'), there('meters/b.yaml')]).toEqual(['new', 'new']);
    expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()).toEqual([
      'a.yaml',
      'meters',
      'meters/b.yaml',
    ]);
  });

  it('writes none where one is not what it was', async () => {
    put('a.yaml', 'old');
    put('b.yaml', 'mine');
    await expect(writeFiles([file('a.yaml', 'old'), file('b.yaml', null)])).rejects.toThrow(
      'is there already',
    );
    await expect(writeFiles([file('a.yaml', 'old'), file('b.yaml', 'x')])).rejects.toThrow(
      'was changed meanwhile',
    );
    expect([there('a.yaml'), there('b.yaml')]).toEqual(['old', 'mine']);
  });

  it('puts back what it moved when one of them cannot be', async () => {
    put('a.yaml', 'old');
    mkdirSync(join(folder, 'c.yaml.new'));
    await expect(
      writeFiles([file('a.yaml', 'old'), file('b.yaml', null), file('c.yaml', null)]),
    ).rejects.toThrow('c.yaml.new');
    expect(there('a.yaml')).toBe('old');
    expect(readdirSync(folder).toSorted()).toEqual(['a.yaml', 'c.yaml.new']);
  });
});
