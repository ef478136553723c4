import type { DeploymentBranches } from '../../github/deployment-branches.ts';
import type { HealthFinding } from '../../model/health.ts';

const check = 'deployments';

/** The default branch, and whether it is protected; null where that is not known. */
export interface DefaultBranch {
  readonly name: string;
  readonly isProtected: boolean | null;
}

/** Whether an environment gives the writing key to jobs on the default branch, and to no others. */
export function checkDeployments(
  environment: string,
  allowed: DeploymentBranches | null,
  { name, isProtected }: DefaultBranch,
): HealthFinding {
  const what = `the environment "${environment}"`;
  const fix = `In the settings of the repository, under Environments, let only the branch "${name}" deploy to it.`;
  const finding = (status: HealthFinding['status'], summary: string): HealthFinding => ({
    check,
    status,
    summary,
    fix,
  });
  if (allowed === null)
    return {
      ...finding('error', `GitHub has no ${what.slice(4)}: a release gets no key`),
      fix: `Make it. ${fix}`,
    };
  switch (allowed.from) {
    case 'anywhere':
      return finding('warning', `${what} gives the writing key to jobs on every branch`);
    case 'protected-branches':
      return isProtected === false
        ? finding('error', `${what} is for protected branches, and "${name}" is not: a release is refused`)
        : { check, status: 'ok', summary: `${what} is for protected branches alone` };
    case 'named': {
      const branches = allowed.refs.filter(({ type }) => type === 'branch');
      const others = allowed.refs.filter((ref) => ref.type === 'tag' || ref.name !== name);
      // Whether a pattern matches is GitHub's to say.
      if (!branches.some((branch) => branch.name === name || /[*?[{]/.test(branch.name)))
        return finding('error', `${what} does not take the branch "${name}": a release is refused`);
      if (others.length === 0) return { check, status: 'ok', summary: `${what} is for "${name}" alone` };
      const names = others.map((ref) => `${ref.type} "${ref.name}"`).join(', ');
      return finding('warning', `${what} gives the writing key to jobs on other refs too: ${names}`);
    }
  }
}
