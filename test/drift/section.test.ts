import { describe, expect, it } from 'vitest';
import { driftSection } from '../../src/render/drift/section.ts';
import { PLANS } from '../render/plans.ts';
import { archive, fields, plan, update } from '../render/build.ts';
import type { DriftCheck } from '../../src/model/drift.ts';
import type { Plan } from '../../src/model/plan.ts';
import { checkOf, found, READ } from './build.ts';

const drifted = (count: number, live = 'By hand'): Plan =>
  plan({
    drift: Array.from({ length: count }, (_, index) => ({
      key: `product/p${String(index).padStart(5, '0')}` as const,
      severity: 'warning' as const,
      fields: [{ path: 'name', applied: 'Pro Plan', live }],
    })),
  });

const told = (check: DriftCheck, budget?: number) => {
  const section = driftSection(check, { environment: 'live', ...(budget === undefined ? {} : { budget }) });
  expect(section).not.toBeNull();
  return section!;
};

describe("the section of an environment's issue", () => {
  it('is not there where nothing moved, whatever waits for a release', () => {
    const waiting = plan({ changes: [update('product/pro', { fields: fields({ name: ['a', 'b'] }) })] });
    expect(driftSection(checkOf(waiting), { environment: 'live' })).toBeNull();
  });

  it('reads as its golden text', async () => {
    const { drift = [], orphans = [] } = PLANS.drift ?? {};
    const { conflicts = [] } = PLANS.conflict ?? {};
    const changes = [
      ...(PLANS.recreate?.changes ?? []),
      archive('price/pro/monthly', 'price_2', { cause: 'superseded', recovery: true }),
      update('product/pro', { fields: fields({ unit_label: [null, 'seat'] }) }),
    ];
    const check = checkOf(plan({ drift, orphans, conflicts, changes, unmanaged: { product: 3 } }));
    const since = { commit: 'c0ffee'.repeat(7).slice(0, 40), at: '2026-11-20T10:00:00Z' };
    const section = told({ ...check, pendingSince: since });
    expect(section.title).toBe('Stripe is not what was last applied: live');
    await expect(section.text).toMatchFileSnapshot('golden/section.md.txt');
    await expect(section.news).toMatchFileSnapshot('golden/news.md.txt');
  });

  it('has the same fingerprint for the same drift, whoever is found to have done it and whatever was merged', () => {
    const first = checkOf(drifted(2));
    const [one, two] = first.moved;
    const second: DriftCheck = {
      ...first,
      moved: [
        {
          ...one!,
          fields: one!.fields.map((field) => ({
            ...field,
            origin: found({ by: 'api', at: '2026-11-21T00:00:00Z' }),
          })),
        },
        { ...two!, fields: two!.fields.map((field) => ({ ...field, origin: { status: 'unread' } })) },
      ],
      pending: [{ key: 'product/x', action: 'create', fields: [] }],
      events: { ...READ, status: 'forbidden' },
    };
    expect(told(second).fingerprint).toBe(told(first).fingerprint);
    expect(told(first).fingerprint).toMatch(/^[\da-f]{64}$/);
    expect(told(checkOf(drifted(2, 'Else'))).fingerprint).not.toBe(told(first).fingerprint);
    expect(told(checkOf(drifted(3))).fingerprint).not.toBe(told(first).fingerprint);
  });

  it.each([0, 1, 200, 20_000])('is within its budget with %s more objects, of which none is cut', (count) => {
    const { text } = told(checkOf(drifted(count + 1, 'x'.repeat(400))));
    expect(text.length).toBeLessThanOrEqual(50_000);
    const rows = text.split('\n').filter((line) => line.startsWith('| `product/'));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.split(' | ')).toHaveLength(4);
    const more = /… and (\d+) more/.exec(text)?.[1] ?? '0';
    expect(rows.length + Number(more)).toBe(count + 1);
    expect(text).toContain('### What to do');
  });

  it('counts what has no room, and is never longer than what it is given', () => {
    for (const budget of [1500, 2000, 5000]) {
      expect(told(checkOf(drifted(500)), budget).text.length).toBeLessThanOrEqual(budget);
    }
  });

  it('names a few objects in the news', () => {
    const { news } = told(checkOf(drifted(500)));
    expect(news.split('\n').filter((line) => line.startsWith('- `'))).toHaveLength(10);
    expect(news).toContain('… and 490 more');
    expect(news.length).toBeLessThan(2000);
  });
});
