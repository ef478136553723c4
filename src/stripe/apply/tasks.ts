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

/** Which changes have a key in the `before` or the `after` of a field, by that key. */
function mentions(changes: readonly Change[], side: 'before' | 'after'): Map<ResourceKey, ResourceKey[]> {
  const found = new Map<ResourceKey, ResourceKey[]>();
  for (const { key, fields } of changes) {
    for (const named of fields.flatMap((field) => keysIn(field[side]))) {
      found.set(named, [...(found.get(named) ?? []), key]);
    }
  }
  return found;
}

/**
 * The tasks of a plan, change by change, in its order. An object waits for those it requires. A late reference waits
 * for the object it names. What goes off sale waits until nothing refers to it any more; a product lets go of its
 * default price before that goes. A key is forgotten with its live object, once no other object of it is on sale:
 * nobody would remember that one.
 */
export function tasksOf(plan: Plan, steps: Steps, kindNamed: (name: string) => Kind): readonly ChangeTasks[] {
  const { changes } = plan;
  const moving = movingKeys(plan);
  const [left, reached] = [mentions(changes, 'before'), mentions(changes, 'after')];
  const archives = Map.groupBy(
    changes.filter((change) => change.action === 'archive'),
    ({ key }) => key,
  );
  const settled = (keys: readonly ResourceKey[]): readonly string[] =>
    keys.flatMap((key) => [key, NAME.references(key)]);
  return changes.map((change): ChangeTasks => {
    const { key } = change;
    const kind = kindNamed(change.kind);
    const group = 'target' in change ? kind.lockGroup(key, change.target) : (change.requires[0] ?? key);
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
    const over = [key, NAME.follow(key), NAME.references(key)];
    return {
      change,
      first,
      links: [...links, ...follow],
      last: [task(`end of ${key}`, over, () => steps.end(change))],
    };
  });
}
