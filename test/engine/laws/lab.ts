import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planFrom, readStripe } from '../../../src/commands/make-plan.ts';
import { readApplied, withLeftover } from '../../../src/commands/snapshot-state.ts';
import type { Workspace } from '../../../src/commands/workspace.ts';
import { NO_CHOICES } from '../../../src/diff/input.ts';
import { startEmulator, type Emulator } from '../../../src/emulator/server.ts';
import { manifestKinds } from '../../../src/kinds/manifests.ts';
import { kindNamed } from '../../../src/kinds/registry.ts';
import { parseConfig } from '../../../src/manifest/config.ts';
import { loadManifests } from '../../../src/manifest/load.ts';
import type { Outcome, Plan } from '../../../src/model/plan.ts';
import type { AppliedState } from '../../../src/model/state.ts';
import { emptyState, nextState } from '../../../src/snapshot/state.ts';
import { openWorking } from '../../../src/snapshot/working.ts';
import { verifyAccount } from '../../../src/stripe/account.ts';
import { applyPlan } from '../../../src/stripe/apply/apply.ts';
import { connectWriter, type Writer } from '../../../src/stripe/client.ts';
import { accountIn, type Account } from './account.ts';
import { Killed, mortal, type Death } from './death.ts';

/** One apply: what was planned, what became of it, and what is left to do. */
export interface Run {
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
  readonly left: Plan;
}

/** The engine over an embedded Stripe and a snapshot in a folder, with a clock, and with deaths to die. */
export interface Lab {
  readonly emulator: Emulator;
  readonly writer: Writer;
  /** Deletes everything: Stripe's objects, the snapshot, the clock. */
  reset(): void;
  plan(yaml: string): Promise<Plan>;
  /** Applies and records, perhaps through another connection. */
  apply(yaml: string, through?: Writer): Promise<Run>;
  /** The same, and null when it died on the way, as a killed process does: without a last word. */
  applyUntil(yaml: string, death: Death): Promise<Run | null>;
  applied(): Promise<AppliedState | null>;
  account(): Account;
  /** Moves both clocks, Stripe's and ours. */
  advance(seconds: number): void;
  /** The snapshot file's bytes; null when there is none. */
  snapshot(): Buffer | null;
  /** Puts the file back, or takes it away, and the unfinished record with it. */
  putBack(snapshot: Buffer | null): void;
  /** Everything as it is now, clocks included, and a way back to it. */
  save(): () => void;
  close(): Promise<void>;
}

const DAY = 86_400;

/** A lab in one mode; replaced prices retire for a day in live mode. */
export async function newLab(mode: 'test' | 'live' = 'test'): Promise<Lab> {
  const livemode = mode === 'live';
  const emulator = await startEmulator();
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-lab-'));
  const file = join(folder, 'snapshot.sqlite');
  const key = { secret: `sk_${mode}_lab1234567890`, livemode };
  const writer = connectWriter({ key, base: emulator.url, requestsPerSecond: 100_000 });
  const retireAfter = livemode ? DAY : 0;
  const environment = {
    name: mode,
    account: null,
    livemode,
    retireAfter,
    review: 'none',
    revert: 'safe',
  } as const;
  const { config } = parseConfig(null);
  let offset = 0;
  const now = (): Date => new Date(Date.now() + offset);

  const open = async (yaml: string) => {
    const loaded = loadManifests([{ path: 'plans/all.yaml', text: yaml }], {
      kinds: manifestKinds,
      environment: mode,
      defaultCurrency: null,
      lintRules: [],
    });
    const errors = loaded.diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0)
      throw new Error(errors.map(({ code, summary }) => `${code}: ${summary}`).join('\n'));
    const snapshot = await readApplied(file);
    const account = await verifyAccount(writer, environment, snapshot);
    const base = snapshot ?? emptyState({ account, livemode, catalog: config.catalog });
    const { desired } = loaded;
    const workspace: Workspace = {
      config,
      environment,
      snapshotFile: file,
      desired,
      diagnostics: [],
      sources: new Map(),
    };
    const planOf = async (applied: AppliedState, reader: Writer): Promise<Plan> => {
      const live = await readStripe(reader, account, { desired: workspace.desired, applied });
      return planFrom(workspace, { applied, live }, { choices: NO_CHOICES, now: now() });
    };
    return { base, account, planOf, applied: await withLeftover(file, base) };
  };

  const run = async (yaml: string, through: Writer, death: Death | null): Promise<Run> => {
    const { base, account, planOf, applied } = await open(yaml);
    const plan = await planOf(applied, writer);
    mustBeSound(plan);
    const working = await openWorking(file, base);
    const alive = { writer: through, record: working.record };
    const life = death === null ? alive : mortal(through, working.record, death);
    try {
      const context = {
        ...life,
        account,
        catalog: config.catalog,
        kindNamed,
        now,
        retireAfter,
        commit: null,
        ids: applied.ids,
        signal: new AbortController().signal,
      };
      const outcomes = await applyPlan(plan, context, () => undefined);
      const left = await planOf(working.state(), death === null ? writer : life.writer);
      const entry = {
        at: now().toISOString(),
        commit: null,
        digest: plan.digest,
        summary: {},
        approvedBy: null,
      };
      await working.finish(nextState(base, working.state(), entry));
      return { plan, outcomes, left };
    } catch (error) {
      working.close();
      throw error;
    }
  };

  const lab: Lab = {
    emulator,
    writer,
    reset() {
      emulator.reset();
      offset = 0;
      rmSync(file, { force: true });
      rmSync(`${file}.working`, { force: true });
    },
    async plan(yaml) {
      const { planOf, applied } = await open(yaml);
      return planOf(applied, writer);
    },
    apply: (yaml, through = writer) => run(yaml, through, null),
    async applyUntil(yaml, death) {
      try {
        return await run(yaml, writer, death);
      } catch (error) {
        if (error instanceof Killed) return null;
        throw error;
      }
    },
    applied: () => readApplied(file),
    account: () => accountIn(emulator.state(), mode),
    advance(seconds) {
      offset += seconds * 1000;
      emulator.advance(seconds);
    },
    snapshot() {
      try {
        return readFileSync(file);
      } catch {
        return null;
      }
    },
    putBack(snapshot) {
      rmSync(`${file}.working`, { force: true });
      if (snapshot === null) rmSync(file, { force: true });
      else writeFileSync(file, snapshot);
    },
    save() {
      const saved = { state: emulator.state(), snapshot: lab.snapshot(), offset };
      return () => {
        emulator.load(saved.state);
        lab.putBack(saved.snapshot);
        ({ offset } = saved);
      };
    },
    async close() {
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return lab;
}

/** Catalogs of the laws are valid by construction: a plan that would be refused is a fault of the plan. */
function mustBeSound({ diagnostics, conflicts }: Plan): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const texts = [
    ...errors.map(({ code, summary }) => `${code}: ${summary}`),
    ...conflicts.map((item) => JSON.stringify(item)),
  ];
  if (texts.length > 0) throw new Error(texts.join('\n'));
}

/** What is to be done, in one line for each change. */
export const todo = ({ changes }: Plan): readonly string[] =>
  changes.map(({ action, key, fields }) => `${action} ${key} [${fields.map(({ path }) => path).join(' ')}]`);

/** What was not done, and why. */
export const undone = ({ outcomes }: Run): readonly string[] =>
  outcomes
    .filter(({ status }) => status !== 'done')
    .map(({ key, status, error }) => `${status} ${key}: ${error}`);
