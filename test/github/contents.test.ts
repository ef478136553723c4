import { describe, expect, it } from 'vitest';
import { SHOP, fresh, refusalOf } from './support.ts';

const MIB = 1024 * 1024;
const RAW = { accept: 'application/vnd.github.raw+json' };

describe('contents', () => {
  it('of a file come as base64 in lines, at any ref', async () => {
    const { shop, client } = await fresh();
    const bytes = Buffer.from(Array.from({ length: 300 }, (_, at) => at % 256));
    const ref = shop.commit({ branch: 'feature', change: { 'plans/x.bin': bytes } });
    const { rest } = client();
    for (const name of [ref, 'feature', 'refs/heads/feature']) {
      const { data } = await rest.repos.getContent({ ...SHOP, path: 'plans/x.bin', ref: name });
      expect(data).toMatchObject({ type: 'file', encoding: 'base64', size: 300 });
      const { content } = data as { content: string };
      expect(content).toMatch(/^(.{1,60}\n)+$/);
      expect(Buffer.from(content, 'base64')).toEqual(bytes);
    }
    expect((await refusalOf(rest.repos.getContent({ ...SHOP, path: 'plans/x.bin' }))).status).toBe(404);
    const unknown = await refusalOf(rest.repos.getContent({ ...SHOP, path: 'README.md', ref: 'nowhere' }));
    expect(unknown).toMatchObject({ status: 404, body: { message: 'No commit found for the ref nowhere' } });
  });

  it('over 1 MiB come empty, and whole as a blob or raw', async () => {
    const { shop, client } = await fresh();
    const change = { small: Buffer.alloc(MIB, 1), large: Buffer.alloc(MIB + 1, 1) };
    shop.commit({ change });
    const { rest } = client();
    const of = async (path: string) => (await rest.repos.getContent({ ...SHOP, path })).data;
    expect(await of('small')).toMatchObject({ encoding: 'base64' });
    const large = (await of('large')) as { sha: string };
    expect(large).toMatchObject({ encoding: 'none', content: '', size: MIB + 1 });
    const { data } = await rest.git.getBlob({ ...SHOP, file_sha: large.sha });
    expect(Buffer.from(data.content, 'base64').equals(change.large)).toBe(true);
    const raw = await rest.repos.getContent({ ...SHOP, path: 'large', headers: RAW });
    expect(Buffer.from(raw.data as unknown as ArrayBuffer).length).toBe(MIB + 1);
  });

  it('of a folder are a list, of a link the file that it leads to', async () => {
    const { shop, client } = await fresh();
    shop.commit({
      change: {
        'plans/link.yaml': { mode: '120000', content: 'pro.yaml' },
        'plans/out.yaml': { mode: '120000', content: '../../etc/passwd' },
        'plans/sub': { mode: '160000', commit: 'c0ffee0000000000000000000000000000000000' },
      },
    });
    const { rest } = client();
    const list = (await rest.repos.getContent({ ...SHOP, path: 'plans' })).data as {
      name: string;
      type: string;
    }[];
    expect(list.map(({ name, type }) => [name, type])).toEqual([
      ['link.yaml', 'symlink'],
      ['out.yaml', 'symlink'],
      ['pro.yaml', 'file'],
      ['sub', 'submodule'],
    ]);
    const link = await rest.repos.getContent({ ...SHOP, path: 'plans/link.yaml' });
    expect(link.data).toMatchObject({ type: 'file', path: 'plans/link.yaml', size: 10 });
    const out = await rest.repos.getContent({ ...SHOP, path: 'plans/out.yaml' });
    expect(out.data).toMatchObject({ type: 'symlink', target: '../../etc/passwd' });
  });
});

describe('trees', () => {
  it('list one folder, or everything below with recursive', async () => {
    const { shop, client } = await fresh();
    const { rest } = client();
    const paths = async (more: object) =>
      (await rest.git.getTree({ ...SHOP, tree_sha: shop.tip(), ...more })).data.tree.map(({ path }) => path);
    expect(await paths({})).toEqual(['README.md', 'plans']);
    expect(await paths({ recursive: '1' })).toEqual(['README.md', 'plans', 'plans/pro.yaml']);
  });

  it('say so when they are cut short', async () => {
    const { shop, client } = await fresh({ limits: { treeEntries: 5 } });
    shop.commit({
      files: Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`plans/${at}.yaml`, `${at}`])),
    });
    const { rest } = client();
    const { data } = await rest.git.getTree({ ...SHOP, tree_sha: shop.tip(), recursive: '1' });
    expect({ truncated: data.truncated, entries: data.tree.length }).toEqual({ truncated: true, entries: 5 });
  });

  it('and blobs that do not exist are not found', async () => {
    const { client } = await fresh();
    const { rest } = client();
    const id = '0'.repeat(40);
    expect((await refusalOf(rest.git.getTree({ ...SHOP, tree_sha: id }))).status).toBe(404);
    expect((await refusalOf(rest.git.getBlob({ ...SHOP, file_sha: id }))).status).toBe(404);
    expect((await refusalOf(rest.git.getBlob({ ...SHOP, file_sha: 'abc' }))).status).toBe(422);
  });
});
