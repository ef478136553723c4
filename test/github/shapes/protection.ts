import type { Repository, Reviews } from '../world.ts';

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

/** The rules of a branch's ruleset: https://docs.github.com/rest/repos/rules#get-rules-for-a-branch */
export function rulesShape(repository: Repository, branch: string) {
  const { approvals, dismissStale, codeOwners, lastPush } = reviewsOf(repository, branch);
  const source = {
    ruleset_source_type: 'Repository',
    ruleset_source: repository.fullName,
    ruleset_id: 42,
  } as const;
  return [
    { type: 'deletion', ...source },
    { type: 'non_fast_forward', ...source },
    {
      type: 'pull_request',
      ...source,
      parameters: {
        required_approving_review_count: approvals,
        dismiss_stale_reviews_on_push: dismissStale,
        require_code_owner_review: codeOwners,
        require_last_push_approval: lastPush,
        required_review_thread_resolution: false,
        allowed_merge_methods: ['merge', 'squash', 'rebase'],
      },
    },
  ] as const;
}
