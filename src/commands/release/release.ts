import type { Github } from '../../github/github.ts';
import { Fault } from '../../model/fault.ts';
import type { Plan } from '../../model/plan.ts';
import type { AppliedState } from '../../model/state.ts';
import type { UnreviewedChange } from '../../model/unreviewed.ts';
import { unreviewed } from '../../plan/record.ts';
import { differsFrom } from '../../workspace/checkout.ts';
import { DEFAULT_PATH } from '../../workspace/config-file.ts';
import { chooseEnvironment } from '../environment.ts';
import type { GlobalOptions } from '../io.ts';
import { configAt, judgedBy, validConfig } from '../review/rules.ts';
import { refuseLinks } from '../review/trees.ts';
import type { Settings } from '../workspace.ts';
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

/** What a release on GitHub adds to an apply. */
export interface Release {
  /** The commit that is released. */
  readonly commit: string;
  /** The settings by which it is judged, once the working folder was found to be that commit. */
  judge(options: GlobalOptions, settings: Settings, snapshot: AppliedState | null): Promise<Settings>;
  /** True when the tip has manifests or a configuration that was not released before. */
  isNews(): boolean;
  /** The changes that no pull request of the window showed; none where nothing has to be shown. */
  unreviewed(plan: Plan, applied: AppliedState): Promise<readonly UnreviewedChange[]>;
  /** Refuses to write when the branch has moved on meanwhile in what is applied. */
  confirm(options: GlobalOptions): Promise<void>;
}

/**
 * A release of the tip of the default branch. What it may apply is what the pull requests of its window showed; what judges
 * it is the configuration before the window, so that a change of the rules counts from the next release.
 *
 * @throws {Fault} `release.no-branch` without that branch.
 */
export async function openRelease({ github, defaultBranch, wait }: ReleaseRequest): Promise<Release> {
  const commit = await github.branchTip(defaultBranch);
  if (commit === null) {
    throw new Fault(
      'release.no-branch',
      `there is no branch ${defaultBranch}`,
      'Release the default branch.',
    );
  }
  let window: Window | null = null;
  let environment: Settings['environment'] | null = null;
  /** The manifest of the working folder that is not what a commit has; null when all are. */
  const otherThan = async (plans: string, tip: string): Promise<string | null> => {
    const tree = await github.tree(tip, plans);
    refuseLinks(plans, tree);
    return differsFrom(plans, tree);
  };
  return {
    commit,
    async judge({ plans, config: named, env }, settings, snapshot) {
      const config = named ?? DEFAULT_PATH;
      const path = await otherThan(plans, commit);
      if (path !== null) {
        throw new Fault(
          'release.other-checkout',
          `${path} in the working folder is not what ${defaultBranch} has at ${commit}`,
          `Give actions/checkout "ref: ${defaultBranch}": a run that waited, or was started again, has an old commit.`,
        );
      }
      const released = snapshot?.released ?? null;
      window = await releaseWindow(github, { tip: commit, released, plans, config });
      const { rulesAt } = window;
      const rules = rulesAt === null ? null : validConfig(await configAt(github, rulesAt, config));
      const judged = judgedBy(rules, settings.config);
      environment = chooseEnvironment(
        judged,
        env ?? settings.environment.name,
        settings.environment.livemode,
      );
      return { ...settings, config: judged, environment };
    },
    isNews: () => window === null || window.status !== 'known' || window.commits.length > 0,
    async unreviewed({ changes, digest }, applied) {
      if (window === null || environment === null || environment.review === 'none') return [];
      const covered = await coveringPullRequests(github, window, { defaultBranch, wait });
      const pullRequests = [
        ...new Map(
          covered.flatMap((each) => each.pullRequests.map((one) => [one.number, one] as const)),
        ).values(),
      ];
      const read = await recordsOf(github, pullRequests, { environment: environment.name, defaultBranch });
      const records = read.flatMap(({ record }) => (record === null ? [] : [record]));
      return unreviewed({ changes, digest, applied }, records);
    },
    async confirm({ plans }) {
      const tip = await github.branchTip(defaultBranch);
      if (tip === null || tip === commit) return;
      const path = await otherThan(plans, tip);
      if (path === null) return;
      throw new Fault(
        'release.moved',
        `${path} has changed on ${defaultBranch} since this release was planned`,
        'Nothing was written. The run of the newer commit releases what it is now.',
      );
    },
  };
}
