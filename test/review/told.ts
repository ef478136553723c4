import { expect } from 'vitest';
import type { Review } from '../../src/model/review.ts';
import { reviewComment, type ReviewView } from '../../src/render/review/comment.ts';
import { impactOf, namesOf, view } from './build.ts';
import { problemsIn } from './markdown.ts';

/** A comment without the spans around dollars. */
export function told(of: Review, parts: Partial<ReviewView> = {}): string {
  const impact = impactOf(of.own, { names: namesOf({ pro: 'Pro Plan' }) });
  const comment = reviewComment(of, view(of, { impact, ...parts }));
  expect(problemsIn(comment)).toEqual([]);
  return comment.replaceAll('<span>$</span>', '$');
}
