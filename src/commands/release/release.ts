import type { Github } from '../../github/github.ts';
import type { Plan } from '../../model/plan.ts';
import { Fault } from '../../model/fault.ts';
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
import type { CoveringOptions } from './covering.ts';
import { pullRequestsIn, type ReleasedPullRequest } from './pull-requests.ts';
import { releaseWindow } from './window.ts';

/** What a release is of: the tip of a branch, whatever commit started the run. And who is told of it. */
export interface ReleaseRequest {
  readonly github: Github;
  readonly defaultBranch: string;
  /** Waits while GitHub makes up its mind about a merge, or until the run is stopped. */
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** A push started the run: what it brought was merged seconds ago. */
  readonly isFresh: boolean;
  /** Who started the run; who approves a plan, where one is approved. */
  readonly actor: string | null;
  /** The page of the run. */
  readonly runUrl: string | null;
  /** Which merged pull requests are told: all, those with something to tell, none. */
  readonly comment: 'always' | 'changes' | 'off';
}

/** One release of the tip of the default branch, which the working folder was found to be. */
export interface Release {
  readonly request: ReleaseRequest;
  /** The commit that is released. */
  readonly commit: string;
  /** The settings by which it is judged: those before it, so that a change of the rules counts from the next one. */
  readonly settings: Settings;
  /** True when the tip has manifests or a configuration that was not released before. */
  readonly isNews: boolean;
  /** The pull requests that it releases, asked for once: those that GitHub knows, or knows soon. */
  pullRequests(): Promise<readonly ReleasedPullRequest[]>;
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

/** The tip of the default branch, which the working folder is. */
async function tipOf({ github, defaultBranch }: ReleaseRequest, paths: ReleasePaths): Promise<string> {
  const commit = await github.branchTip(defaultBranch);
  if (commit === null) {
    throw new Fault(
      'release.no-branch',
      `there is no branch ${defaultBranch}`,
      'Release the default branch.',
    );
  }
  const other = await otherThan(github, commit, paths);
  if (other === null) return commit;
  throw new Fault(
    'release.other-checkout',
    `${other} in the working folder is not what ${defaultBranch} has at ${commit}`,
    `Give actions/checkout "ref: ${defaultBranch}": a run that waited, or was started again, has an old commit.`,
  );
}

/** What an earlier release used the review of, and could not do: it covers like a record. */
const pendingRecord = ({ pending }: AppliedState, environment: string) => ({
  tool: '',
  environment,
  head: '',
  base: { ref: '', commit: '' },
  digest: '',
  changes: pending,
});

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
  const tip = await tipOf(request, paths);
  const released = snapshot?.released ?? null;
  const window = await releaseWindow(github, { tip, released, ...paths });
  const { rulesAt } = window;
  const rules = rulesAt === null ? null : validConfig(await configAt(github, rulesAt, paths.config));
  const judged = judgedBy(rules, settings.config);
  const environment = chooseEnvironment(judged, settings.environment.name, settings.environment.livemode);
  let asked: Promise<readonly ReleasedPullRequest[]> | undefined;
  // What may be released is worth a minute; whom to tell of it is not.
  const pullRequests = async (
    patience: CoveringOptions['patience'],
  ): Promise<readonly ReleasedPullRequest[]> => {
    const options = { ...request, patience, environment: environment.name };
    asked ??= pullRequestsIn(github, { window, tip, reviewed: snapshot?.reviewed ?? null }, options);
    return asked;
  };
  return {
    request,
    commit: tip,
    settings: { ...settings, config: judged, environment },
    isNews: released === null || window.status !== 'known' || window.commits.length > 0,
    pullRequests: async () => pullRequests(request.isFresh ? 'moment' : 'none'),
    async unreviewed({ changes, digest }, applied) {
      if (environment.review === 'none') return [];
      const records = (await pullRequests('minute')).flatMap(({ record, isSpent }) =>
        isSpent ? [] : (record ?? []),
      );
      return unreviewed({ changes, digest, applied }, [...records, pendingRecord(applied, environment.name)]);
    },
    async confirm() {
      const now = await github.branchTip(defaultBranch);
      if (now === null || now === tip) return;
      const path = await otherThan(github, now, paths);
      if (path === null) return;
      throw new Fault(
        'release.moved',
        `${path} has changed on ${defaultBranch} since this release was planned`,
        'Nothing was written. The run of the newer commit releases what it is now.',
      );
    },
  };
}
