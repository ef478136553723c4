import { describe, expect, it } from 'vitest';
import { driftMarkdown } from '../../src/render/drift/markdown.ts';
import { renderDrift } from '../../src/render/drift/terminal.ts';
import { renderOutcomeLine, renderOutcomes } from '../../src/render/outcomes.ts';
import { renderPlan } from '../../src/render/plan.ts';
import { outcomesMarkdown, summaryMarkdown } from '../../src/render/summary.ts';
import { checkOf } from '../drift/build.ts';
import { plan } from './build.ts';
import { OUTCOMES, PLANS } from './plans.ts';

const style = { colour: false };
const viewOf = ({ livemode }: { livemode: boolean }) =>
  livemode ? { environment: 'live', retireAfter: 86_400 } : { environment: 'test', retireAfter: 0 };

describe('a plan reads as its golden text', () => {
  it.each(Object.entries(PLANS))('%s', async (name, shown) => {
    const view = viewOf(shown);
    await expect(`${renderPlan(shown, { ...view, style })}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
    await expect(summaryMarkdown(shown, view)).toMatchFileSnapshot(`golden/${name}.md.txt`);
  });
});

describe('a replacement', () => {
  const shown = (retireAfter?: number) =>
    renderPlan(PLANS.replacement ?? plan(), {
      environment: 'test',
      style,
      ...(retireAfter === undefined ? {} : { retireAfter }),
    });

  it.each([
    [undefined, 'stays on sale while it retires, then it is archived'],
    [0, 'is archived at once'],
    [86_400, 'stays on sale for 24 hours, then it is archived'],
    [5400, 'stays on sale for 90 minutes, then it is archived'],
    [1, 'stays on sale for 1 second, then it is archived'],
  ])('whose old price retires after %s seconds says so', (retireAfter, words) => {
    expect(shown(retireAfter)).toContain(`price_old ${words}`);
  });
});

describe('an offline plan', () => {
  it('says that Stripe was not asked', () => {
    const text = renderPlan(plan(), { environment: 'test', style, offline: true });
    expect(text).toContain('Offline:');
    expect(text).toContain('Nothing to do: the snapshot is as the manifests say.');
  });
});

describe('a plan with nothing to write', () => {
  it('does not say that all is well while something stands in its way', () => {
    const error = { severity: 'error', code: 'plan.taken', summary: 's', detail: 'd' } as const;
    const text = renderPlan(plan({ diagnostics: [error] }), { environment: 'test', style });
    expect(text).toContain('Plan: nothing to do in Stripe, 0 unchanged. Stopped by 1 error.');
  });
});

describe('a drift check reads as its golden text', () => {
  it.each(['empty', 'drift', 'recreate', 'conflict'])('%s', async (name) => {
    const shown = checkOf(PLANS[name] ?? plan());
    const view = viewOf(shown.plan);
    await expect(`${renderDrift(shown, { ...view, style })}\n`).toMatchFileSnapshot(
      `golden/drift-of-${name}.txt`,
    );
    await expect(driftMarkdown(shown, view)).toMatchFileSnapshot(`golden/drift-of-${name}.md.txt`);
  });
});

describe('an apply', () => {
  it('reads as its golden text', async () => {
    await expect(`${renderOutcomes(OUTCOMES, { style })}\n`).toMatchFileSnapshot('golden/outcomes.txt');
    await expect(outcomesMarkdown(OUTCOMES)).toMatchFileSnapshot('golden/outcomes.md.txt');
  });

  it('shows each ending on a line while it goes on', () => {
    const lines = OUTCOMES.map((outcome, index) =>
      renderOutcomeLine(outcome, { style, done: index + 9, total: 11 }),
    );
    expect(lines).toEqual([
      '[ 9/11] ✓ product/pro  create product_1 (req_1)',
      '[10/11] ✗ price/pro/monthly  create failed (req_2): Stripe: no (402)',
      '[11/11] - price/pro/yearly  replace skipped price_old: it needs product/pro',
    ]);
  });
});
