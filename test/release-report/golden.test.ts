import { describe, expect, it } from 'vitest';
import { releaseComment } from '../../src/render/release/comment.ts';
import { releaseTrouble } from '../../src/render/release/issue.ts';
import { releaseSummary } from '../../src/render/release/summary.ts';
import { CASES, hugeRelease } from './cases.ts';

const BEFORE = '## Pricebook: LIVE\n\nWhat was reviewed.\n';

/** An issue in one text: its title, what it says, and the comment that says what is new. */
function issueText(trouble: ReturnType<typeof releaseTrouble>): string {
  if (trouble === null) return 'nothing\n';
  return `${trouble.title}\n\n${trouble.text}\n\n--- comment ---\n\n${trouble.news}\n`;
}

describe.each(Object.entries(CASES))('the release %s', (name, { report, keys }) => {
  it('reads as its golden text on the pull request', async () => {
    const text = releaseComment(report, { keys, before: BEFORE, budget: 60_000 });
    await expect(text).toMatchFileSnapshot(`golden/${name}.comment.md.txt`);
  });

  it('reads as its golden text in the issue', async () => {
    await expect(issueText(releaseTrouble(report))).toMatchFileSnapshot(`golden/${name}.issue.md.txt`);
  });

  it('reads as its golden text in the job summary', async () => {
    await expect(releaseSummary(report)).toMatchFileSnapshot(`golden/${name}.summary.md.txt`);
  });
});

describe('a release of 400 changes with 30 failures', () => {
  it('reads as its golden text where there is little room', async () => {
    const text = releaseComment(hugeRelease(), { keys: null, before: BEFORE, budget: 30_000 });
    await expect(text).toMatchFileSnapshot('golden/huge.comment.md.txt');
  });
});
