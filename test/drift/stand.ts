import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { drift, type DriftOptions } from '../../src/commands/drift.ts';
import type { Io, PlanOptions } from '../../src/commands/io.ts';
import { plan } from '../../src/commands/plan.ts';
import { revert } from '../../src/commands/revert.ts';
import { newRun, settle, type Command, type Result } from '../../src/commands/run.ts';
import { startEmulator, type Emulator } from '../../src/emulator/server.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import type { DriftCheck, MovedField } from '../../src/model/drift.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { AppliedState } from '../../src/model/state.ts';
import { readSnapshot } from '../../src/snapshot/file.ts';
import { connectWriter, type Writer } from '../../src/stripe/client.ts';

/** A folder with manifests and a snapshot beside an embedded Stripe, and the commands that look at both. */
export interface Stand {
  readonly emulator: Emulator;
  /** Somebody with the Dashboard open. */
  readonly dashboard: Writer;
  /** The manifests are these from now on. */
  write(yaml: string): void;
  configure(yaml: string): void;
  /** Applies everything, and fails the test where that does not go. */
  apply(options?: Partial<PlanOptions>): Promise<Result>;
  plan(options?: Partial<PlanOptions>, key?: string): Promise<Plan>;
  drift(options?: Partial<DriftOptions>, key?: string): Promise<Result>;
  /** A drift check that is complete. */
  check(options?: Partial<DriftOptions>): Promise<DriftCheck>;
  revert(options?: Partial<PlanOptions>): Promise<Result>;
  /** A change by somebody else: `POST`, by default as the Dashboard sends it. */
  move(path: string, params: JsonRecord, how?: Writer): Promise<JsonRecord>;
  get(path: string): Promise<JsonRecord>;
  applied(): Promise<AppliedState>;
  /** The id that is recorded for a key. */
  id(key: string): Promise<string>;
  snapshot(): Buffer;
  putBack(snapshot: Buffer): void;
  /** Time passes, here and in Stripe. */
  advance(seconds: number): void;
  /** Everything is gone: objects, manifests, snapshot. */
  reset(): void;
  close(): Promise<void>;
}

const KEY = 'sk_test_stand_1234567890';

const OPTIONS: PlanOptions = {
  plans: '',
  json: false,
  allow: [],
  prefer: [],
  revertDrift: [],
  offline: false,
  detailedExitcode: true,
  yes: true,
};

/** A connection of somebody else's. */
export const somebody = (emulator: Emulator, secret: string): Writer =>
  connectWriter({ key: { secret, livemode: false }, base: emulator.url, requestsPerSecond: 100_000 });

export async function newStand(): Promise<Stand> {
  const emulator = await startEmulator();
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-drift-'));
  const file = join(folder, 'plans/snapshot.test.sqlite');
  const dashboard = somebody(emulator, 'sk_test_dashboard_1234567890');
  let offset = 0;
  let writes = 0;
  const io = (key: string): Io => ({
    env: { STRIPE_API_KEY: key, STRIPE_API_BASE: emulator.url },
    out: () => undefined,
    err: () => undefined,
    confirm: null,
    colour: false,
    now: () => new Date(Date.now() + offset),
    signal: new AbortController().signal,
    commit: 'a'.repeat(40),
  });
  const run = async <Options extends PlanOptions>(
    command: Command<Options>,
    options: Partial<Options>,
    key = KEY,
  ): Promise<Result> => {
    const world = io(key);
    const given = { ...OPTIONS, plans: join(folder, 'plans'), config: join(folder, 'pricebook.yaml') };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is required is in OPTIONS
    const all = { ...given, ...options } as Options;
    return settle(command, all, { io: world, run: newRun('test', world) });
  };
  const stand: Stand = {
    emulator,
    dashboard,
    write: (yaml) => writeFileSync(join(folder, 'plans/all.yaml'), yaml),
    configure: (yaml) =>
      writeFileSync(join(folder, 'pricebook.yaml'), `max_requests_per_second: 100\n${yaml}`),
    async apply(options = {}) {
      const result = await run(apply, options);
      if (result.exit !== 0) throw new Error(result.text);
      return result;
    },
    async plan(options = {}, key = KEY) {
      const result = await run(plan, options, key);
      if (result.plan === undefined) throw new Error(result.text);
      return result.plan;
    },
    drift: (options = {}, key = KEY) => run(drift, options, key),
    async check(options = {}) {
      const result = await run(drift, options);
      if (result.drift === undefined) throw new Error(result.text);
      return result.drift;
    },
    revert: (options = {}) => run(revert, options),
    async move(path, params, how = dashboard) {
      writes += 1;
      return (await how.post({ endpoint: path, path, params }, `somebody-${writes}`)).body;
    },
    get: (path) => dashboard.get({ endpoint: path, path, params: {} }),
    async applied() {
      const state = await readSnapshot(file);
      if (state === null) throw new Error('nothing was applied yet');
      return state;
    },
    async id(key) {
      const { resources } = await stand.applied();
      const found = [...resources.values()].find((resource) => resource.key === key);
      if (found === undefined) throw new Error(`${key} is not recorded`);
      return found.id;
    },
    snapshot: () => readFileSync(file),
    putBack: (snapshot) => writeFileSync(file, snapshot),
    advance(seconds) {
      offset += seconds * 1000;
      emulator.advance(seconds);
    },
    reset() {
      emulator.reset();
      offset = 0;
      rmSync(join(folder, 'plans'), { recursive: true, force: true });
      mkdirSync(join(folder, 'plans'));
      stand.configure('');
    },
    async close() {
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  stand.reset();
  return stand;
}

/** The fields that a check found to have moved, as `key path`. */
export const moved = ({ moved: objects }: DriftCheck): readonly string[] =>
  objects.flatMap(({ key, fields }) => fields.map(({ path }) => `${key} ${path}`)).sort();

/** One moved field. */
export function fieldOf(check: DriftCheck, key: string, path: string): MovedField {
  const found = check.moved.find((each) => each.key === key)?.fields.find((each) => each.path === path);
  expect(found, `${key} ${path} did not move`).toBeDefined();
  return found!;
}

/** What waits for a release, without ids. */
export const pending = ({ pending: changes }: DriftCheck): readonly string[] =>
  changes.map(({ action, key, fields }) => `${action} ${key} [${fields.map(({ path }) => path).join(' ')}]`);
