import type { Usage } from '../kinds/kind.ts';
import { switchesOff } from '../kinds/off.ts';
import { kindNamed } from '../kinds/registry.ts';
import { stripeIdOf } from '../model/change.ts';
import type { Config } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import type { Desired, LiveState } from '../model/state.ts';
import type { Use } from '../model/use.ts';
import { useProblem } from '../plan/in-use.ts';
import type { Reader } from '../stripe/client.ts';
import { readForUse, useOf } from '../stripe/in-use.ts';

/** What a plan is held against. */
export interface UseInput {
  readonly live: LiveState;
  readonly desired: readonly Desired[];
  /** null: Stripe is not asked. */
  readonly reader: Reader | null;
  readonly config: Config;
  /** The run is a job of a public repository. */
  readonly isPublic?: boolean | undefined;
}

/** True where it may be said how many subscribe: in public that is nobody else's business, unless somebody says so. */
export const showsSubscribers = ({ config, isPublic }: Pick<UseInput, 'config' | 'isPublic'>): boolean =>
  config.showSubscribers ?? isPublic !== true;

type Objects = LiveState['objects'];

/** What says who uses objects of a kind; read once for each kind. */
function readingOf(reader: Reader, live: LiveState): (usage: Usage) => Promise<Objects> {
  const known = new Map<Usage, Promise<Objects>>();
  return async (usage) => {
    const parents = usage.needs.flatMap(({ routes: { parent } }) =>
      parent === undefined ? [] : [kindNamed(parent.kind)],
    );
    const objects = known.get(usage) ?? readForUse(reader, live, [...usage.needs, ...parents]);
    known.set(usage, objects);
    return objects;
  };
}

/**
 * The plan, with an error for each object that it switches off while somebody subscribes to what uses it. Asks Stripe where
 * something is switched off, and for nothing else.
 */
export async function heldToUse(plan: Plan, { live, desired, reader, ...how }: UseInput): Promise<Plan> {
  const places = new Map(desired.map(({ key, places: of, where }) => [key, of.active ?? where]));
  const numbers = showsSubscribers(how) ? 'with numbers' : 'without numbers';
  const read = reader === null ? null : readingOf(reader, live);
  const problems: Diagnostic[] = [];
  for (const change of plan.changes) {
    const kind = kindNamed(change.kind);
    const { usage } = kind;
    const id = stripeIdOf(change);
    if (usage === undefined || id === null || !switchesOff(kind, change)) continue;
    const use: Use =
      reader === null || read === null
        ? { status: 'unasked' }
        : await useOf(reader, { id, usage }, async () => read(usage));
    const where = change.where === null ? null : (places.get(change.key) ?? change.where);
    const problem = useProblem(change, use, { where, numbers });
    if (problem !== null) problems.push(problem);
  }
  return problems.length === 0 ? plan : { ...plan, diagnostics: [...plan.diagnostics, ...problems] };
}
