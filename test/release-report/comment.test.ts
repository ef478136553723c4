import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { releaseComment } from '../../src/render/release/comment.ts';
import { releaseSummary } from '../../src/render/release/summary.ts';
import { archive, update } from '../render/build.ts';
import { newPrice, replacedPrice } from '../review/build.ts';
import { problemsIn } from '../review/markdown.ts';
import { ended, report } from './build.ts';
import { CASES, hugeRelease } from './cases.ts';
import { withoutLinks } from './told.ts';

const monthly = newPrice('pro', 'monthly', { amount: '25' });
const yearly = newPrice('pro', 'yearly', { amount: '250', interval: 'year' });
const failure = { status: 'failed', stripeId: null, error: 'Stripe: no (402)' } as const;

const comment = (of: Parameters<typeof releaseComment>[0], keys: readonly string[] | null): string =>
  releaseComment(of, { keys: keys === null ? null : new Set(keys), before: null, budget: 60_000 });

describe('the comment of a merged pull request', () => {
  const mixed = report(
    { changes: [monthly, yearly] },
    { failure: 'partial', outcomes: [ended(monthly, { stripeId: 'price_1' }), ended(yearly, failure)] },
  );

  it('says that it is applied when what failed is another one’s, which it counts', () => {
    const text = comment(mixed, ['price/pro/monthly']);
    expect(text).toContain('## Pricebook: LIVE, applied\n');
    expect(text).toContain('Not of this pull request: 1 change (1 failed).');
    expect(text).not.toContain('yearly');
  });

  it('says that it is not applied when its own failed', () => {
    const text = comment(mixed, ['price/pro/yearly']);
    expect(text).toContain('## Pricebook: LIVE, not applied\n');
    expect(text).toContain('It failed: Stripe: no (402).');
    expect(text).not.toContain('monthly');
  });

  it('tells all where nobody knows whose the changes are', () => {
    const text = comment(mixed, null);
    expect(text).toContain('## Pricebook: LIVE, applied in part\n');
    expect(text).toMatch(/yearly[^]*monthly/);
  });

  it('does not call something done that a plan with errors left out', () => {
    const error = { severity: 'error', code: 'x.y', summary: 'wrong', detail: 'Mend it.' } as const;
    const broken = report({ diagnostics: [error] }, { failure: 'invalid-manifest', diagnostics: [error] });
    expect(comment(broken, ['price/pro/monthly'])).not.toContain('Already so');
  });

  it('tells each of several objects of one key by its own end', () => {
    const twice = ['price_1A', 'price_1B'].map((id) => archive('price/pro/monthly', id));
    const [first, second] = twice;
    const text = comment(
      report(
        { changes: twice },
        {
          failure: 'partial',
          outcomes: [
            ended(first!, { stripeId: 'price_1A' }),
            ended(second!, { ...failure, stripeId: 'price_1B' }),
          ],
        },
      ),
      null,
    );
    expect(text).toMatch(/### Failed[^]*price_1B[^]*### Done[^]*price_1A/);
  });

  it('names the new object of a replacement that failed after it was made', () => {
    const raised = replacedPrice('pro', 'monthly', [{ amount: '25' }, { amount: '29' }]);
    const halfway = ended(raised, { ...failure, stripeId: 'price_1New' });
    const text = comment(report({ changes: [raised] }, { failure: 'partial', outcomes: [halfway] }), null);
    expect(text).toMatch(/price_1New`\]\(\S+\) is there already/);
  });

  it('links objects to their side of the Dashboard, and only what is an id', () => {
    const linked = (id: string, livemode = true, account = 'acct_1'): string =>
      comment(
        report({ changes: [monthly] }, { livemode, account, outcomes: [ended(monthly, { stripeId: id })] }),
        null,
      );
    expect(linked('price_1')).toContain('(https://dashboard.stripe.com/acct_1/prices/price_1)');
    expect(linked('price_1', false)).toContain('(https://dashboard.stripe.com/acct_1/test/prices/price_1)');
    for (const text of [
      linked('../x'),
      linked('a)b'),
      linked('sk_live_abcdefghijkl1234'),
      linked('x', true, ''),
    ])
      expect(text).not.toContain('dashboard.stripe.com');
  });

  it('links only a run that is a page', () => {
    const of = (runUrl: string): string => comment({ ...mixed, runUrl }, null);
    expect(of('https://ghe.example:8443/a/b/actions/runs/1')).toContain(
      '[the run](https://ghe.example:8443/',
    );
    for (const url of ['javascript:alert(1)', 'https://x/)[y](z', 'https://x y/']) {
      expect(of(url)).not.toContain('[the run]');
    }
  });

  it('links no object of a kind without a page', () => {
    const other = update('thing/billing', { raw: { id: 'th_1', object: 'thing' } });
    const text = comment(
      report({ changes: [other] }, { outcomes: [ended(other, { stripeId: 'th_1' })] }),
      null,
    );
    expect(text).toContain('`th_1`');
    expect(text).not.toContain('dashboard.stripe.com');
  });
});

describe('a release of 400 changes with 30 failures', () => {
  const huge = hugeRelease();

  it('names every failure and the total, whatever the room', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5000, max: 60_000 }), (budget) => {
        const text = releaseComment(huge, { keys: null, before: 'x'.repeat(9000), budget });
        expect(text.length).toBeLessThanOrEqual(budget);
        expect(problemsIn(withoutLinks(text))).toEqual([]);
        expect(text).toContain('**400 changes: 370 done, 30 failed.**');
        const failed = text.slice(text.indexOf('### Failed'), text.indexOf('### Done'));
        for (let index = 0; index < 390; index += 13)
          expect(failed).toContain(`team-${Math.floor(index / 4)}`);
        const told = text.slice(text.indexOf('### Done')).match(/^- \*\*/gm)?.length ?? 0;
        expect(told + Number(/… and (\d+) more/.exec(text)?.[1] ?? 0)).toBe(370);
      }),
      { numRuns: 25 },
    );
  });

  it('gives each failure its reason and its request where there is room', () => {
    const text = releaseComment(huge, { keys: null, before: null, budget: 60_000 });
    expect(text.match(/Request \[`req_1Failed\d+`\]/g)).toHaveLength(30);
    expect(releaseSummary(huge).match(/^- \*\*/gm)).toHaveLength(400);
  });
});

describe('the check', () => {
  it.each(Object.entries(CASES))('finds nothing alive in %s', (_, { report: of, keys }) => {
    const text = releaseComment(of, { keys, before: null, budget: 60_000 });
    expect(problemsIn(withoutLinks(text))).toEqual([]);
  });
});
