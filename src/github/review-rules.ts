import { GithubFailure } from './failure.ts';
import type { Repository } from './open.ts';

/** What must happen to a pull request before it may be merged into a branch. */
export interface ReviewRules {
  /** How many must approve. */
  readonly approvals: number;
  /** An approval does not cover what is pushed after it, or not without somebody else's approval of that. */
  readonly freshApproval: boolean;
  /** Code owners must approve what they own. */
  readonly codeOwners: boolean;
  /** False where the branch has classic protection that the token may not read: there may be more. */
  readonly isWhole: boolean;
}

const NOTHING: ReviewRules = { approvals: 0, freshApproval: false, codeOwners: false, isWhole: true };

/** All rules of a branch count, each where it asks for the most. */
const both = (a: ReviewRules, b: ReviewRules): ReviewRules => ({
  approvals: Math.max(a.approvals, b.approvals),
  freshApproval: a.freshApproval || b.freshApproval,
  codeOwners: a.codeOwners || b.codeOwners,
  isWhole: a.isWhole && b.isWhole,
});

/** https://docs.github.com/rest/branches/branch-protection#get-branch-protection; for administrators alone. */
async function classicRules({ octokit, at }: Repository, branch: string): Promise<ReviewRules> {
  const { data } = await octokit.rest.repos.getBranch({ ...at, branch });
  if (data.protection.enabled !== true) return NOTHING;
  try {
    const { data } = await octokit.rest.repos.getBranchProtection({ ...at, branch });
    const reviews = data.required_pull_request_reviews;
    if (reviews === undefined) return NOTHING;
    return {
      approvals: reviews.required_approving_review_count ?? 0,
      freshApproval: reviews.dismiss_stale_reviews || reviews.require_last_push_approval === true,
      codeOwners: reviews.require_code_owner_reviews,
      isWhole: true,
    };
  } catch (error) {
    // To whoever may not see it GitHub answers either.
    if (error instanceof GithubFailure && [403, 404].includes(error.answer.status ?? 0))
      return { ...NOTHING, isWhole: false };
    throw error;
  }
}

/** https://docs.github.com/rest/repos/rules#get-rules-for-a-branch: of rulesets, for everybody who may read. */
async function rulesetRules({ octokit, at }: Repository, branch: string): Promise<readonly ReviewRules[]> {
  const rules = await octokit.paginate(octokit.rest.repos.getBranchRules, { ...at, branch, per_page: 100 });
  return rules.flatMap((rule) =>
    rule.type !== 'pull_request' || rule.parameters === undefined
      ? []
      : [
          {
            approvals: rule.parameters.required_approving_review_count,
            freshApproval:
              rule.parameters.dismiss_stale_reviews_on_push || rule.parameters.require_last_push_approval,
            codeOwners: rule.parameters.require_code_owner_review,
            isWhole: true,
          },
        ],
  );
}

/** What classic protection and rulesets together ask of a pull request into a branch. */
export async function readReviewRules(repository: Repository, branch: string): Promise<ReviewRules> {
  const [classic, rulesets] = await Promise.all([
    classicRules(repository, branch),
    rulesetRules(repository, branch),
  ]);
  return rulesets.reduce(both, classic);
}
