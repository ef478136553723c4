import { describe, expect, it } from 'vitest';
import type { ReleaseReport } from '../../src/model/release.ts';
import { releaseComment } from '../../src/render/release/comment.ts';
import { releaseTrouble } from '../../src/render/release/issue.ts';
import { releaseSummary } from '../../src/render/release/summary.ts';
import { HOSTILE, hostileDiagnostics, spoil, spoilKey } from '../render/hostile.ts';
import { problemsIn } from '../review/markdown.ts';
import { CASES } from './cases.ts';
import { withoutLinks } from './told.ts';

/** The report with that text for everything that comes from outside, and the ids that Stripe would have with it. */
function hostileReport(report: ReleaseReport, text: string): ReleaseReport {
  const spoilt = spoil({ ...report, failure: null }, text);
  const ids = new Map([[spoilKey('price/pro/monthly', text), text]]);
  return {
    ...spoilt,
    failure: report.failure,
    plan: spoilt.plan === null ? null : { ...spoilt.plan, ids },
    diagnostics: hostileDiagnostics(text),
  };
}

describe.each(Object.entries(HOSTILE))('a text with %s', (_, text) => {
  const reports = Object.values(CASES).map(({ report }) => hostileReport(report, text));
  const keys = new Set<string>([spoilKey('price/pro/monthly', text), spoilKey('product/pro', text), text]);

  it.each([60_000, 9000])('is words and code in a comment of %s units, and nothing that lives', (budget) => {
    expect(reports.length).toBeGreaterThan(10);
    for (const report of reports) {
      const known = budget === 60_000 ? null : keys;
      const comment = releaseComment(report, { keys: known, before: null, budget });
      expect(problemsIn(withoutLinks(comment))).toEqual([]);
      expect(comment.length).toBeLessThanOrEqual(budget);
    }
  });

  it('is words and code in the issue and in the job summary', () => {
    for (const report of reports) {
      const trouble = releaseTrouble(report);
      const texts = [releaseSummary(report), trouble?.text ?? '', trouble?.news ?? ''];
      expect(texts.map(withoutLinks).flatMap(problemsIn)).toEqual([]);
      expect(trouble?.title ?? '').not.toMatch(/\n|\p{Cc}/u);
      expect(trouble?.title.length ?? 0).toBeLessThanOrEqual(256);
      expect(trouble?.text.length ?? 0).toBeLessThanOrEqual(14_000);
    }
  });
});
