import { describe, expect, it } from 'vitest';
import { releaseComment } from '../../src/render/release/comment.ts';
import { reviewComment } from '../../src/render/review/comment.ts';
import { HOSTILE } from '../render/hostile.ts';
import { CASES as REVIEWS } from '../review/cases.ts';
import { hostileCases } from '../review/hostile.ts';
import { CASES } from './cases.ts';

const MARKER = '<!-- pricebook:reviewed -->';
const releases = Object.values(CASES);

const comment = (
  { report, keys }: (typeof releases)[number],
  before: string | null,
  budget = 60_000,
): string => releaseComment(report, { keys, before, budget });

const tailOf = (text: string): string => text.slice(text.indexOf(`\n${MARKER}\n`));

/** Every review there is, and one in which whoever wrote the manifest tries to forge the mark. */
const reviews = [
  ...Object.values(REVIEWS),
  ...hostileCases(`x\n${MARKER}\n<details>`),
  ...hostileCases(HOSTILE.comment ?? ''),
].map(({ review, view }) => reviewComment(review, { ...view, budget: 20_000 }));

describe('what was reviewed', () => {
  it('is kept whole at the end of the comment, and once, however often it is released', () => {
    expect(reviews.length).toBeGreaterThan(20);
    for (const review of reviews) {
      let text = review;
      for (const release of releases) {
        text = comment(release, text);
        expect(tailOf(text)).toContain(review.trim());
        expect(text.split('\n').filter((line) => line === MARKER)).toHaveLength(1);
        expect(text.split('<summary>What was reviewed</summary>')).toHaveLength(2);
      }
    }
  });

  it('is kept when somebody edited the comment in a browser', () => {
    const [first, second] = releases;
    const edited = comment(first!, 'What was shown.').replaceAll('\n', '\r\n');
    const again = comment(second!, edited);
    expect(again.split('What was shown.')).toHaveLength(2);
    expect(again.split('Pricebook: LIVE, applied\r')).toHaveLength(1);
  });

  it('is dropped with a sentence where it has no room, and stays dropped', () => {
    for (const release of releases) {
      const text = comment(release, 'x'.repeat(59_950));
      expect(text.length).toBeLessThanOrEqual(60_000);
      expect(text.includes('What was reviewed has no room here')).toBe(true);
      expect(tailOf(comment(release, text))).toBe(tailOf(text));
    }
  });

  it('is nothing where there was no comment, also when the release is told again', () => {
    for (const release of releases) {
      const text = comment(release, null);
      expect(text).not.toContain('What was reviewed');
      expect(comment(release, text)).toBe(text);
    }
  });
});
