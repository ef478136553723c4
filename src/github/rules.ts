import type { Repository } from './open.ts';

/** A rule of a ruleset, as it applies to one branch. */
export interface BranchRule {
  readonly type: string;
  /** null where GitHub does not say which ruleset has it. */
  readonly ruleset: number | null;
  /** False where it holds for commits to a branch and not for the branch's making. */
  readonly holdsForNew: boolean;
}

/**
 * Rules that a commit of the release satisfies: it removes nothing, rewrites nothing, GitHub signs it; and what is only
 * about pull requests, or about a branch that is not there yet.
 * https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets
 */
const HARMLESS: ReadonlySet<string> = new Set([
  'copilot_code_review',
  'creation',
  'deletion',
  'non_fast_forward',
  'required_linear_history',
  'required_signatures',
]);

/** What the rules ask for that no commit has that comes through no pull request. */
const ASKED_FOR: Readonly<Record<string, string>> = {
  code_scanning: 'the results of code scanning',
  merge_queue: 'the merge queue',
  pull_request: 'a pull request',
  required_deployments: 'deployments before the commit',
  required_status_checks: 'status checks before the commit',
  update: 'a place on its bypass list for every update',
  workflows: 'workflows before the commit',
};

/** False for a rule that lets every commit of a release through; what is not known here may refuse. */
export const mayRefuse = ({ type }: BranchRule): boolean => !HARMLESS.has(type);

/**
 * What a rule asks for that the commit of a release does not have; null where it lets it through, or where that depends
 * on more than the rule's type (patterns of messages, sizes of files).
 */
export function askedFor({ type, holdsForNew }: BranchRule, branch: 'there' | 'new'): string | null {
  if (branch === 'there') return ASKED_FOR[type] ?? null;
  if (type === 'creation') return 'a place on its bypass list to make a branch';
  return holdsForNew ? (ASKED_FOR[type] ?? null) : null;
}

/**
 * The rules of rulesets that are in force for a branch of this name, whether it is there or not; classic protection has
 * none of them. https://docs.github.com/rest/repos/rules#get-rules-for-a-branch
 */
export async function readRules({ octokit, at }: Repository, branch: string): Promise<BranchRule[]> {
  const { getBranchRules } = octokit.rest.repos;
  const rules = await octokit.paginate(getBranchRules, { ...at, branch, per_page: 100 });
  return rules.map((rule) => ({
    type: rule.type,
    ruleset: rule.ruleset_id ?? null,
    // Checks and workflows alone can hold for a branch's making, and say so.
    holdsForNew:
      'parameters' in rule &&
      rule.parameters !== undefined &&
      'do_not_enforce_on_create' in rule.parameters &&
      !rule.parameters.do_not_enforce_on_create,
  }));
}
