import { ACTIONS } from '../model/change.ts';
import { hasErrors } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import { changeBlocks } from './change.ts';
import { conflictBlocks, driftBlocks, standingBlocks, unmanagedPhrase } from './findings.ts';
import { guardBlocks } from './guards.ts';
import { count, joined, say, word, type Phrase } from './phrase.ts';
import type { Report } from './report.ts';

/** What a report says beside the plan itself. */
export interface PlanView {
  /** Its name. */
  readonly environment: string;
  /** Compared with the snapshot alone: nobody asked Stripe. */
  readonly offline?: boolean;
  /** Seconds that a replaced object stays on sale there. */
  readonly retireAfter?: number;
}

/** Which environment, which mode, which account: `test: TEST mode, account acct_1`. */
export function heading({ livemode, account }: Plan, environment: string): Phrase {
  const mode = livemode ? 'LIVE mode' : 'TEST mode';
  return account === '' ? say`${environment}: ${[mode]}` : say`${environment}: ${[mode]}, account ${account}`;
}

/** What keeps the plan from being applied, or from being complete. */
function obstacles({ guards, conflicts, diagnostics }: Plan): Phrase {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const counts = [
    [guards.length, 'guard'],
    [conflicts.length, 'conflict'],
    [errors, 'error'],
  ] as const;
  const standing = counts.filter(([number]) => number > 0);
  if (standing.length === 0) return [];
  return say` Stopped by ${joined(standing.map(([number, thing]) => count(number, thing)))}.`;
}

function todo({ changes }: Plan): readonly Phrase[] {
  return ACTIONS.flatMap((name): readonly Phrase[] => {
    const number = changes.filter(({ action }) => action === name).length;
    return number === 0 ? [] : [say`${number} to ${word(name)}`];
  });
}

function total(plan: Plan, offline: boolean): Phrase {
  const { catchUps, drift, unchanged } = plan;
  const writes = todo(plan);
  const rest = [
    ...(catchUps.length === 0 ? [] : [say`${catchUps.length} to record`]),
    ...(drift.length === 0 ? [] : [say`${drift.length} drifted`]),
  ];
  const stopped = plan.conflicts.length + plan.guards.length > 0 || hasErrors(plan.diagnostics);
  if (!stopped && writes.length + rest.length === 0) {
    return offline
      ? say`Nothing to do: the snapshot is as the manifests say.`
      : say`Nothing to do: Stripe is as the manifests say.`;
  }
  const first = writes.length === 0 ? [say`nothing to do in Stripe`] : writes;
  return say`Plan: ${joined([...first, ...rest, say`${unchanged} unchanged`])}.${obstacles(plan)}`;
}

/** A plan, to be read by whoever decides whether it is applied. */
export function planReport(plan: Plan, view: PlanView): Report {
  const offline = view.offline === true;
  const unmanaged = unmanagedPhrase(plan.unmanaged);
  return {
    title: say`Plan for ${heading(plan, view.environment)}`,
    tone: plan.livemode ? 'danger' : 'title',
    intro: offline ? [say`Offline: compared with the snapshot alone; Stripe was not asked.`] : [],
    blocks: [
      ...changeBlocks(plan.changes, view.retireAfter),
      ...standingBlocks(plan),
      ...driftBlocks(plan.drift),
      ...conflictBlocks(plan.conflicts),
      ...guardBlocks(plan.guards),
    ],
    after: [
      ...(unmanaged.length === 0 ? [] : [unmanaged]),
      ...(plan.changes.length === 0 ? [] : [say`To apply exactly this: ${`--expect ${plan.digest}`}`]),
    ],
    total: total(plan, offline),
  };
}
