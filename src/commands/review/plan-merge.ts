import { NO_CHOICES, type Choices } from '../../diff/input.ts';
import type { Kind } from '../../kinds/kind.ts';
import { kinds } from '../../kinds/registry.ts';
import { parseConfig } from '../../manifest/config.ts';
import type { Config } from '../../model/config.ts';
import { hasErrors, type Diagnostic } from '../../model/diagnostic.ts';
import type { Plan } from '../../model/plan.ts';
import type { Review } from '../../model/review.ts';
import type { AppliedState, Desired, LiveState } from '../../model/state.ts';
import { reviewOf } from '../../plan/own.ts';
import { emptyState } from '../../snapshot/state.ts';
import { verifyAccount } from '../../stripe/account.ts';
import type { Reader } from '../../stripe/client.ts';
import { missingConfig } from '../../workspace/config-file.ts';
import { readManifests } from '../../workspace/read.ts';
import { keyOf, openReader } from '../connect.ts';
import { chooseEnvironment, environmentsOf } from '../environment.ts';
import { heldToUse } from '../in-use.ts';
import type { Io } from '../io.ts';
import { planFrom, readStripe } from '../make-plan.ts';
import { recordedLive } from '../offline.ts';
import type { Run } from '../run.ts';
import { checkCatalog, enter } from '../session.ts';
import { readSnapshotAt } from '../snapshot-branch.ts';
import {
  InvalidInput,
  openPlans,
  plansOf,
  snapshotPath,
  type ReadConfig,
  type Settings,
  type Workspace,
} from '../workspace.ts';
import { checkGit, readGit, type GitSide } from './git.ts';
import type { ReviewOptions } from './request.ts';
import { asRecorded, brokenRules, judgedBy, validConfig } from './rules.ts';
import { baseManifests } from './trees.ts';

/** The merge of a pull request, planned, with what it was planned from. */
export interface PlannedMerge {
  readonly review: Review;
  readonly workspace: Workspace;
  readonly applied: AppliedState;
  /** null: nobody asked Stripe. */
  readonly reader: Reader | null;
  /** What was read of Stripe; without a reader, what the snapshot has. */
  readonly live: LiveState;
  /** The objects of the base. */
  readonly baseDesired: readonly Desired[];
  readonly baseCommit: string;
  readonly readAt: Date;
}

/** What Stripe holds, as a plan looks at it. */
interface StripeSide {
  readonly live: LiveState;
  readonly kinds: readonly Kind[];
}

/** The configuration that counts, before it is known for which environment. */
async function openConfigFor(
  options: ReviewOptions,
  { rules, own }: GitSide,
): Promise<ReadConfig & { readonly written: Config }> {
  if (own === null && options.config !== undefined) throw missingConfig(options.config);
  const read = own ?? { ...parseConfig(null), sources: new Map() };
  // Throws, with every problem of the manifests too.
  if (hasErrors(read.diagnostics)) plansOf(await readManifests(options.plans), read, null);
  const judges = validConfig(rules);
  const broken = rules !== null && judges === null ? [brokenRules(options.request.defaultBranch)] : [];
  return {
    ...read,
    written: read.config,
    config: judgedBy(judges, read.config),
    diagnostics: [...read.diagnostics, ...broken],
  };
}

/** The settings for the environment of the key, or of `environment`; without both, of the first snapshot there is. */
async function settingsFor(
  options: ReviewOptions,
  read: ReadConfig,
  livemode: boolean | null,
): Promise<Settings & { readonly snapshot: AppliedState | null }> {
  const { github, snapshotBranch, defaultBranch } = options.request;
  const named = options.env !== undefined || livemode !== null;
  const candidates = named
    ? [chooseEnvironment(read.config, options.env, livemode)]
    : environmentsOf(read.config);
  const found = candidates.map((environment) => ({
    ...read,
    environment,
    snapshotFile: snapshotPath(options, environment),
  }));
  for (const settings of found) {
    const where = { github, branch: snapshotBranch, defaultBranch };
    const snapshot = await readSnapshotAt(where, settings.snapshotFile);
    if (snapshot !== null) return { ...settings, snapshot };
  }
  const [first] = found;
  if (first === undefined) throw new Error('there is no environment');
  return { ...first, snapshot: null };
}

/** What the base wants; null where its manifests are not valid. A base without manifests wants nothing. */
async function baseDesired(
  { plans, request }: ReviewOptions,
  { trees, base }: GitSide,
  { environment, config, sources }: Workspace,
): Promise<readonly Desired[] | null> {
  const read = await baseManifests(request.github, trees, { plans, sources });
  const { defaultCurrency, environments } = validConfig(base) ?? parseConfig(null).config;
  const own = { ...config, defaultCurrency, environments };
  try {
    return plansOf(read, { config: own, diagnostics: [], sources: new Map() }, environment).desired;
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
  const git = await readGit(options);
  const { written, ...read } = await openConfigFor(options, git);
  const { snapshot, ...found } = await settingsFor(options, read, run.livemode);
  const settings = { ...found, config: asRecorded(found.config, snapshot) };
  run.environment = settings.environment.name;
  await checkGit(options, git);
  checkCatalog({ ...settings, config: written }, snapshot);
  const reader = key === null ? null : openReader(io, key, settings.config);
  if (reader !== null) run.stats = reader.stats;
  const [account, workspace] = await Promise.all([
    reader === null ? (snapshot?.account ?? null) : verifyAccount(reader, settings.environment, snapshot),
    openPlans(options, settings),
  ]);
  run.account = account;
  const base = await baseDesired(options, git, workspace);
  const diagnostics = [...workspace.diagnostics, ...(base === null ? [brokenBase(request.baseRef)] : [])];
  const merge = { ...workspace, diagnostics };
  enter(run, merge);
  const { environment, config } = settings;
  const applied =
    snapshot ??
    emptyState({ account: account ?? '', livemode: environment.livemode, catalog: config.catalog });
  const desired = [...merge.desired, ...(base ?? [])];
  const stripe: StripeSide =
    reader === null
      ? recordedLive(applied, kinds, config.catalog)
      : { live: await readStripe(reader, applied.account, { desired, applied }), kinds };
  const readAt = io.now();
  const choices: Choices = { ...NO_CHOICES, ignore: config.ignore };
  const planOf = (side: Parameters<typeof planFrom>[0]): Plan =>
    planFrom(side, { applied, live: stripe.live }, { choices, now: readAt, kinds: stripe.kinds });
  const before = base === null ? { changes: [] } : planOf({ config, desired: base, diagnostics: [] });
  const planned = await heldToUse(planOf(merge), {
    live: stripe.live,
    ...merge,
    reader,
    isPublic: request.isPublic,
  });
  const review = reviewOf(planned, before);
  return {
    review,
    workspace: merge,
    baseDesired: base ?? [],
    applied,
    reader,
    live: stripe.live,
    baseCommit: git.baseCommit,
    readAt,
  };
}
