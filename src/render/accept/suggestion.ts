import { digestOf } from '../../lib/digest.ts';
import type { Acceptances, Suggestion } from '../../model/accept.ts';
import type { DriftCheck } from '../../model/drift.ts';
import { markdownReport } from '../markdown.ts';
import { count, say, terminalPhrase } from '../phrase.ts';
import type { PlanView } from '../plan-report.ts';
import { acceptReport } from './report.ts';
import { patchOf } from './patch.ts';

/** Bytes; GitHub takes 65,536 characters, and whoever opens it adds a few lines. */
const BUDGET = 60_000;

const INTRO = say`Merge it to keep what somebody changed in Stripe: nothing is written there. To put it back instead, close it and apply with ${'--revert-drift KEY'}.`;

/** The pull request that brings the manifests. The digest is of files and of what was left, never of words. */
export function acceptSuggestion(check: DriftCheck, accepted: Acceptances, view: PlanView): Suggestion {
  const { files, edits, left } = accepted;
  const changes = count(edits.length, 'change');
  const report = acceptReport(check, accepted, view);
  return {
    files,
    title: terminalPhrase(say`Accept ${changes} made in Stripe (${view.environment})`),
    body: markdownReport(
      { ...report, intro: [INTRO], blocks: report.blocks.toReversed() },
      { budget: BUDGET },
    ),
    patch: patchOf(files),
    fingerprint: digestOf({
      files: files.map(({ path, text }) => [path, text]),
      left: left.map(({ key, path, live, why }) => [key, path, live, why]),
    }),
  };
}
