import type { Config } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { Fault } from '../model/fault.ts';
import type { AppliedState } from '../model/state.ts';
import { emptyState } from '../snapshot/state.ts';
import { verifyAccount } from '../stripe/account.ts';
import type { Reader } from '../stripe/client.ts';
import type { StripeKey } from '../stripe/key.ts';
import { keyOf } from './connect.ts';
import type { GlobalOptions, Io, PlanOptions } from './io.ts';
import { logStart } from './log.ts';
import { openRelease, type Release } from './release/release.ts';
import type { Run } from './run.ts';
import type { SnapshotInGit } from './snapshot-branch.ts';
import { readApplied } from './snapshot-state.ts';
import { openPlans, openSettings, type Settings, type Workspace } from './workspace.ts';

/** Everything that a command about a Stripe account has in hand before it reads the catalog. */
export interface Session<Client extends Reader> {
  readonly io: Io;
  readonly run: Run;
  readonly workspace: Workspace;
  readonly client: Client;
  readonly account: string;
  /** What the snapshot file says, before anything a killed apply left beside it; empty where there is none. */
  readonly base: AppliedState;
  /** What is released, where the run is a job on GitHub that applies. */
  readonly release: Release | null;
}

/** Notes in the run what the workspace says. */
export function enter(run: Run, { environment, diagnostics, sources }: Workspace): void {
  run.environment = environment.name;
  run.livemode = environment.livemode;
  run.retireAfter = environment.retireAfter;
  run.diagnostics = diagnostics;
  run.sources = sources;
}

/** Refuses a catalog name that is not the snapshot's: under another name nothing that we made would be ours. */
export function checkCatalog({ config, snapshotFile }: Settings, snapshot: AppliedState | null): void {
  if (snapshot === null || snapshot.catalog === config.catalog) return;
  throw new Fault(
    'snapshot.wrong-catalog',
    `the configuration names the catalog ${config.catalog}, and ${snapshotFile} records ${snapshot.catalog}`,
    `Write "catalog: ${snapshot.catalog}" again: the name is in the metadata of every object that was made under it.`,
  );
}

/** The snapshot of a run, and what is to be known of where it lay. */
interface FoundSnapshot {
  readonly snapshot: AppliedState | null;
  readonly warnings: readonly Diagnostic[];
}

async function snapshotFor(
  { snapshotFile }: Settings,
  inGit: SnapshotInGit | undefined,
  how: { readonly ignoreSnapshot?: true; readonly writesSnapshot?: true },
): Promise<FoundSnapshot> {
  if (how.ignoreSnapshot === true) return { snapshot: null, warnings: [] };
  if (inGit === undefined) return { snapshot: await readApplied(snapshotFile), warnings: [] };
  if (how.writesSnapshot !== true) return { snapshot: await inGit.read(snapshotFile), warnings: [] };
  const warnings = await inGit.restore(snapshotFile);
  return { snapshot: await readApplied(snapshotFile), warnings };
}

/**
 * Opens a session. The key's mode is compared with environment and snapshot before anything is sent; its account is
 * asked for, and compared too, while the manifests are read; nothing else is asked of Stripe before both are done.
 */
export async function openSession<Client extends Reader>(
  options: GlobalOptions & Pick<PlanOptions, 'snapshots' | 'release'>,
  { io, run }: { readonly io: Io; readonly run: Run },
  how: {
    readonly connect: (io: Io, key: StripeKey, config: Config) => Client;
    /** `rebuild` does without: it is there for snapshots that cannot be believed. */
    readonly ignoreSnapshot?: true;
    /** The run writes the snapshot, so that it must be a file. */
    readonly writesSnapshot?: true;
  },
): Promise<Session<Client>> {
  const key = keyOf(io);
  run.livemode = key.livemode;
  const written = await openSettings(options, key.livemode);
  run.environment = written.environment.name;
  const { snapshot, warnings } = await snapshotFor(written, options.snapshots, how);
  checkCatalog(written, snapshot);
  const release =
    options.release === undefined
      ? null
      : await openRelease(options.release, written, {
          plans: options.plans,
          config: options.config,
          snapshot,
        });
  run.release = release;
  const settings = release?.settings ?? written;
  const client = how.connect(io, key, settings.config);
  run.stats = client.stats;
  const [account, plans] = await Promise.all([
    verifyAccount(client, settings.environment, snapshot),
    openPlans(options, settings),
  ]);
  const workspace = { ...plans, diagnostics: [...warnings, ...plans.diagnostics] };
  run.account = account;
  enter(run, workspace);
  logStart(run, io);
  const empty = emptyState({ account, livemode: key.livemode, catalog: settings.config.catalog });
  return { io, run, workspace, client, account, base: snapshot ?? empty, release };
}
