import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apply } from '../../src/commands/apply.ts';
import { drift } from '../../src/commands/drift.ts';
import { exportIds } from '../../src/commands/export.ts';
import { importCatalog } from '../../src/commands/import.ts';
import type { Io } from '../../src/commands/io.ts';
import { lookup } from '../../src/commands/lookup.ts';
import { plan } from '../../src/commands/plan.ts';
import { rebuild } from '../../src/commands/rebuild.ts';
import { newRun, settle, type Command, type Result } from '../../src/commands/run.ts';
import { status } from '../../src/commands/status.ts';
import { startEmulator, type Emulator } from '../../src/emulator/server.ts';
import type { Mode } from '../../src/emulator/types.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { AppliedState } from '../../src/model/state.ts';
import { connectWriter } from '../../src/stripe/client.ts';
import { byDashboard } from '../kinds/portals.ts';
import { readSnapshot } from '../../src/snapshot/file.ts';

const COMMANDS = { apply, drift, export: exportIds, import: importCatalog, lookup, plan, rebuild, status };

/** No limit stops what is done here, and nothing retires for a day. */
const CONFIG = `
max_requests_per_second: 100
environments: { test: { livemode: false }, live: { livemode: true, retire_after: 0 } }
guards: { max_archives: 1000, max_replacements: 1000, max_recreates: 1000, max_changed_share: 100, max_price_change: 100000 }
`;

const OPTIONS = {
  json: false,
  allow: [],
  prefer: [],
  revertDrift: [],
  offline: false,
  detailedExitcode: true,
  yes: true,
  product: [],
  active: false,
  tidy: false,
  format: 'json',
};

/** A repository with two environments in one account, and the commands that a person runs in it. */
export interface WholeShop {
  readonly emulator: Emulator;
  /** Somebody saves the settings of the customer portal in both modes, as nothing else can. */
  prepare(): Promise<void>;
  /** What all environments have, from now on. */
  write(yaml: string): void;
  /** Runs a command as with that mode's key; a failure of it is thrown. */
  run(mode: Mode, command: keyof typeof COMMANDS, options?: JsonRecord): Promise<Result>;
  /** The plan of now. */
  plan(mode: Mode, options?: JsonRecord): Promise<Plan>;
  /** Another folder for manifests or a snapshot, empty. */
  empty(): string;
  applied(file: string): Promise<AppliedState>;
  snapshot(mode: Mode): string;
  close(): Promise<void>;
}

export async function newWholeShop(): Promise<WholeShop> {
  const emulator = await startEmulator();
  const root = mkdtempSync(join(tmpdir(), 'pricebook-whole-'));
  const plans = join(root, 'plans');
  mkdirSync(plans);
  writeFileSync(join(root, 'pricebook.yaml'), CONFIG);
  let folders = 0;
  const shop: WholeShop = {
    emulator,
    async prepare() {
      for (const mode of ['test', 'live'] as const) {
        const writer = connectWriter({
          key: { secret: `sk_${mode}_somebody_1234567890`, livemode: mode === 'live' },
          base: emulator.url,
          requestsPerSecond: 100,
        });
        const post = async (path: string, params: JsonRecord): Promise<JsonRecord> =>
          (await writer.post({ endpoint: path, path, params }, mode)).body;
        await byDashboard({ emulator, post });
      }
    },
    write: (yaml) => writeFileSync(join(plans, 'all.yaml'), yaml),
    async run(mode, name, options = {}) {
      // Where there is nothing to be, there must be a manifest of something elsewhere.
      const other = mode === 'test' ? 'live' : 'test';
      writeFileSync(join(plans, 'elsewhere.yaml'), `code: elsewhere\nname: Elsewhere\nonly: [${other}]\n`);
      const io: Io = {
        env: { STRIPE_API_KEY: `sk_${mode}_whole_1234567890`, STRIPE_API_BASE: emulator.url },
        out: () => undefined,
        err: () => undefined,
        confirm: null,
        colour: false,
        now: () => new Date(),
        signal: new AbortController().signal,
        commit: null,
      };
      const run = newRun(name, io);
      const all = { ...OPTIONS, plans, config: join(root, 'pricebook.yaml'), ...options };
      const command: Command<never> = COMMANDS[name];
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each finds what it needs in OPTIONS
      const result = await settle(command, all as never, { io, run });
      if (result.exit === 1) throw new Error(`${name} in ${mode}:\n${result.text}`);
      return result;
    },
    async plan(mode, options) {
      const { plan: made, text } = await shop.run(mode, 'plan', options);
      if (made === undefined) throw new Error(text);
      return made;
    },
    empty() {
      folders += 1;
      const folder = join(root, `empty${folders}`);
      mkdirSync(folder);
      return folder;
    },
    async applied(file) {
      const state = await readSnapshot(file);
      if (state === null) throw new Error(`there is no ${file}`);
      return state;
    },
    snapshot: (mode) => join(plans, `snapshot.${mode}.sqlite`),
    async close() {
      await emulator.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
  return shop;
}
