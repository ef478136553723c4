import { planFrom, readStripe } from '../src/commands/make-plan.ts';
import type { Workspace } from '../src/commands/workspace.ts';
import { NO_CHOICES } from '../src/diff/input.ts';
import { manifestKinds } from '../src/kinds/manifests.ts';
import { kindNamed } from '../src/kinds/registry.ts';
import { parseConfig } from '../src/manifest/config.ts';
import { loadManifests } from '../src/manifest/load.ts';
import type { Outcome, Plan } from '../src/model/plan.ts';
import type { AppliedState, LiveState } from '../src/model/state.ts';
import { emptyState } from '../src/snapshot/state.ts';
import { openWorking } from '../src/snapshot/working.ts';
import { verifyAccount } from '../src/stripe/account.ts';
import { applyPlan } from '../src/stripe/apply/apply.ts';
import { connectReader, connectWriter } from '../src/stripe/client.ts';

const SECRET = 'sk_test_bench';
const ENVIRONMENT = {
  name: 'test',
  account: null,
  livemode: false,
  retireAfter: 0,
  review: 'none',
  revert: 'safe',
} as const;

/** The product's stages without a command line around them, so that each can be measured alone. */
export interface Engine {
  read(yaml: string, applied: AppliedState | null): Promise<{ live: LiveState; requests: number }>;
  plan(yaml: string, sides: { applied: AppliedState | null; live: LiveState }): Plan;
  /** Applies to an account that has nothing of ours; answers what is recorded then. */
  apply(
    yaml: string,
    snapshotFile: string,
  ): Promise<{ outcomes: readonly Outcome[]; applied: AppliedState; seconds: number }>;
}

/** The manifests as a workspace, for the environment `test` and no configuration. */
export function workspaceFor(yaml: string, snapshotFile: string): Workspace {
  const { config } = parseConfig(null);
  const options = { kinds: manifestKinds, environment: 'test', defaultCurrency: null, lintRules: [] };
  const { desired, diagnostics } = loadManifests([{ path: 'plans/bench.yaml', text: yaml }], options);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ summary }) => summary).join('\n'));
  return { config, environment: ENVIRONMENT, snapshotFile, desired, diagnostics: [], sources: new Map() };
}

/** An engine against the Stripe at `base`, with a budget of so many requests a second. */
export function engineAt(base: string, requestsPerSecond: number): Engine {
  const options = { key: { secret: SECRET, livemode: false }, base, requestsPerSecond };
  const planOf = (workspace: Workspace, sides: { applied: AppliedState | null; live: LiveState }): Plan =>
    planFrom(workspace, sides, { choices: NO_CHOICES, now: new Date() });
  return {
    async read(yaml, applied) {
      const reader = connectReader(options);
      const workspace = workspaceFor(yaml, '');
      const account = await verifyAccount(reader, ENVIRONMENT, applied);
      const live = await readStripe(reader, account, { desired: workspace.desired, applied });
      return { live, requests: reader.stats.requests };
    },
    plan: (yaml, sides) => planOf(workspaceFor(yaml, ''), sides),
    async apply(yaml, snapshotFile) {
      const writer = connectWriter(options);
      const workspace = workspaceFor(yaml, snapshotFile);
      const account = await verifyAccount(writer, ENVIRONMENT, null);
      const base = emptyState({ account, livemode: false, catalog: workspace.config.catalog });
      const live = await readStripe(writer, account, { desired: workspace.desired, applied: base });
      const plan = planOf(workspace, { applied: base, live });
      const working = await openWorking(snapshotFile, base);
      const context = {
        writer,
        account,
        catalog: workspace.config.catalog,
        kindNamed,
        record: working.record,
        now: () => new Date(),
        retireAfter: 0,
        commit: null,
        ids: [],
        signal: new AbortController().signal,
      };
      const began = performance.now();
      const outcomes = await applyPlan(plan, context, () => undefined);
      const seconds = (performance.now() - began) / 1000;
      const applied = working.state();
      working.close();
      return { outcomes, applied, seconds };
    },
  };
}
