import { NO_CHOICES } from '../diff/input.ts';
import { compareApplied, driftOfRemoved } from '../diff/removed.ts';
import { keysById } from '../kinds/ids.ts';
import { kindNamed, kinds } from '../kinds/registry.ts';
import { hasErrors } from '../model/diagnostic.ts';
import type { DriftCheck, Origin, PendingSince } from '../model/drift.ts';
import { kindOf, type ResourceKey } from '../model/key.ts';
import type { AppliedState, LiveState } from '../model/state.ts';
import { driftCheck, driftIn, subjectsOf } from '../plan/drift-check.ts';
import { isTraced, originsOf, untold, type EventSource, type MovedSubject } from '../plan/origin.ts';
import type { Reader } from '../stripe/client.ts';
import { readEvents } from '../stripe/events.ts';
import { planFrom } from './make-plan.ts';
import type { Session } from './session.ts';

const kindOfKey = (key: ResourceKey): ReturnType<typeof kindNamed> => kindNamed(kindOf(key));

/** What the runner's clock and Stripe's may differ by, in milliseconds. */
const CLOCKS = 60 * 60 * 1000;

/** When the oldest of these objects got its id: whatever moved it came later. */
function sinceOf(subjects: readonly MovedSubject[], { ids }: AppliedState): Date {
  const wanted = new Set(subjects.map(({ id }) => id));
  const times = ids.filter(({ id }) => wanted.has(id)).map(({ since }) => Date.parse(since));
  return new Date(times.length < wanted.size ? 0 : Math.min(...times) - CLOCKS);
}

/** Where live values come from, by key and path, out of as few events as tell it. */
async function traced(
  client: Reader,
  subjects: readonly MovedSubject[],
  { applied, keys, now }: { applied: AppliedState; keys: EventSource['keys']; now: Date },
): Promise<Pick<Parameters<typeof driftCheck>[2], 'originOf' | 'events'>> {
  const { events, ...read } = await readEvents(client, {
    kinds: [...new Set(subjects.map(({ kind }) => kind))],
    since: sinceOf(subjects, applied),
    now,
    isEnough: (kind, some) =>
      isTraced(
        subjects.filter((subject) => subject.kind === kind),
        { events: some, keys },
      ),
  });
  const origins = new Map(subjects.map((subject) => [subject.key, originsOf(subject, { events, keys })]));
  return {
    events: read,
    originOf(key, path): Origin {
      const origin = untold(kindOfKey(key), path) ?? origins.get(key)?.get(path) ?? { status: 'unread' };
      const isKnown = origin.status !== 'older' || (read.status === 'read' && read.isComplete);
      return isKnown ? origin : { status: 'unread' };
    },
  };
}

/** Since which commit something waits for its release, asked where something does; null where nobody knows. */
export type AskPending = (released: string | null) => Promise<PendingSince | null>;

/** Stripe held against what was last applied, field by field, with what its events tell of who moved what. */
export async function checkDrift(
  { workspace, client, io }: Pick<Session<Reader>, 'workspace' | 'client' | 'io'>,
  sides: { readonly applied: AppliedState; readonly live: LiveState },
  pendingSince: AskPending | undefined,
): Promise<DriftCheck> {
  const { applied } = sides;
  const { desired } = workspace;
  const now = io.now();
  const { config } = workspace;
  const choices = { ...NO_CHOICES, ignore: config.ignore };
  const plan = planFrom(workspace, sides, { choices, now });
  const input = { kinds, catalog: config.catalog, desired, ...sides, now: now.getTime(), choices };
  const standing = compareApplied(input);
  const ofRemoved = driftOfRemoved(input, standing.drift);
  const compared = { plan, ofRemoved, kindNamed: kindOfKey };
  const drift = driftIn(compared);
  const keys = keysById([...applied.ids.map(({ key, id }) => [key, id] as const), ...plan.ids]);
  const told = await traced(client, subjectsOf(drift, compared), { applied, keys, now });
  return driftCheck(drift, compared, {
    ...told,
    recorded: applied.resources.size,
    pendingSince: plan.changes.length === 0 ? null : ((await pendingSince?.(applied.released)) ?? null),
    // What is recorded and cannot be read is an error there too; what cannot be applied is not.
    isComplete: !hasErrors(standing.diagnostics),
  });
}
