import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Committed, Github } from '../github/github.ts';
import { Fault } from '../model/fault.ts';

/** The branch on GitHub that holds the snapshot. */
export interface SnapshotBranch {
  readonly github: Github;
  readonly branch: string;
}

/** The snapshot as it was at the tip of its branch; null where there was no branch, or no snapshot. */
interface Fetched {
  readonly head: string | null;
  readonly bytes: Buffer | null;
}

/** The snapshot of one run: fetched before it is read, committed after it was written. */
export interface SnapshotInGit {
  /** Puts the branch's snapshot in the place of whatever the working folder has. */
  fetch(file: string): Promise<void>;
  /** The commit of what the run wrote; null when it wrote nothing new. */
  commit(file: string, message: { readonly headline: string; readonly body: string }): Promise<string | null>;
}

/** Commits that others may come first with, until we give up. */
const MOST_TRIES = 5;
/** Milliseconds, times the try. */
const PAUSE = 400;

const same = (a: Buffer | null, b: Buffer | null): boolean =>
  a === null || b === null ? a === b : a.equals(b);

async function snapshotAtTip({ github, branch }: SnapshotBranch, file: string): Promise<Fetched> {
  const head = await github.branchTip(branch);
  return { head, bytes: head === null ? null : await github.file(head, file) };
}

function refuse(result: Exclude<Committed, { status: 'committed' }>, branch: string): never {
  const why = result.status === 'refused' ? result.why : `${branch} kept moving`;
  throw new Fault(
    'snapshot.not-committed',
    `everything was done, and the snapshot could not be committed to ${branch}: ${why}`,
    'Give the job "contents: write"; where the branch is protected, name another one with the input snapshot-branch. Nothing is lost: the next run finds every object by its marker.',
  );
}

/** The snapshot on its branch, for one run. */
export function snapshotInGit(where: SnapshotBranch): SnapshotInGit {
  let fetched: Fetched = { head: null, bytes: null };
  return {
    async fetch(file) {
      fetched = await snapshotAtTip(where, file);
      if (fetched.bytes === null) return rm(file, { force: true });
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
