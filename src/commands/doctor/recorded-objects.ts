import { kindNamed } from '../../kinds/registry.ts';
import type { GuardLimits } from '../../model/config.ts';
import type { HealthFinding } from '../../model/health.ts';
import type { AppliedState, Desired, LiveState } from '../../model/state.ts';

/** Keys that a line of the terminal names; the rest is a number. */
const NAMED = 5;

/** Whether everything that the snapshot records is still in Stripe, by one reading of it. */
export function checkRecordedObjects(
  applied: AppliedState,
  { missing }: LiveState,
  { desired, limits }: { readonly desired: readonly Desired[]; readonly limits: GuardLimits },
): HealthFinding {
  const check = 'recorded-objects';
  const recorded = [...applied.resources.values()];
  const gone = recorded.filter(({ id }) => missing.has(id));
  if (gone.length === 0)
    return { check, status: 'ok', summary: `all ${recorded.length} recorded objects are in Stripe` };
  const wanted = new Set<string>(desired.map(({ key }) => key));
  const again = gone.filter(({ key }) => wanted.has(key));
  const refused = again.length > limits.max_recreates;
  const held = again.find(({ kind }) => kindNamed(kind).secret !== undefined);
  const names = gone.slice(0, NAMED).map(({ key, id }) => `${key} (${id})`);
  const more = gone.length > NAMED ? ` and ${gone.length - NAMED} more` : '';
  return {
    check,
    status: refused || held !== undefined ? 'error' : 'warning',
    summary: `${gone.length} of ${recorded.length} recorded objects are not in Stripe: ${names.join(', ')}${more}`,
    fix: refused
      ? `A release refuses to make more than ${limits.max_recreates} anew (max_recreates). Find out who deleted them; "pricebook plan" shows what would be done.`
      : held !== undefined
        ? `A release refuses to make ${held.key} anew by itself, since its users hold a secret that would change: find out who deleted it, then "--allow recreate:${held.key}".`
        : 'The next release makes those anew that the manifests still ask for; "pricebook plan" shows it.',
  };
}
