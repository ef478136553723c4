import { describe, expect, it } from 'vitest';
import type { ReleaseReport } from '../../src/model/release.ts';
import { releaseTrouble } from '../../src/render/release/issue.ts';
import { newPrice } from '../review/build.ts';
import { ended, report } from './build.ts';
import { CASES } from './cases.ts';

const fingerprintOf = (of: ReleaseReport): string => releaseTrouble(of)?.fingerprint ?? 'nothing';

const monthly = newPrice('pro', 'monthly', { amount: '25' });
const yearly = newPrice('pro', 'yearly', { amount: '250', interval: 'year' });
const failed = (error: string): ReleaseReport =>
  report(
    { changes: [monthly, yearly] },
    { failure: 'partial', outcomes: [ended(monthly), ended(yearly, { status: 'failed', error })] },
  );

describe('an issue', () => {
  it('has nothing to tell of a release that did everything', () => {
    expect([CASES.done, CASES.nothing].map((one) => releaseTrouble(one!.report))).toEqual([null, null]);
  });

  it('tells of what was mended although the release succeeded', () => {
    const trouble = releaseTrouble(CASES.recovery!.report);
    expect(trouble?.text).toContain('was missing in Stripe and is made again as');
    expect(trouble?.text).toContain('Since when it was missing is not known');
    expect(trouble?.news).toContain('3 objects found lost or half-done, and mended');
  });

  it('does not tell of a recovery that was only planned', () => {
    const { plan } = CASES.recovery!.report;
    const trouble = releaseTrouble({ ...CASES.recovery!.report, plan, outcomes: [], failure: 'guard' });
    expect(trouble?.text).not.toContain('made again as');
  });
});

describe('the fingerprint of trouble', () => {
  it('is the same at another time, of another commit and run, and in other words', () => {
    const first = failed('Stripe: no (402, request 1)');
    const again = {
      ...failed('Stripe: not at all (402, request 2)'),
      at: '2026-11-23T00:00:00Z',
      commit: 'f'.repeat(40),
      runUrl: null,
      toolVersion: '9.9.9',
    };
    expect(fingerprintOf(again)).toBe(fingerprintOf(first));
  });

  it('is another one for every other trouble', () => {
    const prints = Object.values(CASES).map(({ report: of }) => fingerprintOf(of));
    const troubled = prints.filter((print) => print !== 'nothing');
    expect(troubled.length).toBeGreaterThan(8);
    expect(new Set(troubled).size).toBe(troubled.length);
  });

  it('is another one when something else fails', () => {
    const other = {
      ...failed('x'),
      outcomes: [ended(monthly, { status: 'failed' }), ended(yearly)],
    } satisfies ReleaseReport;
    expect(fingerprintOf(other)).not.toBe(fingerprintOf(failed('x')));
  });
});
