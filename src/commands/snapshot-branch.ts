import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Committed, Github } from '../github/github.ts';
import { Fault } from '../model/fault.ts';
import type { AppliedState } from '../model/state.ts';

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
  /** Puts it in the place of whatever the working folder has, for a run that writes it. */
  restore(file: string): Promise<void>;
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

async function decoded(file: string, { bytes }: Fetched): Promise<AppliedState | null> {
  if (bytes === null) return null;
  const { decodeSnapshot } = await import('../snapshot/decode.ts');
  return decodeSnapshot(file, bytes);
}

/** What the snapshot says at the tip of its branch; null where there is none yet. */
export async function readSnapshotAt(where: SnapshotBranch, file: string): Promise<AppliedState | null> {
  return decoded(file, await snapshotAtTip(where, file));
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
      fetched = await snapshotAtTip(where, file);
      const { workingPath } = await import('../snapshot/working-file.ts');
      // A record of a killed apply that came with the checkout is nobody's that ran here.
      for (const path of [file, workingPath(file), `${workingPath(file)}-journal`])
        await rm(path, { force: true });
      if (fetched.bytes === null) return;
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, fetched.bytes);
    },
    async commit(file, message) {
      const bytes = await readFile(file);
      if (same(bytes, fetched.bytes)) return null;
      let { head } = fetched;
      for (let attempt = 1; ; attempt += 1) {
        const { github, branch } = where;
        const result = await github.commitFile({ branch, path: file, bytes, message, expectedHead: head });
        if (result.status === 'committed') return result.commit;
        if (result.status === 'refused' || attempt === MOST_TRIES) refuse(result, branch);
        // Somebody committed something else in between: on top of that, unless it was another snapshot.
        const now = await snapshotAtTip(where, file);
        if (!same(now.bytes, fetched.bytes)) {
          throw new Fault(
            'snapshot.moved',
            `another run has written ${file} on ${branch} since this one read it`,
            'Run it again: it starts from what is recorded now, and finds what this run did by its markers.',
          );
        }
        head = now.head;
        await sleep(PAUSE * attempt * (1 + Math.random()));
      }
    },
  };
}
