import type { DriftCheck } from '../../model/drift.ts';
import { unmanagedPhrase } from '../findings.ts';
import { markdownPhrase, say, type Phrase } from '../phrase.ts';
import { heading } from '../plan-report.ts';
import { fitted, fixed } from '../review/fit.ts';
import { markdownCode, terminalText } from '../safe.ts';
import { driftFingerprint } from './fingerprint.ts';
import { settleText } from './settle.ts';
import { driftTables } from './tables.ts';
import { foundWords, missedEvents, pendingWords } from './words.ts';

/** UTF-16 units: an issue holds 65,536 for all its sections. */
const BUDGET = 50_000;
/** Objects that the news names. */
const NAMED = 10;

/** What an environment's issue says of drift. */
export interface DriftSection {
  /** Plain text. */
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  /** What is told, as a digest: while it stays the same there is no news. */
  readonly fingerprint: string;
  /** Markdown: the comment for a drift that was not there like that before. */
  readonly news: string;
}

const paragraph = (phrase: Phrase): string => (phrase.length === 0 ? '' : `${markdownPhrase(phrase)}\n\n`);

function newsText(check: DriftCheck): string {
  const keys = [
    ...check.moved.map(({ key }) => key),
    ...check.conflicts.map(({ key }) => key),
    ...check.missing.map(({ key }) => key),
    ...check.halfDone.map(({ key }) => key),
    ...check.plan.orphans.map(({ key }) => key),
  ];
  const distinct = [...new Set(keys)];
  const named = distinct.slice(0, NAMED).map((key) => `- ${markdownCode(key)}\n`);
  const left = distinct.length - named.length;
  const more = left > 0 ? `- … and ${left} more\n` : '';
  return `${paragraph(say`Stripe is not what was last applied: ${foundWords(check)}.`)}${named.join('')}${more}`;
}

/**
 * What to tell in the issue of an environment about its drift; null when Stripe is as it was last applied. Whole rows in
 * at most 50,000 UTF-16 units, the worst first; what there is no room for is counted.
 */
export function driftSection(
  check: DriftCheck,
  { environment, budget = BUDGET }: { readonly environment: string; readonly budget?: number },
): DriftSection | null {
  const found = foundWords(check);
  if (found.length === 0) return null;
  const intro = say`${heading(check.plan, environment)}. Stripe is not what was last applied: ${found}.`;
  const after = [pendingWords(check), unmanagedPhrase(check.plan.unmanaged), missedEvents(check.events)];
  return {
    title: `Stripe is not what was last applied: ${terminalText(environment)}`,
    text: fitted(
      [
        fixed(`## Drift\n\n${paragraph(intro)}`),
        ...driftTables(check),
        fixed(`${settleText(check, environment)}${after.map(paragraph).join('')}`),
      ],
      budget,
    ),
    fingerprint: driftFingerprint(check),
    news: newsText(check),
  };
}
