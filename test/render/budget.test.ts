import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import { outcomesMarkdown, summaryMarkdown } from '../../src/render/summary.ts';
import { archive, outcome, plan, priceCreation } from './build.ts';

const many = <Item>(number: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: number }, (_, i) => make(i));
const bytes = (text: string): number => Buffer.byteLength(text);
const occurrences = (text: string, part: string): number => text.split(part).length - 1;

const creations = (number: number): Change[] =>
  many(number, (index) =>
    priceCreation(`plan${index}`, 'main', { amount: '5', interval: 'month', nickname: '価格'.repeat(100) }),
  );

describe('a summary', () => {
  const big = plan({
    changes: [...creations(4000), archive('price/last/main', 'price_9')],
    retiring: many(500, (index) => ({
      key: `price/old${index}/main`,
      stripeId: `price_${index}`,
      due: '2026-01-01T00:00:00Z',
    })),
  });

  it.each([900_000, 60_000, 5000])('of thousands of changes fits %s bytes', (budget) => {
    const text = summaryMarkdown(big, { environment: 'test', budget });
    expect(bytes(text)).toBeLessThanOrEqual(budget);
    expect(text).toContain('**Plan: 4000 to create, 1 to archive, 0 unchanged.**');
    expect(text).toContain('archive `price_9`');
    expect(text).toMatch(/… and \d+ more\./);
    expect(occurrences(text, '<details>')).toBe(occurrences(text, '</details>'));
  });

  it('counts every entry that it leaves out', () => {
    const text = summaryMarkdown(big, { environment: 'test', budget: 60_000 });
    const left = [...text.matchAll(/… and (\d+) more/g)].map(([, number]) => Number(number));
    const shown = text.split('\n').filter((line) => line.startsWith('| `')).length;
    expect(shown + left.reduce((sum, number) => sum + number, 0)).toBe(4501);
  });

  it('shortens an entry that is too long before it leaves it out', () => {
    const text = summaryMarkdown(plan({ changes: creations(1) }), { environment: 'test', budget: 700 });
    expect(text).toContain('create: `$5.00 a month` |');
    expect(text).not.toContain('価格');
  });

  it('keeps nothing back by default', () => {
    expect(summaryMarkdown(plan({ changes: creations(50) }), { environment: 'test' })).not.toContain('more');
  });
});

describe('the outcomes', () => {
  it('show what failed before what was done', () => {
    const outcomes = [
      ...many(2000, () => outcome('price/a/b')),
      outcome('price/z/z', { status: 'failed', error: 'no' }),
    ];
    const text = outcomesMarkdown(outcomes, { budget: 3000 });
    expect(bytes(text)).toBeLessThanOrEqual(3000);
    expect(text).toContain('`price/z/z`');
    expect(text).toContain('**Apply: 2000 done, 1 failed.**');
  });
});
