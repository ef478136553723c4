import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '../../src/commands/io.ts';
import { newRun, settle, type Result } from '../../src/commands/run.ts';
import { status, type StatusOptions } from '../../src/commands/status.ts';
import type { AppliedState } from '../../src/model/state.ts';
import { writeSnapshot } from '../../src/snapshot/file.ts';

/** What a status came to, with the codes of what went wrong. */
interface Ran extends Result {
  readonly codes: readonly string[];
}

/** A folder with snapshots, and with a git repository around it once somebody asks for one. */
export interface Stand {
  readonly folder: string;
  write(path: string, text: string): void;
  /** Writes the snapshot of an environment. */
  record(environment: string, state: AppliedState): Promise<void>;
  git(...args: readonly string[]): string;
  /** Commits whatever is there and answers the commit. */
  commit(message?: string): string;
  status(options?: Partial<StatusOptions>): Promise<Ran>;
}

const OPTIONS = { json: false, detailedExitcode: false };

/** A folder of its own, which goes with the test. */
export function stand(): Stand {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pricebook-status-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'plans'));
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  return {
    folder,
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    record: async (environment, state) =>
      void (await writeSnapshot(join(folder, `plans/snapshot.${environment}.sqlite`), state)),
    git,
    commit(message = 'a commit') {
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
      return git('rev-parse', 'HEAD');
    },
    async status(options = {}) {
      const io: Io = {
        env: {},
        out: () => {},
        err: () => {},
        confirm: null,
        colour: false,
        now: () => new Date(),
        signal: new AbortController().signal,
        commit: null,
      };
      const run = newRun('status', io);
      const all = { ...OPTIONS, plans: join(folder, 'plans'), ...options };
      const result = await settle(status, all, { io, run });
      const text = result.text.replaceAll(folder, '');
      return { ...result, text, codes: run.diagnostics.map(({ code }) => code) };
    },
  };
}
