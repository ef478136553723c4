import { NO_CHOICES, type Choices } from '../../diff/input.ts';
import type { Kind } from '../../kinds/kind.ts';
import { kinds } from '../../kinds/registry.ts';
import { hasErrors, type Diagnostic } from '../../model/diagnostic.ts';
import type { Plan } from '../../model/plan.ts';
import type { Review } from '../../model/review.ts';
import type { AppliedState, LiveState } from '../../model/state.ts';
import { reviewOf } from '../../plan/own.ts';
import { emptyState } from '../../snapshot/state.ts';
import { readManifests } from '../../workspace/read.ts';
import { verifyAccount } from '../../stripe/account.ts';
import type { Reader } from '../../stripe/client.ts';
import { keyOf, openReader } from '../connect.ts';
import { chooseEnvironment, environmentsOf } from '../environment.ts';
import type { Io } from '../io.ts';
import { planFrom, readStripe } from '../make-plan.ts';
import { recordedLive } from '../offline.ts';
import type { Run } from '../run.ts';
import { checkCatalog, enter } from '../session.ts';
import {
  InvalidInput,
  openPlans,
  plansOf,
  readConfig,
  snapshotPath,
  type Settings,
  type Workspace,
} from '../workspace.ts';
import { readGit, snapshotAt, type GitSide } from './git.ts';
import type { ReviewOptions } from './request.ts';
import { judgedBy } from './rules.ts';
import { baseManifests } from './trees.ts';

/** The merge of a pull request, planned, with what it was planned from. */
export interface PlannedMerge {
  readonly review: Review;
  readonly workspace: Workspace;
  readonly applied: AppliedState;
  /** null: nobody asked Stripe. */
  readonly reader: Reader | null;
  readonly baseCommit: string;
  readonly readAt: Date;
}

type Side = Pick<Workspace, 'config' | 'desired' | 'diagnostics'>;

/** What Stripe holds, as a plan looks at it. */
interface StripeSide {
  readonly live: LiveState;
  readonly kinds: readonly Kind[];
}

/** The configuration that counts, before it is known for which environment. */
async function openConfigFor(
  options: ReviewOptions,
  { rules }: GitSide,
): Promise<Omit<Settings, 'environment' | 'snapshotFile'>> {
  const own = await readConfig(options);
  // Throws, with every problem of the manifests too.
  if (hasErrors(own.diagnostics)) plansOf(await readManifests(options.plans), own, null);
  return { ...own, config: judgedBy(rules, own.config) };
}

/** The settings for the environment of the key, or of `environment`; without both, of the first snapshot there is. */
async function settingsFor(
  options: ReviewOptions,
  config: Omit<Settings, 'environment' | 'snapshotFile'>,
  livemode: boolean | null,
): Promise<Settings & { readonly snapshot: AppliedState | null }> {
  const named = options.env !== undefined || livemode !== null;
  const candidates = named
    ? [chooseEnvironment(config.config, options.env, livemode)]
    : environmentsOf(config.config);
  const found = candidates.map((environment) => ({
    ...config,
    environment,
    snapshotFile: snapshotPath(options, environment),
  }));
  for (const settings of found) {
    const snapshot = await snapshotAt(options.request, settings.snapshotFile);
    if (snapshot !== null) return { ...settings, snapshot };
  }
  const [first] = found;
  if (first === undefined) throw new Error('there is no environment');
  return { ...first, snapshot: null };
}

/** What the base wants; null where its manifests are not valid. A base without manifests wants nothing. */
async function baseSide(
  { plans, request }: ReviewOptions,
  { trees, baseConfig }: GitSide,
  { environment, config, sources }: Workspace,
): Promise<Side | null> {
  const read = await baseManifests(request.github, trees, { plans, sources });
  const own = { ...config, defaultCurrency: baseConfig?.defaultCurrency ?? config.defaultCurrency };
  if (read.files.length + read.diagnostics.length === 0) return { config, desired: [], diagnostics: [] };
  try {
    const { desired } = plansOf(read, { config: own, diagnostics: [], sources: new Map() }, environment);
    return { config, desired, diagnostics: [] };
  } catch (error) {
    if (error instanceof InvalidInput) return null;
    throw error;
  }
}

const brokenBase = (ref: string): Diagnostic => ({
  severity: 'warning',
  code: 'review.base-invalid',
  summary: `the manifests of ${ref} are not valid, so every change counts as this pull request's`,
  detail: 'Review all of them: some may have been merged before.',
});

/**
 * Plans the merge of a pull request and its base from one reading of Stripe and of the snapshot. Without a key the
 * snapshot alone is compared.
 */
export async function planMerge(options: ReviewOptions, io: Io, run: Run): Promise<PlannedMerge> {
  const { request } = options;
  const key = options.offline ? null : keyOf(io);
  run.offline = options.offline;
  run.livemode = key?.livemode ?? null;
  run.environment = options.env ?? null;
  const git = await readGit(options, request);
  const { snapshot, ...settings } = await settingsFor(
    options,
    await openConfigFor(options, git),
    key?.livemode ?? null,
  );
  run.environment = settings.environment.name;
  checkCatalog(settings, snapshot);
  const reader = key === null ? null : openReader(io, key, settings.config);
  if (reader !== null) run.stats = reader.stats;
  const [account, workspace] = await Promise.all([
    reader === null ? (snapshot?.account ?? null) : verifyAccount(reader, settings.environment, snapshot),
    openPlans(options, settings),
  ]);
  run.account = account;
  const base = await baseSide(options, git, workspace);
  const diagnostics = [...workspace.diagnostics, ...(base === null ? [brokenBase(request.baseRef)] : [])];
  const merge = { ...workspace, diagnostics };
  enter(run, merge);
  const { environment, config } = settings;
  const applied =
    snapshot ??
    emptyState({ account: account ?? '', livemode: environment.livemode, catalog: config.catalog });
  const desired = [...merge.desired, ...(base?.desired ?? [])];
  const stripe: StripeSide =
    reader === null
      ? recordedLive(applied, kinds, config.catalog)
      : { live: await readStripe(reader, applied.account, { desired, applied }), kinds };
  const readAt = io.now();
  const choices: Choices = { ...NO_CHOICES, ignore: config.ignore };
  const planOf = (side: Side): Plan =>
    planFrom(side, { applied, live: stripe.live }, { choices, now: readAt, kinds: stripe.kinds });
  const review = reviewOf(planOf(merge), base === null ? { changes: [] } : planOf(base));
  return { review, workspace: merge, applied, reader, baseCommit: git.baseCommit, readAt };
}
