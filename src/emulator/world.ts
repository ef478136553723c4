import { apiVersion } from './events.ts';
import { type ArmedFaults, arm } from './faults.ts';
import type { Memory, Remembered } from './idempotency.ts';
import { derivedText } from './ids.ts';
import type { Kind } from './kind.ts';
import type { Operation } from './operation.ts';
import { resources } from './resources/registry.ts';
import { type Routes, routesOf } from './router.ts';
import { type Store, commit, insertRow, newStore, rowsOf, tableOf } from './store.ts';
import type { Mode, RequestCounts, RequestHook, RequestRecord, Row } from './types.ts';

/** Everything that can be saved and loaded; JSON. */
export type EmulatorState = {
  readonly version: 1;
  readonly apiVersion: string;
  /** What ids are derived from, with the counter. */
  readonly seed: string;
  readonly counter: number;
  /** Seconds by which the clock has been moved. */
  readonly advanced: number;
  /** Objects by mode and kind, in order of creation. */
  readonly modes: Readonly<Record<Mode, Readonly<Record<string, readonly Row[]>>>>;
  readonly idempotency: Readonly<Record<string, Remembered>>;
};

/** How an emulated account is set up. */
export type WorldOptions = {
  /** An account of its own with test keys only, as a sandbox is. */
  readonly sandbox?: boolean;
  /** Unix seconds at which the clock stands still; the real clock unless given. */
  readonly now?: number;
  readonly faults?: Faults;
};
type Faults = Parameters<typeof arm>[0];

/** One emulated account: its data, its clock, its faults and its log. The only mutable thing there is. */
export type World = {
  readonly account: string;
  readonly testOnly: boolean;
  readonly routes: Routes;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly fixedNow: number | undefined;
  seed: string;
  counter: number;
  advanced: number;
  stores: Record<Mode, Store>;
  memory: Memory;
  faults: ArmedFaults;
  counts: RequestCounts;
  log: RequestRecord[];
  number: number;
  hook: RequestHook | null;
};

/** All operations that are served. */
export const operations: readonly Operation[] = resources.flatMap((resource) => resource.operations);

const seed = 'pricebook';

/** A fresh account. */
export const newWorld = (options: WorldOptions): World => ({
  account: `acct_1${derivedText(options.sandbox === true ? 'sandbox' : 'account', 15)}`,
  testOnly: options.sandbox ?? false,
  routes: routesOf(operations),
  kinds: new Map(resources.flatMap(({ kinds }) => kinds).map((kind) => [kind.object, kind])),
  fixedNow: options.now,
  ...blank(),
  faults: arm(options.faults ?? {}),
  ...noRequests(),
  number: 0,
  hook: null,
});

const blank = (): Pick<World, 'seed' | 'counter' | 'advanced' | 'stores' | 'memory'> => ({
  seed,
  counter: 0,
  advanced: 0,
  stores: { test: newStore(), live: newStore() },
  memory: { answers: new Map(), inFlight: new Set() },
});

const noRequests = (): Pick<World, 'counts' | 'log'> => ({ counts: { total: 0, routes: {} }, log: [] });

/** Empties the log and the counters. */
export const forgetRequests = (world: World): void => {
  Object.assign(world, noRequests());
};

/** Back to a fresh account: data, clock, faults and log. */
export const resetWorld = (world: World): void => {
  Object.assign(world, blank(), noRequests(), { faults: arm({}), number: 0 });
};

/** Unix seconds on the emulator's clock. */
export const nowIn = (world: World): number =>
  (world.fixedNow ?? Math.floor(Date.now() / 1000)) + world.advanced;

/** A text that no other call in this world gets. */
export const mintText = (world: World, length: number): string => {
  world.counter += 1;
  return derivedText(`${world.seed}/${world.counter}`, length);
};

/** An id for a request. It leaves the counter alone, so that reading changes neither the state nor later ids. */
export const requestId = (world: World): string =>
  `req_${derivedText(`${world.seed}/${world.counter}/request/${world.number}`, 14)}`;

/** What can be saved: a snapshot that later requests do not change. */
export const saveWorld = (world: World): EmulatorState => ({
  version: 1,
  apiVersion,
  seed: world.seed,
  counter: world.counter,
  advanced: world.advanced,
  modes: { test: savedStore(world.stores.test), live: savedStore(world.stores.live) },
  idempotency: Object.fromEntries(world.memory.answers),
});

// Rows are never mutated, so that a list of them is a snapshot. A table begins when it is first read: an empty one is no
// state.
const savedStore = (store: Store): Record<string, readonly Row[]> =>
  Object.fromEntries(
    [...store.tables]
      .map(([object, table]) => [object, rowsOf(table)] as const)
      .filter(([, rows]) => rows.length > 0),
  );

/** Replaces data, clock and idempotency keys by saved ones. @throws Error when the state is not one of ours. */
export const loadWorld = (world: World, state: unknown): void => {
  if (!isState(state)) throw new Error('This is not a state of this emulator: `version` must be 1.');
  const stores = { test: newStore(), live: newStore() };
  for (const mode of ['test', 'live'] as const) {
    for (const [object, rows] of Object.entries(state.modes[mode] ?? {})) {
      const kind = world.kinds.get(object);
      if (kind === undefined) throw new Error(`The state holds objects of an unknown kind: ${object}.`);
      const table = tableOf(stores[mode], kind);
      for (const row of rows) insertRow(table, row);
    }
    commit(stores[mode]);
  }
  const answers = new Map(Object.entries(state.idempotency ?? {}));
  Object.assign(world, { ...blank(), stores, memory: { answers, inFlight: new Set() } });
  world.seed = state.seed;
  world.counter = state.counter;
  world.advanced = state.advanced;
};

// The version vouches for the rest: only this emulator writes it.
const isState = (value: unknown): value is EmulatorState => Reflect.get(Object(value), 'version') === 1;
