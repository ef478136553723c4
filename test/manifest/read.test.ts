import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfigFile } from '../../src/workspace/config-file.ts';
import { readManifests } from '../../src/workspace/read.ts';
import { readSource } from '../../src/workspace/read-source.ts';

describe('reading a folder', () => {
  let home = '';
  let plans = '';

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'pricebook-'));
    plans = join(home, 'plans');
    await mkdir(join(plans, 'more'), { recursive: true });
  });
  afterEach(() => rm(home, { recursive: true }));

  const write = (path: string, data: string | Uint8Array): Promise<void> => writeFile(join(home, path), data);
  const codes = async (dir = plans): Promise<readonly string[]> =>
    (await readManifests(dir)).diagnostics.map(
      ({ code, where }) => `${code} ${where?.file.slice(home.length)}`,
    );

  it('finds every manifest in it and below, sorted', async () => {
    await write('plans/z.yaml', 'z');
    await write('plans/more/a.yml', 'a');
    await write('plans/snapshot.test.sqlite', 'no');
    await write('plans/.hidden.yaml', 'no');
    expect(await readManifests(`${plans}/`)).toEqual({
      files: [
        { path: `${plans}/more/a.yml`, text: 'a' },
        { path: `${plans}/z.yaml`, text: 'z' },
      ],
      diagnostics: [],
    });
  });

  it('drops a byte order mark', async () => {
    await write('plans/a.yaml', '\uFEFFcode: pro');
    expect((await readManifests(plans)).files[0]?.text).toBe('code: pro');
  });

  it('refuses what is not UTF-8', async () => {
    await write('plans/a.yaml', Uint8Array.from([0x63, 0xff, 0xfe]));
    await write('plans/b.yaml', 'code: b');
    expect(await codes()).toEqual(['manifest.not-utf8 /plans/a.yaml']);
  });

  it('refuses files over 1 MiB', async () => {
    await write('plans/a.yaml', 'x'.repeat(1024 * 1024 + 1));
    await write('plans/b.yaml', `#${'x'.repeat(1024 * 1024 - 1)}`);
    expect(await codes()).toEqual(['manifest.too-large /plans/a.yaml']);
  });

  it('refuses links that lead out of it, and follows those that stay', async () => {
    await write('outside.yaml', 'x');
    await write('plans/more/in.yaml', 'x');
    await mkdir(join(home, 'plans-other'));
    await symlink(join(home, 'outside.yaml'), join(plans, 'a.yaml'));
    await symlink(join(home, 'plans-other'), join(plans, 'b'));
    await symlink('more/in.yaml', join(plans, 'c.yaml'));
    await symlink('more', join(plans, 'd'));
    await symlink('nowhere', join(plans, 'e.yaml'));
    expect(await codes()).toEqual([
      'manifest.link-outside /plans/a.yaml',
      'manifest.link-outside /plans/b',
      'manifest.unreadable /plans/e.yaml',
    ]);
    expect((await readManifests(plans)).files.map(({ path }) => path.slice(plans.length))).toEqual([
      '/c.yaml',
      '/more/in.yaml',
    ]);
  });

  it('does not end in a circle of links', async () => {
    await symlink('..', join(plans, 'more', 'up'));
    await symlink('loop.yaml', join(plans, 'loop.yaml'));
    await write('plans/a.yaml', 'x');
    expect(await codes()).toEqual(['manifest.unreadable /plans/loop.yaml']);
  });

  it('works where the folder itself is a link', async () => {
    await write('plans/a.yaml', 'x');
    await symlink('plans', join(home, 'catalog'));
    expect(await codes(join(home, 'catalog'))).toEqual([]);
  });

  it('is an error without manifests, and without a folder', async () => {
    expect(await codes()).toEqual(['manifest.no-manifests undefined']);
    expect(await codes(join(home, 'nowhere'))).toEqual(['manifest.no-manifests undefined']);
    expect(await codes(join(home, 'nowhere', 'at', 'all'))).toEqual(['manifest.no-manifests undefined']);
  });

  it('reads a configuration that may be missing, but not one that is named', async () => {
    await write('config.yaml', 'catalog: acme');
    expect((await readConfigFile(join(home, 'config.yaml')))?.text).toBe('catalog: acme');
    await expect(readConfigFile(join(home, 'none.yaml'))).rejects.toThrow(/no configuration/);
    expect(await readSource(join(home, 'none.yaml'), 'config')).toEqual({ file: null, diagnostics: [] });
    await expect(readConfigFile(plans)).rejects.toThrow(/not a file/);
  });
});
