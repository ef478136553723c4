import { describe, expect, it } from 'vitest';
import { reviewComment } from '../../src/render/review/comment.ts';
import { reviewFailure } from '../../src/render/review/failure.ts';
import { HOSTILE } from '../render/hostile.ts';
import { CASES } from './cases.ts';
import { hostileCases } from './hostile.ts';
import { problemsIn } from './markdown.ts';

const BUDGETS = [330_000, 60_000, 8000];

describe.each(Object.entries(HOSTILE))('a text with %s', (_, text) => {
  const cases = hostileCases(text);

  it.each(BUDGETS)('is words and code in a comment of %s units, and nothing that lives', (budget) => {
    expect(cases.length).toBeGreaterThan(10);
    for (const { review, view } of cases) {
      const comment = reviewComment(review, { ...view, budget });
      expect(problemsIn(comment)).toEqual([]);
      expect(comment.length).toBeLessThanOrEqual(budget);
    }
  });

  it('is words and code where there is no plan', () => {
    for (const { view } of cases) expect(problemsIn(reviewFailure(view))).toEqual([]);
  });
});

describe('the check', () => {
  it.each(Object.entries(CASES))('finds nothing wrong with %s', (_, { review, view }) => {
    expect(problemsIn(reviewComment(review, view))).toEqual([]);
  });

  it.each([
    ['- ask @octocat', 'mention'],
    ['- me@evil.example', 'email'],
    ['- see #12', 'reference'],
    ['- see GH-12', 'GH reference'],
    ['- 0123456789abcdef0123456789abcdef01234567', 'commit'],
    ['- :tada:', 'emoji'],
    ['- costs $5', 'formula'],
    ['- <b>', 'tag'],
    ['- \\<b>', 'tag'],
    ['- [x](y)', 'bracket'],
    ['- https://evil.example', 'link'],
    ['- www.evil.example', 'link'],
    ['- a `b', 'a backtick without its other'],
    ['- a | b', 'a pipe outside of tables'],
    ['::error::x', 'a command for the runner'],
    ['# big', 'a block that is none of ours'],
    ['</details>', '<details> without its other'],
    ['```text\nx', 'a fence without an end'],
    ['  | a | b |\n  | :-- | --: |\n  | a |', 'a table with rows of'],
    ['- \u202e', 'a character that nobody sees'],
    ['- sk_live_abc', 'a secret'],
    ['- a ##[error]', 'command'],
    ['---', 'underline'],
  ])('finds what is wrong with %j', (markdown, problem) => {
    expect(problemsIn(markdown).join('\n')).toContain(problem);
  });
});
