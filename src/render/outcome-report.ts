import type { Outcome } from '../model/plan.ts';
import { joined, say, word, type Phrase } from './phrase.ts';
import { pageSentence } from './secret.ts';
import { blockOf, item, type Block, type Item, type Report } from './report.ts';
import type { Tone } from './style.ts';

/** A sign for each ending. */
export const ENDINGS = { done: ['✓', 'good'], failed: ['✗', 'danger'], skipped: ['-', 'warning'] } as const;

/** What became of one change, as the rest of a line that begins with its key. */
export function outcomeWords(outcome: Outcome): Phrase {
  const { action, status, stripeId, requestId, error } = outcome;
  const page = pageSentence(outcome);
  return [
    ...word(action),
    ...(status === 'done' ? [] : say` ${word(status)}`),
    ...(stripeId === null ? [] : say` ${stripeId}`),
    ...(requestId === null ? [] : say` (${requestId})`),
    ...(error === null ? [] : say`: ${error}`),
    ...(page.length === 0 ? [] : say`. ${page}`),
  ];
}

function outcomeItem(outcome: Outcome): Item {
  const [symbol, tone] = ENDINGS[outcome.status];
  return { ...item(symbol, outcome.key, outcomeWords(outcome)), tone };
}

/** What an apply did and did not do, the failures last in a terminal, where they are seen. */
export function outcomesReport(outcomes: readonly Outcome[]): Report {
  const of = (status: Outcome['status']): readonly Outcome[] =>
    outcomes.filter((outcome) => outcome.status === status);
  const [done, skipped, failed] = [of('done'), of('skipped'), of('failed')];
  const block = (title: Phrase, tone: Tone, items: readonly Outcome[]): readonly Block[] =>
    blockOf({ title, tone, intro: null, items: items.map(outcomeItem), fold: title[0] === 'Done' });
  const counts = [
    say`${done.length} done`,
    ...(failed.length === 0 ? [] : [say`${failed.length} failed`]),
    ...(skipped.length === 0 ? [] : [say`${skipped.length} skipped`]),
  ];
  const complete = failed.length + skipped.length === 0;
  return {
    title: complete ? say`Applied` : say`Applied in part`,
    tone: complete ? 'title' : 'danger',
    intro: [],
    blocks: [
      ...block(say`Done`, 'title', done),
      ...block(say`Skipped`, 'warning', skipped),
      ...block(say`Failed`, 'danger', failed),
    ],
    after: complete
      ? []
      : [say`Run it again: what is done is recorded, the rest is finished, and nothing is made twice.`],
    total: outcomes.length === 0 ? say`Nothing was to be done.` : say`Apply: ${joined(counts)}.`,
  };
}
