import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/lib/json.ts';
import { fieldRows } from '../../src/render/fields.ts';
import { terminalPhrase } from '../../src/render/phrase.ts';
import { renderPlan } from '../../src/render/plan.ts';
import { fields, plan, update } from './build.ts';

const usd = { before: 'usd', after: 'usd' };
type Sides = readonly [before: Json, after: Json];
const read = (path: string, [before, after]: Sides, currencies = usd): string[] =>
  fieldRows({ path, before, after }, currencies).map(({ text }) => terminalPhrase(text));

describe('a field that moves', () => {
  it.each<[string, Sides, string]>([
    ['amount', ['25', '29'], '$25.00 → $29.00 (+16%)'],
    ['amount', ['29', '25'], '$29.00 → $25.00 (-13.8%)'],
    ['amount', ['0', '5'], '$0.00 → $5.00'],
    ['amount', ['0.0025', '0.003'], '$0.0025 → $0.003 (+20%)'],
    ['currencies.eur.amount', ['23', '24'], '€23.00 → €24.00 (+4.4%)'],
    ['metadata.amount', ['1', '2'], '1 → 2'],
    ['name', ['Pro', 'Pro Plan'], 'Pro → "Pro Plan"'],
    ['name', ['', 'x'], '"" → x'],
    ['active', [true, false], 'true → false'],
    ['unit_label', ['seat', null], 'seat → not set'],
    ['transform_quantity', [null, { divide_by: 10, round: 'up' }], 'not set → per 10, rounded up'],
    ['name', ['a b', 'a\u200b b'], '"a b" → "a b" (they differ in what is not shown)'],
  ])('%s of %j', (path, sides, shown) => {
    expect(read(path, sides).join('')).toBe(shown);
  });

  it('has each side in its own currency, and no percentage between them', () => {
    expect(read('amount', ['25', '23'], { before: 'usd', after: 'eur' })).toEqual(['$25.00 → €23.00']);
  });

  it('does not show half of a secret where a long text is cut', () => {
    const text = (end: string) => `${'x '.repeat(100)}sk_live_${'abcdef'.repeat(10)}${end}`;
    expect(read('description', [text('1'), text('2')]).join('')).not.toContain('abcdef');
  });
});

describe('a list that moves', () => {
  it('says what came, what went, and how much stayed', () => {
    expect(
      read('features', [
        ['a', 'b', 'c'],
        ['a', 'c', 'd'],
      ]),
    ).toEqual(['- b', '+ d', '2 unchanged']);
    expect(read('features', [null, ['a']])).toEqual(['+ a']);
  });

  it('of which nothing stayed is shown as one for another', () => {
    const long = (name: string) => Array.from({ length: 300 }, (_, index) => `${name}${index}`);
    const rows = read('features', [long('a'), long('b')]);
    expect([rows.length, rows[0], rows.at(-1)]).toEqual([600, '- a0', '+ b299']);
  });
});

describe('colour', () => {
  const changed = plan({ changes: [update('product/pro', { fields: fields({ name: ['a', 'b'] }) })] });
  const shown = (colour: boolean) => renderPlan(changed, { environment: 'test', style: { colour } });

  it('is the caller’s decision, whatever the environment says', () => {
    expect(shown(true)).toContain('\u001b[36m~\u001b[39m \u001b[1mproduct/pro\u001b[22m');
    expect(shown(false)).toContain('  ~ product/pro  update');
  });
});
