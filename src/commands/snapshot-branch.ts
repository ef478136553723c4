import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Committed, Github } from '../github/github.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { Fault } from '../model/fault.ts';
import type { AppliedState } from '../model/state.ts';
import { checkForWriting, readChecked } from './snapshot/check.ts';
import { refuseUncommittable } from './snapshot/committable.ts';

/** The branch on GitHub that holds the snapshot. */
export interface SnapshotBranch {
  readonly github: Github;
  readonly branch: string;
  readonly defaultBranch: string;
}

/** The snapshot as it was at the tip of its branch; null where there was no branch, or no snapshot. */
interface Fetched {
  readonly head: string | null;
  readonly bytes: Buffer | null;
}

/** The snapshot of one run, at the tip of its branch and never from the working folder. */
export interface SnapshotInGit {
  /** What it says; null where there is none yet. */
  read(file: string): Promise<AppliedState | null>;
  /** Puts it in the place of whatever the working folder has, for a run that writes it. Returns warnings about it. */
  restore(file: string): Promise<readonly Diagnostic[]>;
  /**
   * Asks, before the first write to Stripe, whether the branch will take the commit.
   *
   * @throws {Fault} `snapshot.not-committable`.
   */
  accepts(): Promise<void>;
  /** The commit of what the run wrote; null when it wrote nothing new. */
  commit(file: string, message: { readonly headline: string; readonly body: string }): Promise<string | null>;
}

/** Commits that others may come first with, until we give up. */
const MOST_TRIES = 5;
/** Milliseconds, times the try. */
const PAUSE = 400;

const same = (a: Buffer | null, b: Buffer | null): boolean =>
  a === null || b === null ? a === b : a.equals(b);

/** @throws {Fault} `snapshot.no-branch` when the branch is missing and the snapshot is on the default branch. */
async function snapshotAtTip(
  { github, branch, defaultBranch }: SnapshotBranch,
  file: string,
): Promise<Fetched> {
  const head = await github.branchTip(branch);
  if (head !== null) return { head, bytes: await github.file(head, file) };
  const tip = branch === defaultBranch ? null : await github.branchTip(defaultBranch);
  if (tip === null || (await github.file(tip, file)) === null) return { head, bytes: null };
  throw new Fault(
    'snapshot.no-branch',
    `there is no branch ${branch}, and ${file} is on ${defaultBranch}`,
    'Correct the input snapshot-branch, or move the snapshot: git push origin HEAD:<branch> from a branch that holds it alone.',
  );
}

/**
 * What the snapshot says at the tip of its branch; null where there is none yet.
 *
 * @throws {Fault} for one that cannot be believed, has gone back or is gone.
 */
export async function readSnapshotAt(where: SnapshotBranch, file: string): Promise<AppliedState | null> {
  const { github, branch } = where;
  const { head, bytes } = await snapshotAtTip(where, file);
  return head === null ? null : readChecked(github, { branch, commit: head, path: file }, bytes);
}

function refuse(result: Exclude<Committed, { status: 'committed' }>, branch: string): never {
  const why = result.status === 'refused' ? result.why : `${branch} kept moving`;
  throw new Fault(
    'snapshot.not-committed',
    `the snapshot could not be committed to ${branch}: ${why}`,
    'Give the job "contents: write"; where the branch is protected, name another one with the input snapshot-branch. What was done in Stripe is not lost: the next run finds every object by its marker.',
  );
}

/** The snapshot on its branch, for one run. */
export function snapshotInGit(where: SnapshotBranch): SnapshotInGit {
  let fetched: Fetched = { head: null, bytes: null };
  return {
    read: (file) => readSnapshotAt(where, file),
    async restore(file) {
      const { github, branch } = where;
      fetched = await snapshotAtTip(where, file);
      const { head, bytes } = fetched;
      const warnings =
        head === null ? [] : await checkForWriting(github, { branch, commit: head, path: file }, bytes);
      const { workingPath } = await import('../snapshot/working-file.ts');
      // A record of a killed apply that came with the checkout is nobody's that ran here.
      for (const path of [file, workingPath(file), `${workingPath(file)}-journal`])
        await rm(path, { force: true });
      if (bytes === null) return warnings;
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
      return warnings;
    },
    accepts: () => refuseUncommittable(where.github, where.branch),
    async commit(file, message) {
      let bytes: Buffer = await readFile(file);
      if (same(bytes, fetched.bytes)) return null;
      for (let attempt = 1; ; attempt += 1) {
        const { github, branch } = where;
        const expectedHead = fetched.head;
        const result = await github.commitFile({ branch, path: file, bytes, message, expectedHead });
        if (result.status === 'committed') return result.commit;
        if (result.status === 'refused' || attempt === MOST_TRIES) refuse(result, branch);
        // Somebody committed in between: on top of that, and with what it says where it was a snapshot too.
        const now = await snapshotAtTip(where, file);
        if (!same(now.bytes, fetched.bytes)) {
          const { mergeIntoFile } = await import('../snapshot/merge-file.ts');
          bytes = await mergeIntoFile(file, { base: fetched.bytes, theirs: now.bytes });
        }
        fetched = now;
        if (same(bytes, now.bytes)) return null;
        await sleep(PAUSE * attempt * (1 + Math.random()));
      }
    },
  };
}
