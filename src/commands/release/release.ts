import type { Plan } from '../../model/plan.ts';
import { Fault } from '../../model/fault.ts';
import type { AppliedState } from '../../model/state.ts';
import type { UnreviewedChange } from '../../model/unreviewed.ts';
import { unreviewed } from '../../plan/record.ts';
import { DEFAULT_PATH } from '../../workspace/config-file.ts';
import { chooseEnvironment } from '../environment.ts';
import { asRecorded, configAt, judgedBy, validConfig } from '../review/rules.ts';
import type { Settings } from '../workspace.ts';
import type { CoveringOptions } from './covering.ts';
import { pullRequestsIn, type ReleasedPullRequest } from './pull-requests.ts';
import { checkedOutTip, otherThan, type Repository } from './tip.ts';
import { releaseWindow, type Window } from './window.ts';

/** What a release is of: the tip of a branch, whatever commit started the run. And who is told of it. */
export interface ReleaseRequest extends Repository {
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
  /** What is known since the last release: `newest` where there was none, and only the newest change is looked at. */
  readonly known: 'all' | 'newest' | Exclude<Window['status'], 'known'>;
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
  const tip = await checkedOutTip(request, paths);
  const released = snapshot?.released ?? null;
  const window = await releaseWindow(github, { tip, released, ...paths });
  const { rulesAt } = window;
  const rules = rulesAt === null ? null : validConfig(await configAt(github, rulesAt, paths.config));
  const judged = asRecorded(judgedBy(rules, settings.config), snapshot);
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
    known: window.status !== 'known' ? window.status : released === null ? 'newest' : 'all',
    pullRequests: async () => pullRequests(request.isFresh ? 'moment' : 'none'),
    async unreviewed({ changes, digest }, applied) {
      if (environment.review === 'none') return [];
      const judged = { changes, digest, applied };
      const pending = pendingRecord(applied, environment.name);
      // Nobody waits for the pull requests of a plan that needs none.
      if (unreviewed(judged, [pending]).length === 0) return [];
      const records = (await pullRequests('minute')).flatMap(({ record, isSpent }) =>
        isSpent ? [] : (record ?? []),
      );
      return unreviewed(judged, [pending, ...records]);
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
