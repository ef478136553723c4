import { describe, expect, it } from 'vitest';
import { reviewComment } from '../../src/render/review/comment.ts';
import { reviewFailure } from '../../src/render/review/failure.ts';
import { CASES } from './cases.ts';

describe('a comment reads as its golden text', () => {
  it.each(Object.entries(CASES))('%s', async (name, { review, view }) => {
    await expect(reviewComment(review, view)).toMatchFileSnapshot(`golden/${name}.md.txt`);
  });
});

const failure = {
  environment: 'live',
  head: '4f2a9c1d7b3e5f60718293a4b5c6d7e8f9012345',
  toolVersion: '0.2.0',
  budget: 60_000,
  whole: 'job summary',
} as const;

describe('a comment without a plan reads as its golden text', () => {
  it('of manifests that are not valid', async () => {
    const where = { file: 'plans/pro.yaml', line: 5, column: 5 };
    const text = reviewFailure({
      ...failure,
      diagnostics: [
        {
          severity: 'error',
          code: 'manifest.unknown-field',
          summary: '`amout` is no field of a price',
          detail: 'Did you mean `amount`?',
          where,
        },
        {
          severity: 'warning',
          code: 'lint.adopt',
          summary: 'adopt is done',
          detail: 'Remove the line.',
          where,
        },
      ],
      sources: new Map([['plans/pro.yaml', 'code: pro\nname: Pro\nprices:\n  monthly:\n    amout: 25.00\n']]),
    });
    await expect(text).toMatchFileSnapshot('golden/invalid.md.txt');
  });

  it('of a Stripe that does not answer', async () => {
    const summary = 'Stripe did not answer (503)';
    const detail = 'Run the job again.';
    const text = reviewFailure({
      ...failure,
      diagnostics: [{ severity: 'error', code: 'stripe.unavailable', summary, detail }],
      sources: new Map(),
    });
    await expect(text).toMatchFileSnapshot('golden/stripe-failed.md.txt');
  });
});
