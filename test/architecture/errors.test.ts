import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codesInSchema, codesOf } from './codes.ts';
import { folderOf } from './layers.ts';
import { root, sourceOf, sources } from './sources.ts';

const document = readFileSync(join(root, 'docs/errors.md'), 'utf8');
const sections = [...document.matchAll(/^## (\S+)$/gm)].map(([, code = '']) => code);
const first = (code: string): string => code.split('.')[0] ?? '';
const second = (code: string): string => code.split('.')[1] ?? '';

const ours = sources.filter(({ path }) => folderOf(path) !== 'emulator');
const { full, ends, words } = codesOf(ours, sections.map(first));
const schemas = readdirSync(join(root, 'schemas')).map((name) =>
  readFileSync(join(root, 'schemas', name), 'utf8'),
);
const fromSchemas = schemas.flatMap((text) => codesInSchema(JSON.parse(text)));

describe('docs/errors.md', () => {
  it('has a section for every code that is written in full', () => {
    expect(full.length).toBeGreaterThan(40);
    expect(full.filter((code) => !sections.includes(code))).toEqual([]);
  });

  it('has a section for every code whose second part a schema or a template gives', () => {
    expect(fromSchemas.length).toBeGreaterThan(3);
    const documented = new Set(sections.map(second));
    expect([...ends, ...fromSchemas].filter((end) => !documented.has(end))).toEqual([]);
  });

  it('has no section for a code that nothing reports', () => {
    const given = new Set([...words, ...ends, ...fromSchemas]);
    expect(sections.filter((code) => !full.includes(code) && !given.has(second(code)))).toEqual([]);
  });

  it('has each section once', () => {
    expect(sections.filter((code, index) => sections.indexOf(code) !== index)).toEqual([]);
  });
});

describe('reading codes', () => {
  it('finds one however it is written', () => {
    const planted = [
      sourceOf('diff/x.ts', "export const x = { code: 'planted.as-field' };"),
      sourceOf('diff/y.ts', "throw new PlantedError('planted.as-argument', 'summary.');"),
      sourceOf(
        'diff/z.ts',
        'export const z = [{ code: `${area}.as-end` }, { code: `${area}.${given ?? "as-default"}` }];',
      ),
    ];
    const found = codesOf(planted, []);
    expect(found.full).toEqual(['planted.as-argument', 'planted.as-field']);
    expect(found.ends).toEqual(['as-default', 'as-end']);
  });

  it('finds those of schemas, and takes no property named code for one', () => {
    const refused = { trial: { code: 'not-yet', detail: 'Later.' } };
    const schema = { 'x-refused': refused, properties: { code: { type: 'string', 'x-code': 'bad-code' } } };
    expect(codesInSchema(schema)).toEqual(['bad-code', 'not-yet']);
  });
});
