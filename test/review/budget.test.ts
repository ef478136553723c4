import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import { codesOf, type ResourceKey } from '../../src/model/key.ts';
import type { Plan } from '../../src/model/plan.ts';
import { reviewComment } from '../../src/render/review/comment.ts';
import { archive, update } from '../render/build.ts';
import { newPrice, replacedPrice, review, view } from './build.ts';
import { problemsIn } from './markdown.ts';

const many = <Item>(number: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: number }, (_, index) => make(index));

const padded = (index: number): string => String(index).padStart(4, '0');

/** A destructive change with a key of 25 characters, `price/team-0001/monthly-a`, one of `perPlan` of its plan. */
function destructive(index: number, perPlan: number): Change {
  const code = `team-${padded(Math.floor(index / perPlan))}`;
  const name = `monthly-${String.fromCharCode(97 + (index % perPlan))}`;
  return index % 3 === 0
    ? archive(`price/${code}/${name}`, `price_${index}`, { lockGroup: `product/${code}` })
    : replacedPrice(code, name, [{ amount: '25' }, { amount: '29' }]);
}

const creations = (number: number): Change[] =>
  many(number, (index) =>
    newPrice(`new-${padded(index)}`, 'main', { amount: '5', nickname: '価格'.repeat(40) }),
  );

/** The plans and prices that a comment names, in lists or in entries of their own. */
function namesIn(comment: string): ReadonlySet<string> {
  const names = new Set<string>();
  let plan = '';
  for (const line of comment.split('\n')) {
    plan = /^#### `([^`]+)`$/.exec(line)?.[1] ?? plan;
    const entry = /^- \*\*([^*]+)\*\*/.exec(line)?.[1];
    if (entry !== undefined) names.add(`${plan}/${entry}`);
    if (!/^[\w./-]+[:;,/]/.test(line)) continue;
    for (const label of line.split(/(?<=[;,])\s|;$/)) {
      const [, group, name] = /^(?:([\w-]+)[:/]\s?)?([\w-]+)[;,]?$/.exec(label) ?? [];
      if (group !== undefined) plan = group;
      if (name !== undefined) names.add(`${plan}/${name}`);
    }
  }
  return names;
}

describe.each([1, 3, 10])('two thousand destructive changes, %s to a plan', (perPlan) => {
  const changes = many(2000, (index) => destructive(index, perPlan));
  const keys = changes.map(({ key }) => key);
  const guards: Plan['guards'] = [
    { name: 'max_archives', limit: 5, actual: 667, keys, allow: [] },
    { name: 'max_replacements', limit: 20, actual: 1333, keys, allow: [] },
    ...keys.map((key) => ({
      name: 'unmanaged_fields',
      limit: 0,
      actual: 'nickname',
      keys: [key],
      allow: [],
    })),
  ];
  const big = review({ livemode: true, changes: [...changes, ...creations(500)], guards });

  it('are all named in a comment', () => {
    const comment = reviewComment(big, view(big, { budget: 58_000 }));
    expect(comment.length).toBeLessThanOrEqual(58_000);
    expect(keys.map((key) => key.length)).toEqual(keys.map(() => 25));
    const names = namesIn(comment);
    expect(keys.map((key) => codesOf(key)).filter((codes) => !names.has(codes))).toEqual([]);
    expect(comment).toContain('`max_archives`');
    expect(comment).toMatch(/… and \d+ more in the job summary\./);
    expect(problemsIn(comment)).toEqual([]);
  });

  it('are told in a line each, at least, in the job summary', () => {
    const summary = reviewComment(big, view(big, { budget: 330_000, whole: 'plan file' }));
    expect(summary.length).toBeLessThanOrEqual(330_000);
    expect(summary.split('\n').filter((line) => line.startsWith('- **monthly-')).length).toBe(2000);
  });
});

describe('a comment', () => {
  const changes = [...many(40, (index) => destructive(index, 4)), ...creations(40)];
  const conflicts = many(30, (index): Plan['conflicts'][number] => ({
    key: `product/conflict-${index}`,
    reason: 'both-changed',
    fields: [{ path: 'name', applied: 'a', live: 'b'.repeat(100), desired: 'c' }],
  }));
  const drift = many(50, (index): Plan['drift'][number] => ({
    key: `product/drift-${index}`,
    severity: 'info',
    fields: [{ path: 'name', applied: 'a', live: 'b' }],
  }));
  const mixed = review({ changes, conflicts, drift });

  it('fits whatever budget it is given', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5000, max: 60_000 }), (budget) => {
        const comment = reviewComment(mixed, view(mixed, { budget }));
        expect(comment.length).toBeLessThanOrEqual(budget);
        expect(problemsIn(comment)).toEqual([]);
        expect(comment).toContain('## Pricebook: TEST');
        expect(comment).toContain('sha256:');
      }),
      { numRuns: 60 },
    );
  });

  it('gives up details before lines, and lines of what is created before those of what goes', () => {
    const at = (budget: number): string => reviewComment(mixed, view(mixed, { budget }));
    expect(at(60_000)).not.toContain('more in the job summary');
    const some = at(30_000);
    expect(some.split('\n').filter((line) => line.startsWith('- **monthly-')).length).toBe(40);
    expect(some).toMatch(/Every field[^]*… and \d+ more in the job summary/);
    const few = at(9000);
    expect(few).not.toContain('```diff');
    const created = (text: string): number => text.split('- **The price** is new').length - 1;
    expect([created(some), created(few) < 40]).toEqual([40, true]);
    expect(few.split('\n').filter((line) => line.startsWith('- **monthly-')).length).toBe(40);
  });

  it('counts everything that it leaves out', () => {
    const comment = reviewComment(mixed, view(mixed, { budget: 9000 }));
    const fold = comment.slice(comment.indexOf('<summary>Drift'));
    const told = fold.split('\n').filter((line) => line.startsWith('- **')).length;
    expect(told + Number(/… and (\d+) more/.exec(fold)?.[1] ?? 0)).toBe(50);
  });

  it('keeps within its budget when names are as long as they can be', () => {
    const long = many(300, (index): Change => {
      const key: ResourceKey = `price/${'x'.repeat(50_000)}${index}/${'y'.repeat(50_000)}`;
      return index % 2 === 0 ? archive(key, 'price_1') : update(key, { fields: [] });
    });
    const huge = review({ changes: long });
    const comment = reviewComment(huge, view(huge, { budget: 20_000 }));
    expect(comment.length).toBeLessThanOrEqual(20_000);
    expect(comment).toMatch(/… and \d+ more in the job summary/);
  });
});
