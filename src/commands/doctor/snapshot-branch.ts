import type { Repository } from '../../github/open.ts';
import { readBranchTip } from '../../github/history.ts';
import type { HealthFinding } from '../../model/health.ts';

const check = 'snapshot-branch';

/** Whether a branch takes the commit that records a release. */
export async function checkSnapshotBranch(
  repository: Repository,
  branch: string,
  { isProtected, committer }: { readonly isProtected: boolean | null; readonly committer: 'job' | 'other' },
): Promise<HealthFinding> {
  if (isProtected === true && committer === 'other') {
    return {
      check,
      status: 'warning',
      summary: `"${branch}" is protected: a release needs a token that may pass its rules`,
      fix: 'See that whoever the github-token of the release belongs to is on the bypass list of the rules.',
    };
  }
  if (isProtected === true) {
    return {
      check,
      status: 'error',
      summary: `"${branch}" is protected: GitHub refuses the commit that records a release`,
      fix: 'Name a branch that is not, such as "snapshot-branch: pricebook", in every step of Pricebook; "pricebook init --protected" writes it.',
    };
  }
  if (isProtected === false)
    return { check, status: 'ok', summary: `"${branch}" takes the commit that records a release` };
  if ((await readBranchTip(repository, branch)) === null)
    return { check, status: 'ok', summary: `"${branch}" is not there yet: the first release makes it` };
  return {
    check,
    status: 'unknown',
    summary: `GitHub does not say whether "${branch}" is protected`,
    fix: 'Run it again, with a token that may read the repository.',
  };
}
