import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { it as base } from 'vitest';
import { accept } from '../../src/commands/accept.ts';
import { apply } from '../../src/commands/apply.ts';
import type { DriftOptions } from '../../src/commands/drift.ts';
import type { Io } from '../../src/commands/io.ts';
import { plan } from '../../src/commands/plan.ts';
import { newRun, settle, type Command, type Result } from '../../src/commands/run.ts';
import { startEmulator, type Emulator } from '../../src/emulator/server.ts';
import { kindNamed } from '../../src/kinds/registry.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import type { RewrittenFile } from '../../src/model/accept.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { AppliedState } from '../../src/model/state.ts';
import { readSnapshot } from '../../src/snapshot/file.ts';
import { connectWriter } from '../../src/stripe/client.ts';
import { brief } from '../engine/world.ts';

/** A repository with manifests and a snapshot, beside an embedded Stripe that somebody changes by hand. */
export interface Desk {
  readonly emulator: Emulator;
  /** Writes a manifest; `plans/all.yaml` without a name. */
  write(text: string, name?: string): void;
  read(name?: string): string;
  configure(yaml: string): void;
  apply(options?: Partial<DriftOptions>): Promise<void>;
  /** The snapshot's file. */
  readonly snapshot: string;
  plan(): Promise<Plan>;
  accept(options?: Partial<DriftOptions>, key?: string): Promise<Result>;
  /** Accepts, writes the files as the merge would, and answers what was left. */
  merge(options?: Partial<DriftOptions>): Promise<Accepted>;
  move(path: string, params: JsonRecord): Promise<JsonRecord>;
  applied(): Promise<AppliedState>;
  /** The path of an object in Stripe, by the id that is recorded for its key. */
  at(key: string): Promise<string>;
  reset(): void;
  close(): Promise<void>;
}

/** What an accept came to. */
interface Accepted {
  readonly result: Result;
  readonly files: readonly RewrittenFile[];
  /** `key path`, as the JSON document has them. */
  readonly edits: readonly string[];
  /** `key path: why`. */
  readonly left: readonly string[];
}

const OPTIONS: DriftOptions = {
  plans: '',
  json: false,
  allow: [],
  prefer: [],
  revertDrift: [],
  offline: false,
  detailedExitcode: true,
  yes: true,
};

const FILE = 'all.yaml';

export async function newDesk(): Promise<Desk> {
  const emulator = await startEmulator();
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-accept-'));
  const plans = join(folder, 'plans');
  const dashboard = connectWriter({
    key: { secret: 'sk_test_dashboard_1234567890', livemode: false },
    base: emulator.url,
    requestsPerSecond: 100_000,
  });
  let writes = 0;
  const run = async (command: Command<DriftOptions>, options: Partial<DriftOptions> = {}, key?: string) => {
    const io: Io = {
      env: { STRIPE_API_KEY: key ?? 'sk_test_desk_1234567890', STRIPE_API_BASE: emulator.url },
      out: () => undefined,
      err: () => undefined,
      confirm: null,
      colour: false,
      now: () => new Date(),
      signal: new AbortController().signal,
      commit: 'a'.repeat(40),
    };
    const all = { ...OPTIONS, plans, config: join(folder, 'pricebook.yaml'), ...options };
    return settle(command, all, { io, run: newRun('test', io) });
  };
  const mustPlan = ({ plan: made, text }: Result): Plan => {
    if (made === undefined) throw new Error(text);
    return made;
  };
  const desk: Desk = {
    emulator,
    write(text, name = FILE) {
      mkdirSync(dirname(join(plans, name)), { recursive: true });
      writeFileSync(join(plans, name), text);
    },
    read: (name = FILE) => readFileSync(join(plans, name), 'utf8'),
    configure: (yaml) =>
      writeFileSync(join(folder, 'pricebook.yaml'), `max_requests_per_second: 100\n${yaml}`),
    snapshot: join(plans, 'snapshot.test.sqlite'),
    async apply(options) {
      const result = await run(apply, options);
      if (result.exit !== 0) throw new Error(result.text);
    },
    plan: async () => mustPlan(await run(plan)),
    accept: (options, key) => run(accept, options, key),
    async merge(options) {
      const result = await run(accept, options);
      mustPlan(result);
      const files = result.suggestion?.files ?? [];
      for (const { path, text } of files) writeFileSync(path, text);
      const { accepted, left } = result.json as unknown as {
        accepted: readonly { key: string; path: string }[];
        left: readonly { key: string; path: string | null; why: string }[];
      };
      return {
        result,
        files,
        edits: accepted.map(({ key, path }) => `${key} ${path}`).sort(),
        left: left.map(({ key, path, why }) => `${key} ${path ?? ''}: ${why}`).sort(),
      };
    },
    async move(path, params) {
      writes += 1;
      return (await dashboard.post({ endpoint: path, path, params }, `somebody-${writes}`)).body;
    },
    async applied() {
      const state = await readSnapshot(desk.snapshot);
      if (state === null) throw new Error('nothing was applied yet');
      return state;
    },
    async at(key) {
      const { resources } = await desk.applied();
      const found = [...resources.values()].find((resource) => resource.key === key);
      if (found === undefined) throw new Error(`${key} is not recorded`);
      return `${kindNamed(found.kind).routes.path}/${found.id}`;
    },
    reset() {
      emulator.reset();
      rmSync(plans, { recursive: true, force: true });
      mkdirSync(plans);
      desk.configure('');
    },
    async close() {
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  desk.reset();
  return desk;
}

/** Everything that a plan wants or found: empty where manifests, snapshot and Stripe say the same. */
export const open = (plan: Plan): readonly string[] => [
  ...brief(plan),
  ...[...plan.drift, ...plan.conflicts].flatMap(({ key, fields }) =>
    fields.map(({ path }) => `${key} ${path}`),
  ),
];

/** `it` with a desk, made when a test asks for it. */
export const it = base.extend<{ desk: Desk }>({
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads the names of the fixtures that this one needs
  desk: async ({}, use) => {
    const desk = await newDesk();
    await use(desk);
    await desk.close();
  },
});
