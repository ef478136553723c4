import { hasErrors } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import type { AppliedState } from '../model/state.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import type { ApplySession } from './carry-out.ts';
import { EXIT, type ExitCode, type PlanOptions } from './io.ts';
import { unexpectedPlan } from './plan.ts';
import { notReviewed } from './release/not-reviewed.ts';

/** Why a plan may not be applied: how the run ends, and what is said. */
export interface Refusal {
  readonly exit: ExitCode;
  /** In the words of the action's `failure-reason`. */
  readonly failure: string;
  readonly why: string;
}

/** Digits of a digest that are enough to name a plan. */
const APPROVED_DIGITS = 12;

/** True when somebody named this plan by its digest, or by enough of its first digits. */
function isApproved({ digest }: Plan, approve: string): boolean {
  const digits = approve.trim().replace(/^sha256:/, '');
  return digits.length >= APPROVED_DIGITS && digest.startsWith(`sha256:${digits}`);
}

/**
 * What stops the plan although somebody approved it by its digest: protection, which nothing lifts; and what a new object
 * would lose of what no manifest mentions, since that is not in the digest.
 */
export const standingGuards = ({ guards }: Plan, approve: string | undefined): Plan['guards'] =>
  approve === undefined
    ? guards
    : guards.filter(({ name, allow }) => allow.length === 0 || name === 'unmanaged_fields');

function unexpected(plan: Plan, { expect, approve }: PlanOptions): string | null {
  const other = unexpectedPlan(plan, expect);
  if (other !== null || approve === undefined || plan.changes.length === 0) return other;
  return isApproved(plan, approve) ? null : unexpectedPlan(plan, approve);
}

/** Why a release may not apply what nobody showed; null when it may, or when somebody approved exactly this plan. */
async function unreviewedRefusal(
  plan: Plan,
  applied: AppliedState,
  { options, release, run }: ApplySession,
): Promise<Refusal | null> {
  if (options.approve !== undefined || release === null) return null;
  const missing = await release.unreviewed(plan, applied);
  if (missing.length === 0) return null;
  const problems = notReviewed(missing, plan.digest, release.known);
  run.diagnostics = [...run.diagnostics, ...problems];
  const known = missing.every(({ shown }) => shown.length > 0);
  return {
    exit: EXIT.unexpected,
    failure: known ? 'plan-changed' : 'not-reviewed',
    why: renderDiagnostics(problems, run.sources, { colour: false }),
  };
}

/**
 * Why the plan may not be applied, whose guards are those that stand; null when it may: no errors in it, the one that was
 * expected or approved, no conflict, no guard, and in a release nothing that was not reviewed.
 */
export async function refusalOf(
  plan: Plan,
  applied: AppliedState,
  session: ApplySession,
): Promise<Refusal | null> {
  if (hasErrors(plan.diagnostics))
    return { exit: EXIT.error, failure: 'invalid-manifest', why: 'The plan has errors.' };
  const other = unexpected(plan, session.options);
  if (other !== null) return { exit: EXIT.unexpected, failure: 'plan-changed', why: other };
  if (plan.conflicts.length > 0) {
    const why = 'Conflicts must be settled first. Nothing was written.';
    return { exit: EXIT.refused, failure: 'conflict', why };
  }
  if (plan.guards.length > 0) {
    const isFinal = standingGuards(plan, plan.digest).length > 0;
    const next = isFinal ? 'No approval lifts it.' : `To approve exactly this plan: ${plan.digest}`;
    const why = `A guard stops this apply. Nothing was written. ${next}`;
    return { exit: EXIT.refused, failure: 'guard', why };
  }
  return unreviewedRefusal(plan, applied, session);
}
