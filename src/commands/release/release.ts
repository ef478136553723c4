import type { Github } from '../../github/github.ts';
import type { Environment } from '../../model/config.ts';
import { Fault } from '../../model/fault.ts';
import type { Plan } from '../../model/plan.ts';
import type { AppliedState } from '../../model/state.ts';
import type { UnreviewedChange } from '../../model/unreviewed.ts';
import { unreviewed } from '../../plan/record.ts';
import { differsFrom, isCommitted } from '../../workspace/checkout.ts';
import { DEFAULT_PATH } from '../../workspace/config-file.ts';
import { chooseEnvironment } from '../environment.ts';
import { configAt, judgedBy, validConfig } from '../review/rules.ts';
import { refuseLinks } from '../review/trees.ts';
import type { Settings } from '../workspace.ts';
import type { ReleasePaths } from './changed.ts';
import { coveringPullRequests } from './covering.ts';
import { recordsOf } from './reviewed.ts';
import { releaseWindow, type Window } from './window.ts';

/** What a release is of: the tip of a branch, whatever commit started the run. */
export interface ReleaseRequest {
  readonly github: Github;
  readonly defaultBranch: string;
  /** Waits while GitHub makes up its mind about a merge. */
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** One release of the tip of the default branch, which the working folder was found to be. */
export interface Release {
  /** The commit that is released. */
  readonly commit: string;
  /** The settings by which it is judged: those before it, so that a change of the rules counts from the next one. */
  readonly settings: Settings;
  /** True when the tip has manifests or a configuration that was not released before. */
  readonly isNews: boolean;
  /** The changes that no pull request of the window showed; none where nothing has to be shown. */
  unreviewed(plan: Plan, applied: AppliedState): Promise<readonly UnreviewedChange[]>;
  /**
   * Refuses to write when the branch has moved on meanwhile in what is applied.
   *
   * @throws {Fault} `release.moved`.
   */
  confirm(): Promise<void>;
}

/** The path in the working folder that is not what a commit has there; null when all are. */
async function otherThan(
  github: Github,
  commit: string,
  { plans, config }: ReleasePaths,
): Promise<string | null> {
  const tree = await github.tree(commit, plans);
  refuseLinks(plans, tree);
  const manifest = await differsFrom(plans, tree);
  if (manifest !== null) return manifest;
  return (await isCommitted(config, await github.file(commit, config))) ? null : config;
}

async function unreviewedIn(
  { changes, digest }: Plan,
  applied: AppliedState,
  {
    request,
    window,
    environment,
  }: { readonly request: ReleaseRequest; readonly window: Window; readonly environment: Environment },
): Promise<readonly UnreviewedChange[]> {
  if (environment.review === 'none') return [];
  const { github, defaultBranch } = request;
  const covered = await coveringPullRequests(github, window, request);
  const pullRequests = new Map(
    covered.flatMap((each) => each.pullRequests.map((one) => [one.number, one] as const)),
  );
  const about = { environment: environment.name, defaultBranch };
  const read = await recordsOf(github, [...pullRequests.values()], about);
  const records = read.flatMap(({ record }) => (record === null ? [] : [record]));
  return unreviewed({ changes, digest, applied }, records);
}

/**
 * The release of the tip of the default branch.
 *
 * @param settings what the working folder says.
 * @throws {Fault} `release.no-branch` without that branch, `release.other-checkout` when the working folder is not it.
 */
export async function openRelease(
  request: ReleaseRequest,
  settings: Settings,
  {
    plans,
    config,
    snapshot,
  }: { readonly plans: string; readonly config: string | undefined; readonly snapshot: AppliedState | null },
): Promise<Release> {
  const { github, defaultBranch } = request;
  const paths = { plans, config: config ?? DEFAULT_PATH };
  const commit = await github.branchTip(defaultBranch);
  if (commit === null) {
    throw new Fault(
      'release.no-branch',
      `there is no branch ${defaultBranch}`,
      'Release the default branch.',
    );
  }
  const other = await otherThan(github, commit, paths);
  if (other !== null) {
    throw new Fault(
      'release.other-checkout',
      `${other} in the working folder is not what ${defaultBranch} has at ${commit}`,
      `Give actions/checkout "ref: ${defaultBranch}": a run that waited, or was started again, has an old commit.`,
    );
  }
  const window = await releaseWindow(github, { tip: commit, released: snapshot?.released ?? null, ...paths });
  const { rulesAt } = window;
  const rules = rulesAt === null ? null : validConfig(await configAt(github, rulesAt, paths.config));
  const judged = judgedBy(rules, settings.config);
  const { name, livemode } = settings.environment;
  const environment = chooseEnvironment(judged, name, livemode);
  return {
    commit,
    settings: { ...settings, config: judged, environment },
    isNews: window.status !== 'known' || window.commits.length > 0,
    unreviewed: (plan, applied) => unreviewedIn(plan, applied, { request, window, environment }),
    async confirm() {
      const tip = await github.branchTip(defaultBranch);
      if (tip === null || tip === commit) return;
      const path = await otherThan(github, tip, paths);
      if (path === null) return;
      throw new Fault(
        'release.moved',
        `${path} has changed on ${defaultBranch} since this release was planned`,
        'Nothing was written. The run of the newer commit releases what it is now.',
      );
    },
  };
}
