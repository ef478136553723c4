import type { Kind } from '../kinds/kind.ts';
import { objectsIn } from '../kinds/objects.ts';
import type { Findings } from '../model/findings.ts';
import type { Plan } from '../model/plan.ts';
import type { LiveState } from '../model/state.ts';
import { planDigest } from './digest.ts';
import type { GuardInput } from './guard.ts';
import { trippedGuards } from './guards.ts';
import { orderChanges } from './order.ts';
import { priceGuards } from './price-guards.ts';

/** By key; those of one key come by id from the comparison, and stay so. */
const byKey = <Item extends { readonly key: string }>(items: readonly Item[]): readonly Item[] =>
  [...items].sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));

/** The plan that follows from what was found: ordered, guarded, with its digest. */
export function buildPlan(
  findings: Findings,
  context: {
    readonly live: LiveState;
    readonly kinds: readonly Kind[];
  } & Omit<GuardInput, 'changes' | 'losses' | 'livemode' | 'objects'>,
): Plan {
  const { account, livemode } = context.live;
  const changes = orderChanges(
    findings.changes,
    context.kinds.map(({ name }) => name),
  );
  const judged = { ...context, objects: objectsIn(context.live), livemode, changes, losses: findings.losses };
  return {
    account,
    livemode,
    changes,
    catchUps: byKey(findings.catchUps),
    unchanged: findings.unchanged,
    drift: byKey(findings.drift),
    conflicts: byKey(findings.conflicts),
    retiring: byKey(findings.retiring),
    orphans: byKey(findings.orphans),
    unmanaged: findings.unmanaged,
    guards: [...trippedGuards(judged), ...priceGuards(judged)],
    ids: findings.ids,
    diagnostics: findings.diagnostics,
    digest: planDigest(account, livemode, changes),
  };
}
