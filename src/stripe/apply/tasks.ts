import { isList, type Json } from '../../lib/json.ts';
import type { Kind } from '../../kinds/kind.ts';
import type { Archive, Change } from '../../model/change.ts';
import { isKey, type ResourceKey } from '../../model/key.ts';
import type { Plan } from '../../model/plan.ts';
import { pick } from '../../model/spec.ts';
import type { Task } from './schedule.ts';
import { movingKeys, switchesOff, waitingPaths, written, type Steps } from './steps.ts';

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
  archive: ({ key, raw }: Archive): string => `archive ${key} ${raw.id}`,
  references: (key: ResourceKey): string => `references of ${key}`,
  follow: (key: ResourceKey): string => `references to ${key}`,
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
  const archives = Map.groupBy(
    changes.filter((change) => change.action === 'archive'),
    ({ key }) => key,
  );
  const dependants = Map.groupBy(
    [...archives.values()].flat().flatMap((archive) => archive.requires.map((key) => ({ key, archive }))),
    ({ key }) => key,
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
      const others = (archives.get(key) ?? []).map(NAME.archive);
      return { ...none, last: [task(`forget ${key}`, others, () => steps.main(change))] };
    }
    if (change.action === 'delete') {
      const requires = [
        ...settled(left.get(key) ?? []),
        ...(dependants.get(key) ?? []).map(({ archive }) => NAME.archive(archive)),
      ];
      return { ...none, last: [task(`delete ${key}`, requires, () => steps.main(change))] };
    }
    if (change.action === 'archive') {
      const holders = change.requires.flatMap((required) => archives.get(required) ?? []);
      const isLive = plan.ids.get(key) === change.raw.id;
      const others = isLive ? (archives.get(key) ?? []).filter((other) => other !== change) : [];
      const requires =
        change.cause === 'removed'
          ? [...holders, ...others].map(NAME.archive)
          : [key, ...settled(reached.get(key) ?? [])];
      return { ...none, last: [task(NAME.archive(change), requires, () => steps.end(change))] };
    }
    if (switchesOff(change)) {
      const requires = [...change.requires, ...settled(left.get(key) ?? [])];
      return { ...none, last: [task(key, requires, () => steps.main(change))] };
    }
    const first = [task(key, change.requires, () => steps.main(change))];
    const late = waitingPaths(kind, written(change), 'update' in change ? moving : 'all');
    const named = Object.values(pick(change.target, (path) => late.includes(path))).flatMap(keysIn);
    const links =
      late.length === 0 ? [] : [task(NAME.references(key), [key, ...named], () => steps.link(change))];
    if (change.action !== 'replace') return { ...none, first, links };
    const follow =
      change.followers.length === 0 ? [] : [task(NAME.follow(key), [key], () => steps.follow(change))];
    // What it belonged to lets go of it first, where that goes off sale too: a price that moved to another product.
    const holders = referred(change, kind, 'before').flatMap((named) => archives.get(named) ?? []);
    const end = (requires: readonly string[]): Task =>
      task(`end of ${key}`, requires, () => steps.end(change));
    if (change.oldFirst === true) {
      const main = task(key, [...change.requires, `end of ${key}`], () => steps.main(change));
      return { change, first: [end(change.requires), main], links: [...links, ...follow], last: [] };
    }
    const over = [key, NAME.follow(key), NAME.references(key), ...holders.map(NAME.archive)];
    return {
      change,
      first,
      links: [...links, ...follow],
      last: [end(over)],
    };
  });
}
