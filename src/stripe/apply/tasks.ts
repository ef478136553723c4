import { isList, type Json } from '../../lib/json.ts';
import type { Kind } from '../../kinds/kind.ts';
import { isDeletion, type Archive, type Change, type Deletion, type Follower } from '../../model/change.ts';
import { isKey, type ResourceKey } from '../../model/key.ts';
import type { Plan } from '../../model/plan.ts';
import { pick } from '../../model/spec.ts';
import type { Task } from './schedule.ts';
import { laterPaths, movingKeys, goesLast, type Steps } from './steps.ts';

/** Tasks of one change, in two halves: everything new is there before anything old goes. */
export interface ChangeTasks {
  readonly change: Change;
  readonly first: readonly Task[];
  /** Late references, after the objects of all changes. */
  readonly links: readonly Task[];
  readonly last: readonly Task[];
}

/** The ids of tasks, which are also what a skipped one names as its reason. */
const NAME = {
  end: ({ action, key, raw }: Archive | Deletion): string => `${action} ${key} ${raw.id}`,
  old: (key: ResourceKey): string => `end of ${key}`,
  references: (key: ResourceKey): string => `references of ${key}`,
  follow: (key: ResourceKey, { path, key: holder }: Follower): string => `${path} of ${holder}, for ${key}`,
};

const keysIn = (value: Json): readonly ResourceKey[] => {
  if (isList(value)) return value.flatMap(keysIn);
  return typeof value === 'string' && isKey(value) ? [value] : [];
};

type Side = 'before' | 'after';

/** The keys that a change's fields refer to on one side; other texts may look like a key and mean nothing. */
function referred({ fields }: Change, kind: Kind, side: Side): readonly ResourceKey[] {
  // `key` is no field of an object: it tells of a rename.
  const references = fields.filter(({ path }) => path !== 'key' && kind.policy(path).reference !== undefined);
  return references.flatMap((field) => keysIn(field[side]));
}

/** Which changes refer to a key on one side, by that key. */
function mentions(changes: readonly Change[], kindNamed: (name: string) => Kind) {
  return (side: Side): ReadonlyMap<ResourceKey, readonly ResourceKey[]> => {
    const found = new Map<ResourceKey, ResourceKey[]>();
    for (const change of changes) {
      for (const named of referred(change, kindNamed(change.kind), side)) {
        found.set(named, [...(found.get(named) ?? []), change.key]);
      }
    }
    return found;
  };
}

/**
 * The tasks of a plan, change by change, in its order. An object waits for those it requires. A late reference waits
 * for the object it names. What goes off sale waits until nothing refers to it any more; a product lets go of its
 * default price before that goes. A key is forgotten with its live object, once no other object of it is on sale:
 * nobody would remember that one. What is deleted goes when everything that needs it has gone.
 */
export function tasksOf(plan: Plan, steps: Steps, kindNamed: (name: string) => Kind): readonly ChangeTasks[] {
  const { changes } = plan;
  const moving = movingKeys(plan);
  const mentioned = mentions(changes, kindNamed);
  const [left, reached] = [mentioned('before'), mentioned('after')];
  const ends = Map.groupBy(
    changes.filter((change) => 'cause' in change),
    ({ key }) => key,
  );
  const archives = (key: ResourceKey): readonly Archive[] =>
    (ends.get(key) ?? []).filter((end) => end.action === 'archive');
  const dependants = Map.groupBy(
    [...ends.keys()]
      .flatMap(archives)
      .flatMap((archive) => archive.requires.map((key) => ({ key, archive }))),
    ({ key }) => key,
  );
  // What ends with an object is marked as given up before that goes: nobody could tell afterwards what was to go on.
  const ending = Map.groupBy(
    changes.filter((change) => change.action === 'replace'),
    ({ endsWith }) => endsWith,
  );
  const settled = (keys: readonly ResourceKey[]): readonly string[] =>
    keys.flatMap((key) => [key, NAME.references(key)]);
  return changes.map((change): ChangeTasks => {
    const { key, lockGroup: group } = change;
    const kind = kindNamed(change.kind);
    const task = (id: string, requires: readonly string[], run: Task['run']): Task => ({
      id,
      requires,
      group,
      run,
    });
    const none = { change, first: [], links: [], last: [] };
    if (change.action === 'forget') {
      const others = (ends.get(key) ?? []).map(NAME.end);
      return { ...none, last: [task(`forget ${key}`, others, () => steps.main(change))] };
    }
    if ('cause' in change) {
      const isLive = plan.ids.get(key) === change.raw.id;
      const others = isLive ? (ends.get(key) ?? []).filter((other) => other !== change).map(NAME.end) : [];
      const needed = (dependants.get(key) ?? []).map(({ archive }) => NAME.end(archive));
      const removed = isDeletion(change) ? needed : change.requires.flatMap(archives).map(NAME.end);
      const requires =
        change.cause === 'removed'
          ? [...removed, ...others, ...settled(left.get(key) ?? [])]
          : [key, ...settled(reached.get(key) ?? [])];
      return { ...none, last: [task(NAME.end(change), requires, () => steps.end(change))] };
    }
    if (goesLast(change)) {
      const named = referred(change, kind, 'after');
      const requires = [...change.requires, ...named, ...settled(left.get(key) ?? [])];
      return { ...none, last: [task(key, requires, () => steps.main(change))] };
    }
    const marked = (ending.get(key) ?? []).map((other) => NAME.old(other.key));
    const first = [task(key, [...change.requires, ...marked], () => steps.main(change))];
    const late = laterPaths(kind, change, moving);
    const named = Object.values(pick(change.target, (path) => late.includes(path))).flatMap(keysIn);
    const links =
      late.length === 0 ? [] : [task(NAME.references(key), [key, ...named], () => steps.link(change))];
    if (change.action !== 'replace') return { ...none, first, links };
    // One after the other for each object that follows: the last one knows every new id.
    const follow = change.followers.map((follower) => ({
      ...task(NAME.follow(key, follower), [key], () => steps.follow(follower)),
      group: follower.lockGroup,
    }));
    // What it belonged to lets go of it first, where that goes off sale too: a price that moved to another product.
    const holders = referred(change, kind, 'before').flatMap(archives);
    const end = (requires: readonly string[]): Task => task(NAME.old(key), requires, () => steps.end(change));
    if (change.oldFirst === true) {
      const main = task(key, [...change.requires, NAME.old(key)], () => steps.main(change));
      // It ends in any case: not to wait for what the new one needs keeps two from waiting for each other.
      const before = change.endsWith === undefined ? change.requires : [];
      return { change, first: [end([...before, ...marked]), main], links: [...links, ...follow], last: [] };
    }
    const followed = follow.map(({ id }) => id);
    const over = [key, ...followed, NAME.references(key), ...holders.map(NAME.end)];
    return {
      change,
      first,
      links: [...links, ...follow],
      last: [end(over)],
    };
  });
}
