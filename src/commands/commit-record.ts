import type { Diagnostic } from '../model/diagnostic.ts';
import { Fault, faultDiagnostic } from '../model/fault.ts';
import type { Outcome } from '../model/plan.ts';
import type { ApplySession } from './carry-out.ts';
import { recordHeadline } from './snapshot/headline.ts';

/** Lines of a commit's message: GitHub shows long ones, and nobody reads them. */
const MOST_LINES = 200;

/** What was done, object by object: the web interface shows a snapshot as binary. */
function bodyOf(outcomes: readonly Outcome[]): string {
  const done = outcomes
    .filter(({ status }) => status === 'done')
    .map(({ action, key }) => `${action} ${key}`);
  const left = done.length - MOST_LINES;
  return [...done.slice(0, MOST_LINES), ...(left > 0 ? [`and ${left} more`] : [])].join('\n');
}

/** Commits the snapshot, where it is kept in git; also after a part of the changes failed. What goes wrong is an error. */
export async function commitRecord(
  { options, workspace }: ApplySession,
  outcomes: readonly Outcome[],
): Promise<{ readonly snapshotCommit?: string; readonly problems: readonly Diagnostic[] }> {
  const { environment, snapshotFile } = workspace;
  try {
    const commit = await options.snapshots?.commit(snapshotFile, {
      headline: recordHeadline(environment.name),
      body: bodyOf(outcomes),
    });
    return { problems: [], ...(commit === undefined || commit === null ? {} : { snapshotCommit: commit }) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { problems: [faultDiagnostic(error)] };
  }
}
