import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { edgesOf } from './edges.ts';
import { layerFault } from './layers.ts';
import { PLACES, placeFault } from './places.ts';
import { root, sourceOf, sources } from './sources.ts';

const edges = sources.flatMap(edgesOf);

describe('the layers', () => {
  it('are held by every import of src, of which there are many', () => {
    expect(edges.length).toBeGreaterThan(300);
    expect(new Set(edges.map(({ from }) => from)).size).toBeGreaterThan(80);
    expect(
      edges
        .filter(({ to }) => to.endsWith('.ts'))
        .map(layerFault)
        .filter(Boolean),
    ).toEqual([]);
    expect(
      edges
        .filter(({ to }) => to.endsWith('.json'))
        .map(layerFault)
        .filter(Boolean),
    ).toEqual([]);
  });

  it.each([
    ['lib/money.ts', 'model/key.ts'],
    ['kinds/price/kind.ts', 'diff/compare.ts'],
    ['kinds/price/kind.ts', 'kinds/price/api.ts'],
    ['diff/compare.ts', 'plan/order.ts'],
    ['render/text.ts', 'manifest/read.ts'],
    ['plan/order.ts', 'stripe/client.ts'],
    ['snapshot/file.ts', 'stripe/client.ts'],
    ['stripe/client.ts', 'commands/plan.ts'],
    ['commands/plan.ts', 'cli.ts'],
    ['action.ts', 'cli.ts'],
    ['commands/plan.ts', 'cli/options.ts'],
    ['action.ts', 'emulator/main.ts'],
    ['commands/plan.ts', 'emulator/main.ts'],
    ['emulator/main.ts', 'model/key.ts'],
    ['commands/plan.ts', '../test/support.ts'],
    ['commands/plan.ts', '../schemas/plan.schema.json'],
    ['manifest/schema.ts', '../package.json'],
  ])('refuse that %s imports %s', (from, to) => {
    expect(layerFault({ from, to })).toContain(`src/${from} imports ${to}`);
  });

  it('do not know a folder that nobody placed', () => {
    expect(() => layerFault({ from: 'utils/a.ts', to: 'lib/money.ts' })).toThrow('in no layer');
  });
});

describe('third-party packages and node', () => {
  it('enter where they are meant to', () => {
    expect(edges.map(placeFault).filter(Boolean)).toEqual([]);
  });

  it('have a place each', () => {
    const { dependencies }: { dependencies: object } = JSON.parse(
      readFileSync(`${root}/package.json`, 'utf8'),
    );
    expect(Object.keys(PLACES).toSorted()).toEqual(Object.keys(dependencies).toSorted());
  });

  it.each([
    ['diff/compare.ts', 'yaml'],
    ['lib/amount.ts', 'big.js'],
    ['commands/plan.ts', '@actions/core'],
    ['emulator/server.ts', 'stripe'],
    ['manifest/read.ts', 'left-pad'],
    ['manifest/read.ts', 'node:fs'],
    ['lib/money.ts', 'node:process'],
    ['kinds/price/kind.ts', 'fs'],
  ])('are refused where %s imports %s', (from, to) => {
    expect(placeFault({ from, to })).toContain(`src/${from} imports ${to}`);
  });
});

describe('reading imports', () => {
  const read = (text: string) => edgesOf(sourceOf('diff/x.ts', text)).map(({ to }) => to);

  it('sees every form of them', () => {
    const text = `
      import type { A } from './a.ts';
      import {
        type B,
        c,
      } from "../plan/c.ts";
      import './d.ts';
      export { e } from './e.ts';
      export * from './f.ts';
      import schema from '../../schemas/plan.schema.json' with { type: 'json' };
      const g = await import('./g.ts');
      type H = import('./h.ts').H;`;
    const files = [
      'diff/a.ts',
      'plan/c.ts',
      'diff/d.ts',
      'diff/e.ts',
      'diff/f.ts',
      '../schemas/plan.schema.json',
    ];
    expect(read(text)).toEqual([...files, 'diff/g.ts', 'diff/h.ts']);
  });

  it('does not take comments and texts for imports', () => {
    const text = `
      // import { a } from './a.ts';
      /* import { b } from './b.ts'; */
      export const c = 'import { d } from "./d.ts"';
      export function from(): string { return 'x'; }`;
    expect(read(text)).toEqual([]);
  });

  it('refuses one whose name is computed', () => {
    expect(() => read('const name = "./a.ts"; await import(name);')).toThrow('not a literal');
  });
});
