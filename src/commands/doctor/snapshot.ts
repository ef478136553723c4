import { existsSync } from 'node:fs';
import type { HealthFinding } from '../../model/health.ts';
import { hasLeftover } from '../snapshot-state.ts';

const check = 'snapshot';

/** A snapshot that is not in the working folder may be on its branch, or not be made yet. */
function missing(file: string, branch: string | null): HealthFinding {
  if (branch === null) {
    return {
      check,
      status: 'warning',
      summary: `there is no snapshot ${file}`,
      fix: 'The first release writes it. If there was one, "pricebook snapshot rebuild" makes it anew from Stripe.',
    };
  }
  return {
    check,
    status: 'unknown',
    summary: `there is no ${file} here: the workflows keep it on the branch "${branch}"`,
    fix: 'Check that branch out elsewhere, and name the file with --snapshot.',
  };
}

/**
 * Whether the snapshot is there and sound, as `snapshot verify` sees it, and whether an apply left something beside it.
 *
 * @param branch the branch that the workflows keep it on; null for the default branch.
 */
export async function checkSnapshot(file: string, branch: string | null): Promise<readonly HealthFinding[]> {
  // SQLite is loaded only where there is something to look at.
  if (!existsSync(file) && !(await hasLeftover(file))) return [missing(file, branch)];
  const { verifySnapshot } = await import('../../snapshot/verify.ts');
  const found = await verifySnapshot(file);
  if (found.length === 0) return [{ check, status: 'ok', summary: `${file} is sound` }];
  return found.map(({ code, severity, summary, detail }) =>
    code === 'snapshot.missing' ? missing(file, branch) : { check, status: severity, summary, fix: detail },
  );
}
