import { classicRulesOf, refusesCommits, rulesOf } from './shapes/protection.ts';
import type { Repository, Token } from './world.ts';

const REASON = 'Changes must be made through a pull request.';

type Fault = { readonly type: string; readonly message: string };

const violation = (why: string): Fault => ({
  type: 'UNPROCESSABLE',
  message: `Repository rule violations found\n\n${why}\n\n`,
});

function classicFault(repository: Repository, branch: string): Fault | undefined {
  const { approvals, checks, open } = classicRulesOf(repository, branch);
  const type = 'BRANCH_PROTECTION_RULE_VIOLATION';
  if (approvals !== null) return { type, message: REASON };
  if (checks.length > 0) return { type, message: `Required status check "${checks[0]}" is expected.` };
  return open ? undefined : { type, message: "You're not authorized to push to this branch." };
}

/** How a protected branch refuses a commit; nothing when it takes it. */
export function protectionFault(repository: Repository, branch: string, { login }: Token): Fault | undefined {
  const { protections, bypass, branches } = repository;
  if (bypass.has(login)) return undefined;
  if (protections.get(branch) === 'classic') return classicFault(repository, branch);
  if (branches.has(branch)) return refusesCommits(repository, branch) ? violation(REASON) : undefined;
  return rulesOf(repository, branch).includes('creation')
    ? violation('Cannot create ref due to creations being restricted.')
    : undefined;
}
