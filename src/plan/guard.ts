import type { Kind } from '../kinds/kind.ts';
import type { Objects } from '../kinds/objects.ts';
import type { Change } from '../model/change.ts';
import type { GuardLimits } from '../model/config.ts';
import type { Guard, Loss } from '../model/plan.ts';
import type { AppliedState, Desired } from '../model/state.ts';

/** What guards look at. */
export interface GuardInput {
  readonly changes: readonly Change[];
  readonly losses: readonly Loss[];
  readonly desired: readonly Desired[];
  readonly applied: AppliedState | null;
  readonly livemode: boolean;
  /** What Stripe holds. */
  readonly objects: Objects;
  readonly limits: GuardLimits;
  /** `ACTION:KEY` texts: objects that guards do not count. */
  readonly allow: ReadonlySet<string>;
  readonly kindNamed: (name: string) => Kind;
}

/** What lifts a guard for a change. */
export const allowance = ({ action, key }: Change): string => `${action}:${key}`;

/** A guard over these changes. */
export function guard(
  name: string,
  changes: readonly Change[],
  { limit, actual }: Pick<Guard, 'limit' | 'actual'>,
): Guard {
  return { name, limit, actual, keys: changes.map(({ key }) => key), allow: changes.map(allowance) };
}
