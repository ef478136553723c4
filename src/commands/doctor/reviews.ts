import type { ReviewRules } from '../../github/review-rules.ts';
import type { HealthFinding } from '../../model/health.ts';

const check = 'reviews';

/** Whether nobody alone gets a change into the default branch. */
export function checkReviews(branch: string, rules: ReviewRules): HealthFinding {
  const open = [
    ...(rules.approvals > 0 ? [] : ['needs no approval']),
    ...(rules.freshApproval ? [] : ['keeps an approval when something else is pushed']),
    ...(rules.codeOwners ? [] : ['does not ask the code owners']),
  ];
  if (open.length === 0) {
    const summary = `a pull request to "${branch}" needs an approval of what was last pushed, and its code owners'`;
    return { check, status: 'ok', summary };
  }
  if (!rules.isWhole) {
    return {
      check,
      status: 'unknown',
      summary: `"${branch}" is protected, and only administrators may see how`,
      fix: 'Give an administrator\'s token in GH_TOKEN, with "Administration: read" where it is a fine-grained one.',
    };
  }
  return {
    check,
    status: 'warning',
    summary: `a pull request to "${branch}" ${open.join(', ')}`,
    fix: 'Mend it in the settings of the repository under Branches or Rulesets: required approvals, dismissed by new commits, review of code owners.',
  };
}
