import type { Plan } from '../model/plan.ts';
import { changeItem } from './change.ts';
import { conflictBlocks, driftBlocks, standingBlocks } from './findings.ts';
import { count, joined, say } from './phrase.ts';
import { heading, type PlanView } from './plan-report.ts';
import { blockOf, type Report } from './report.ts';

/** What somebody moved, lost or left behind in Stripe since the last apply. */
export function driftReport(plan: Plan, view: PlanView): Report {
  const { drift, conflicts, orphans, changes } = plan;
  const lost = changes.filter(({ recovery }) => recovery);
  const pending = changes.length - lost.length;
  const critical = drift.filter(({ severity }) => severity === 'critical').length;
  const found = [
    ...(drift.length === 0 ? [] : [say`${drift.length} drifted (${critical} critical)`]),
    ...(lost.length === 0 ? [] : [say`${lost.length} lost or half-done`]),
    ...(conflicts.length === 0 ? [] : [count(conflicts.length, 'conflict')]),
    ...(orphans.length === 0 ? [] : [count(orphans.length, 'orphan')]),
  ];
  return {
    title: say`Drift check of ${heading(plan, view.environment)}`,
    tone: plan.livemode ? 'danger' : 'title',
    intro: [],
    blocks: [
      ...standingBlocks({ ...plan, catchUps: [] }),
      ...blockOf({
        title: say`Lost or half-done`,
        tone: 'warning',
        intro: say`The next apply mends it.`,
        items: lost.map((change) => changeItem(change, view.retireAfter)),
        fold: false,
      }),
      ...driftBlocks(drift),
      ...conflictBlocks(conflicts),
    ],
    after: pending === 0 ? [] : [say`${count(pending, 'change')} of the manifests not applied yet.`],
    total:
      found.length === 0 ? say`No drift: Stripe is as it was last applied.` : say`Drift: ${joined(found)}.`,
  };
}
