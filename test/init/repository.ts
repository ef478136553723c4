import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { init } from '../../src/commands/init.ts';
import type { InitOptions } from '../../src/commands/init/options.ts';
import { DEFAULT_ACTION } from '../../src/commands/init/setup.ts';
import type { Io } from '../../src/commands/io.ts';
import { newRun, settle, type Result } from '../../src/commands/run.ts';

const home = process.cwd();
const folders: string[] = [];

afterEach(() => {
  process.chdir(home);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own, removed after the test. */
export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pricebook-init-')));
  folders.push(folder);
  return folder;
}

/** What a run came to, with what it printed and what it asked. */
export interface Ran extends Result {
  /** All that a person sees. */
  readonly shown: string;
  readonly questions: readonly string[];
  /** Codes of what went wrong. */
  readonly codes: readonly string[];
}

/** A run's surroundings; without `answer` there is nobody to ask. */
interface Around {
  readonly env?: Io['env'];
  readonly answer?: (question: string) => boolean;
  readonly below?: string;
}

/** A git repository of its own. */
export interface Repository {
  readonly folder: string;
  git(...args: readonly string[]): void;
  write(path: string, text: string): void;
  read(path: string): string;
  /** Every file but git's own, sorted. */
  files(): readonly string[];
  init(options?: Partial<InitOptions>, around?: Around): Promise<Ran>;
}

const OPTIONS: InitOptions = { plans: 'plans', json: false, yes: false, live: false, action: DEFAULT_ACTION };

/** Runs `init` in a folder as the command line does, with answers instead of a terminal. */
export async function initIn(
  folder: string,
  options: Partial<InitOptions> = {},
  { env = {}, answer, below = '.' }: Around = {},
): Promise<Ran> {
  const questions: string[] = [];
  const texts: string[] = [];
  const io: Io = {
    env,
    out: (text) => void texts.push(text),
    err: (text) => void texts.push(text),
    confirm:
      answer === undefined
        ? null
        : (question) => {
            questions.push(question);
            return Promise.resolve(answer(question));
          },
    colour: false,
    now: () => new Date(),
    signal: new AbortController().signal,
    commit: null,
  };
  process.chdir(join(folder, below));
  const run = newRun('init', io);
  const result = await settle(init, { ...OPTIONS, ...options }, { io, run });
  process.chdir(home);
  const shown = [...texts, result.text].join('');
  return { ...result, shown, questions, codes: run.diagnostics.map(({ code }) => code) };
}

/** A fresh repository whose origin is `acme/shop` on github.com. */
export function newRepository(origin = 'git@github.com:acme/shop.git'): Repository {
  const folder = newFolder();
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: folder,
      stdio: 'ignore',
    });
  git('init', '--initial-branch=main');
  git('remote', 'add', 'origin', origin);
  return {
    folder,
    git,
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    files: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .filter((path) => !path.startsWith('.git/'))
        .toSorted(),
    init: (options, around) => initIn(folder, options, around),
  };
}

/** The workflows that `init` writes. */
export const WORKFLOWS = ['review', 'release', 'drift'].map(
  (name) => `.github/workflows/pricebook-${name}.yml`,
);
