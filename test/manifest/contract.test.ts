import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { kinds } from '../../src/kinds/registry.ts';
import { manifestKinds } from '../../src/kinds/manifests.ts';
import { codesInSchema } from '../architecture/codes.ts';
import { load, planWith } from './support.ts';

const KINDS = manifestKinds.map(({ name }) => name);
const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');

async function sources(folder: string): Promise<string> {
  const entries = await readdir(join(ROOT, folder), { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(paths.map((path) => readFile(path, 'utf8')))).join('\n');
}

/** The entry schema, as an editor resolves it. */
async function entrySchema() {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false });
  ajv.addVocabulary(['x-code', 'x-expects', 'x-detail', 'x-refused']);
  for (const { name, schema } of manifestKinds) ajv.addSchema(schema, `${name}.schema.json`);
  return ajv.compile(JSON.parse(await read('schemas/manifest.schema.json')));
}

describe('the schema that editors use', () => {
  it('names every kind, and the first as the default', async () => {
    const { properties } = JSON.parse(await read('schemas/manifest.schema.json'));
    expect(properties.kind.enum).toEqual(manifestKinds.map(({ name }) => name));
    expect(properties.kind.default).toBe(manifestKinds[0]?.name);
  });

  it('accepts the sample catalog and refuses what the loader refuses by schema', async () => {
    const validate = await entrySchema();
    const accepts = (text: string): boolean =>
      parseAllDocuments(text).every((document) => validate(document.toJS()));
    expect(accepts(await read('plans/basic.yaml'))).toBe(true);
    expect(accepts(await read('plans/pro.yaml'))).toBe(true);
    expect(accepts('kind: meter\ncode: m\ndisplay_name: M\naggregation: sum\n')).toBe(true);
    expect(accepts('kind: meter\ncode: m\nname: M\n')).toBe(false);
    expect(accepts('code: pro\nnmae: Pro\n')).toBe(false);
    expect(accepts(planWith('amount: 1\ncurrency: usd\nintervall: month'))).toBe(false);
  });

  it('describes every field', async () => {
    const text = (
      await Promise.all([...KINDS, 'config'].map((name) => read(`schemas/${name}.schema.json`)))
    ).join('');
    expect(text.match(/"title"/g)?.length).toBeGreaterThan(100);
    expect(text.match(/"description"/g)?.length).toBeGreaterThan(100);
  });
});

describe('the manifests in the documentation', () => {
  it('are one valid catalog, with every kind', async () => {
    const blocks = (await read('docs/manifest.md')).matchAll(/^```yaml\n([^]*?)^```/gm);
    const text = [...blocks].map(([, block]) => block).join('---\n');
    const { desired, diagnostics } = load({ 'plans/a.yaml': text }, { environment: 'test' });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const used = new Set(desired.map(({ kind }) => kind));
    expect(kinds.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('the sample catalog', () => {
  it('is valid without a configuration and without a warning', async () => {
    const files = {
      'plans/basic.yaml': await read('plans/basic.yaml'),
      'plans/pro.yaml': await read('plans/pro.yaml'),
    };
    const { desired, diagnostics } = load(files, { environment: 'test' });
    expect(diagnostics).toEqual([]);
    expect(desired.map(({ key, spec, onCreate }) => [key, spec.amount ?? spec.name, onCreate])).toEqual([
      ['price/basic_monthly/main', '10', { lookup_key: 'basic_monthly' }],
      ['price/pro_monthly/main', '25', { lookup_key: 'pro_monthly' }],
      ['price/pro_yearly/main', '250', { lookup_key: 'pro_yearly' }],
      ['product/basic_monthly', 'Basic Plan', { id: 'basic_monthly' }],
      ['product/pro_monthly', 'Pro Plan', { id: 'pro_monthly' }],
      ['product/pro_yearly', 'Pro Plan (Yearly)', { id: 'pro_yearly' }],
    ]);
  });
});

describe('every code', () => {
  it('that the loader can report has a section in docs/errors.md, and no section is left over', async () => {
    const text = (await Promise.all(['src/manifest', 'src/workspace', 'src/kinds'].map(sources))).join('\n');
    const literal = [...text.matchAll(/'((?:manifest|config|lint)\.[a-z0-9-]+)'/g)].map(([, code]) => code);
    const ends = (source: string, pattern: RegExp): (string | undefined)[] =>
      [...source.matchAll(pattern)].map(([, end]) => end);
    const words = ends(await read('src/manifest/wrong-value.ts'), /^ {2}[a-zA-Z]+: '([a-z-]+)',$/gm);
    const yaml = [
      'syntax',
      'duplicate-key',
      'too-many-aliases',
      'too-deep',
      'bad-text',
      'secret',
      'unknown-field',
      'missing-field',
      'bad-format',
    ];
    const files = ['unreadable', 'too-large', 'not-utf8'];
    const schema = async (name: string): Promise<string[]> =>
      codesInSchema(JSON.parse(await read(`schemas/${name}.schema.json`)));
    const area = (name: string, all: readonly (string | undefined)[]): string[] =>
      all.map((end) => `${name}.${end}`);
    const expected = new Set([
      ...literal,
      ...area('manifest', [...words, ...yaml, ...files, ...(await Promise.all(KINDS.map(schema))).flat()]),
      ...area('config', [...words, ...yaml, ...files, ...(await schema('config'))]),
    ]);
    // Nothing in the configuration is limited in length or number, or must not repeat.
    for (const end of ['too-long', 'too-many', 'repeated']) expected.delete(`config.${end}`);
    const sections = [
      ...(await read('docs/errors.md')).matchAll(/^## ((?:manifest|config|lint)\.\S+)$/gm),
    ].map(([, code]) => code);
    expect(sections.length).toBeGreaterThan(60);
    expect(new Set(sections).size).toBe(sections.length);
    expect([...expected].filter((each) => !sections.includes(each))).toEqual([]);
    const left = sections.filter((each) => each?.startsWith('config.') !== true && !expected.has(each));
    expect(left).toEqual([]);
  });
});
