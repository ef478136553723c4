import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planFrom, readStripe } from '../../src/commands/make-plan.ts';
import { readApplied, withLeftover } from '../../src/commands/snapshot-state.ts';
import type { Workspace } from '../../src/commands/workspace.ts';
import { NO_CHOICES, type Choices } from '../../src/diff/input.ts';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/server.ts';
import { manifestKinds } from '../../src/kinds/manifests.ts';
import { kindNamed } from '../../src/kinds/registry.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import { parseConfig } from '../../src/manifest/config.ts';
import { loadManifests } from '../../src/manifest/load.ts';
import type { Outcome, Plan } from '../../src/model/plan.ts';
import type { AppliedState } from '../../src/model/state.ts';
import { emptyState, nextState } from '../../src/snapshot/state.ts';
import { openWorking } from '../../src/snapshot/working.ts';
import { verifyAccount } from '../../src/stripe/account.ts';
import { applyPlan } from '../../src/stripe/apply/apply.ts';
import { connectWriter, type Writer } from '../../src/stripe/client.ts';

/** An embedded Stripe, a folder for the snapshot, and the engine between them; everything but the command line. */
export interface World {
  readonly emulator: Emulator;
  readonly writer: Writer;
  /** The snapshot; another catalog has another one. */
  file: string;
  /** Seconds that replaced prices stay on sale. */
  retireAfter: number;
  choices: Choices;
  config: string | null;
  environment: string;
  now(): Date;
  /** Time passes, here and in Stripe. */
  advance(seconds: number): void;
  plan(yaml: string): Promise<Plan>;
  /** Applies, records, and answers the outcomes with the plan that is left. */
  apply(yaml: string): Promise<{ plan: Plan; outcomes: readonly Outcome[]; left: Plan }>;
  applied(): Promise<AppliedState>;
  /** A request of somebody else's, such as the Dashboard. */
  post(path: string, params: JsonRecord): Promise<JsonRecord>;
  get(path: string): Promise<JsonRecord>;
  all(path: string, query?: JsonRecord): Promise<JsonRecord[]>;
  close(): Promise<void>;
}

/** What is written for the key `price/pro/monthly` and its like, in one line. */
export const brief = (plan: Plan): string[] =>
  plan.changes.map(
    ({ action, key, fields }) => `${action} ${key} [${fields.map(({ path }) => path).join(' ')}]`,
  );

export async function newWorld(options: EmulatorOptions & { readonly key?: string } = {}): Promise<World> {
  const { key = 'sk_test_world_1234567890', ...emulatorOptions } = options;
  const emulator = await startEmulator(emulatorOptions);
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-'));
  const livemode = key.startsWith('sk_live');
  const writer = connectWriter({
    key: { secret: key, livemode },
    base: emulator.url,
    requestsPerSecond: 100_000,
  });
  let offset = 0;
  const read = async (
    yaml: string,
  ): Promise<{ workspace: Workspace; applied: AppliedState; base: AppliedState; account: string }> => {
    const { config, diagnostics: configDiagnostics } = parseConfig(
      world.config === null ? null : { path: '.github/pricebook.yaml', text: world.config },
    );
    const loaded = loadManifests([{ path: 'plans/all.yaml', text: yaml }], {
      kinds: manifestKinds,
      environment: world.environment,
      defaultCurrency: config.defaultCurrency,
      lintRules: config.lint,
    });
    const errors = [...configDiagnostics, ...loaded.diagnostics].filter(
      ({ severity }) => severity === 'error',
    );
    if (errors.length > 0) throw new Error(errors.map(({ summary }) => summary).join('\n'));
    const environment = {
      name: world.environment,
      account: null,
      livemode,
      retireAfter: world.retireAfter,
      review: 'none',
      revert: 'safe',
    } as const;
    const snapshot = await readApplied(world.file);
    const account = await verifyAccount(writer, environment, snapshot);
    const base = snapshot ?? emptyState({ account, livemode, catalog: config.catalog });
    const applied = await withLeftover(world.file, base);
    const workspace = {
      config,
      environment,
      snapshotFile: world.file,
      desired: loaded.desired,
      diagnostics: [],
      sources: new Map(),
    };
    return { workspace, applied, base, account };
  };
  const planOf = async (workspace: Workspace, applied: AppliedState, account: string): Promise<Plan> =>
    planFrom(
      workspace,
      { applied, live: await readStripe(writer, account, { desired: workspace.desired, applied }) },
      { choices: { ...world.choices, ignore: workspace.config.ignore }, now: world.now() },
    );
  const world: World = {
    emulator,
    writer,
    file: join(folder, 'snapshot.sqlite'),
    retireAfter: livemode ? 86_400 : 0,
    choices: NO_CHOICES,
    config: null,
    environment: livemode ? 'live' : 'test',
    now: () => new Date(Date.now() + offset),
    advance(seconds) {
      offset += seconds * 1000;
      emulator.advance(seconds);
    },
    async plan(yaml) {
      const { workspace, applied, account } = await read(yaml);
      return planOf(workspace, applied, account);
    },
    async apply(yaml) {
      const { workspace, applied, base, account } = await read(yaml);
      const plan = await planOf(workspace, applied, account);
      const working = await openWorking(world.file, base);
      try {
        const context = {
          writer,
          account,
          catalog: workspace.config.catalog,
          kindNamed,
          record: working.record,
          now: () => world.now(),
          retireAfter: world.retireAfter,
          commit: null,
          ids: applied.ids,
          signal: new AbortController().signal,
        };
        const outcomes = await applyPlan(plan, context, () => undefined);
        const left = await planOf(workspace, working.state(), account);
        await working.finish(
          nextState(base, working.state(), {
            at: world.now().toISOString(),
            commit: null,
            digest: plan.digest,
            summary: {},
            approvedBy: null,
          }),
        );
        return { plan, outcomes, left };
      } catch (error) {
        working.close();
        throw error;
      }
    },
    async applied() {
      const state = await readApplied(world.file);
      if (state === null) throw new Error('nothing was applied yet');
      return state;
    },
    post: async (path, params) =>
      (await writer.post({ endpoint: path, path, params }, `dashboard-${Math.random()}`)).body,
    get: (path) => writer.get({ endpoint: path, path, params: {} }),
    async all(path, query = {}) {
      const list = await writer.get({ endpoint: path, path, params: { limit: 100, ...query } });
      return list.data as unknown as JsonRecord[];
    },
    async close() {
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}
