import type { ClassicRules, Repository, Reviews } from '../world.ts';

/** What a protected branch asks of pull requests where nobody said otherwise. */
const USUAL: Reviews = { approvals: 1, dismissStale: false, codeOwners: true, lastPush: false };

const reviewsOf = ({ reviews }: Repository, branch: string): Reviews => reviews.get(branch) ?? USUAL;

const off = { enabled: false };

/** A branch's classic protection: https://docs.github.com/rest/branches/branch-protection#get-branch-protection */
export function protectionShape(repository: Repository, branch: string, api: string) {
  const { approvals, dismissStale, codeOwners, lastPush } = reviewsOf(repository, branch);
  const url = `${api}/repos/${repository.fullName}/branches/${branch}/protection`;
  return {
    url,
    required_pull_request_reviews: {
      url: `${url}/required_pull_request_reviews`,
      dismiss_stale_reviews: dismissStale,
      require_code_owner_reviews: codeOwners,
      require_last_push_approval: lastPush,
      required_approving_review_count: approvals,
    },
    required_signatures: { url: `${url}/required_signatures`, enabled: false },
    enforce_admins: { url: `${url}/enforce_admins`, enabled: true },
    required_linear_history: off,
    allow_force_pushes: off,
    allow_deletions: off,
    block_creations: off,
    required_conversation_resolution: off,
    lock_branch: off,
    allow_fork_syncing: off,
  };
}

/** The one ruleset of a repository. */
export const RULESET = 42;

const USUAL_RULES: readonly string[] = ['deletion', 'non_fast_forward', 'pull_request'];

/** Types of rules that a commit cannot satisfy that comes through no pull request. */
const REFUSING: ReadonlySet<string> = new Set([
  'merge_queue',
  'pull_request',
  'required_deployments',
  'required_status_checks',
  'update',
  'workflows',
]);

/** The types of a branch's rules; none without a ruleset. */
export const rulesOf = ({ protections, rules }: Repository, branch: string): readonly string[] =>
  protections.get(branch) === 'ruleset' ? (rules.get(branch) ?? USUAL_RULES) : [];

/** Whether the ruleset of a branch refuses a commit that comes through no pull request. */
export const refusesCommits = (repository: Repository, branch: string): boolean =>
  rulesOf(repository, branch).some((type) => REFUSING.has(type));

/** What classic protection asks for: a pull request, where nobody said otherwise. */
export const classicRulesOf = (repository: Repository, branch: string): ClassicRules =>
  repository.classic.get(branch) ?? {
    approvals: reviewsOf(repository, branch).approvals,
    checks: [],
    open: true,
  };

function parametersOf(repository: Repository, branch: string, type: string) {
  if (type === 'required_status_checks') {
    const checks = [{ context: 'test' }];
    const strict_required_status_checks_policy = true;
    return {
      parameters: {
        required_status_checks: checks,
        strict_required_status_checks_policy,
        do_not_enforce_on_create: false,
      },
    };
  }
  if (type !== 'pull_request') return {};
  const { approvals, dismissStale, codeOwners, lastPush } = reviewsOf(repository, branch);
  return {
    parameters: {
      required_approving_review_count: approvals,
      dismiss_stale_reviews_on_push: dismissStale,
      require_code_owner_review: codeOwners,
      require_last_push_approval: lastPush,
      required_review_thread_resolution: false,
      allowed_merge_methods: ['merge', 'squash', 'rebase'],
    },
  };
}

/** The rules of a branch's ruleset: https://docs.github.com/rest/repos/rules#get-rules-for-a-branch */
export const rulesShape = (repository: Repository, branch: string) =>
  rulesOf(repository, branch).map((type) => ({
    type,
    ruleset_source_type: 'Repository',
    ruleset_source: repository.fullName,
    ruleset_id: RULESET,
    ...parametersOf(repository, branch, type),
  }));

/** The ruleset, as a token sees it: https://docs.github.com/rest/repos/rules#get-a-repository-ruleset */
export function rulesetShape({ fullName, bypass }: Repository, login: string, api: string) {
  return {
    id: RULESET,
    name: 'Reviewed',
    target: 'branch',
    source_type: 'Repository',
    source: fullName,
    enforcement: 'active',
    current_user_can_bypass: bypass.has(login) ? 'always' : 'never',
    _links: {
      self: { href: `${api}/repos/${fullName}/rulesets/${RULESET}` },
      html: { href: `https://github.com/${fullName}/rules/${RULESET}` },
    },
  };
}
