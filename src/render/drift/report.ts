import type { DriftCheck, MovedConflict, MovedObject } from '../../model/drift.ts';
import { changeItem } from '../change.ts';
import { conflictBlocks, driftBlocks, standingBlocks, unmanagedPhrase } from '../findings.ts';
import { say, type Phrase } from '../phrase.ts';
import { heading, type PlanView } from '../plan-report.ts';
import { blockOf, item, type Block, type Item, type Report } from '../report.ts';
import { eventsWords, foundWords, noDriftWords, originWords, pendingWords, tracedRows } from './words.ts';

function movedBlocks(moved: readonly MovedObject[]): readonly Block[] {
  const byKey = new Map(moved.map((each) => [each.key as string, each.fields]));
  return driftBlocks(moved).map((block) => ({
    ...block,
    items: block.items.map((each) => ({
      ...each,
      rows: (byKey.get(each.subject) ?? []).flatMap(tracedRows),
    })),
  }));
}

function tracedConflict(shown: Item, { fields }: MovedConflict): Item {
  const rows = shown.rows.map((row, index) => {
    const field = fields[index];
    const words = field === undefined ? [] : originWords(field);
    return words.length === 0 ? row : { ...row, text: say`${row.text} · ${words}` };
  });
  return { ...shown, rows };
}

/** Both sides of each conflict, with who moved Stripe's. */
function tracedConflicts(conflicts: readonly MovedConflict[]): readonly Block[] {
  return conflictBlocks(conflicts).map((block) => ({
    ...block,
    items: block.items.map((shown, index) => {
      const conflict = conflicts[index];
      return conflict === undefined ? shown : tracedConflict(shown, conflict);
    }),
  }));
}

const lines = (phrases: readonly Phrase[]): readonly Phrase[] => phrases.filter(({ length }) => length > 0);

/** What somebody moved, lost or left behind in Stripe since the last apply, and who. */
export function driftReport(check: DriftCheck, view: PlanView): Report {
  const { plan, missing, halfDone } = check;
  const found = foundWords(check);
  return {
    title: say`Drift check of ${heading(plan, view.environment)}`,
    tone: plan.livemode ? 'danger' : 'title',
    intro: [],
    blocks: [
      ...standingBlocks({ ...plan, catchUps: [] }),
      ...blockOf({
        title: say`Half-done`,
        tone: 'warning',
        intro: say`An interrupted run left it. The next apply mends it.`,
        items: halfDone.map((change) => changeItem(change, view.retireAfter)),
        fold: false,
      }),
      ...blockOf({
        title: say`Missing`,
        tone: 'danger',
        intro: say`Recorded, and gone from Stripe. The next apply makes it again, unless the manifests drop it.`,
        items: missing.map(({ key, stripeId }) => item('!', key, say`${stripeId ?? ''} is gone`)),
        fold: false,
      }),
      ...movedBlocks(check.moved),
      ...tracedConflicts(check.conflicts),
    ],
    after: lines([pendingWords(check), unmanagedPhrase(plan.unmanaged), eventsWords(check.events)]),
    total: found.length === 0 ? noDriftWords(check) : say`Drift: ${found}.`,
  };
}
