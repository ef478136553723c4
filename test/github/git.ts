import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { commitBytes, type Objects, treeBytes } from './objects.ts';
import { moveBranch, removeBranch } from './pulls.ts';
import { receive } from './receive.ts';
import type { Repo } from './repo.ts';

/** A person's clone. What is committed there is committed by git, and known to the server when it is pushed. */
export interface Clone {
  readonly folder: string;
  /** Runs git there and answers what it prints. Fails the test where git does. */
  git(...args: readonly string[]): string;
  write(path: string, content: string): void;
  /** Commits everything that was written and returns the id. */
  commit(message: string): string;
  /** Pushes as git does; `refused` is what it says where the server does not take it. */
  push(...args: readonly string[]): { readonly refused: string | null };
}

/** A repository of the server as a bare one of git. */
export interface GitRepository {
  readonly folder: string;
  /** Puts one commit into a folder, as actions/checkout does: an own repository with nothing but that commit. */
  checkOut(folder: string, commit: string): void;
  clone(): Clone;
  /** What `git fsck --strict` has to say; empty is good. */
  fsck(): string;
  close(): void;
}

const ENV = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
};

/** Runs git without anybody's configuration. */
const gitIn = (folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string =>
  execFileSync('git', args, { cwd: folder, env: { ...ENV, ...env }, encoding: 'utf8', stdio: 'pipe' }).trim();

/** As GitHub refuses a push to a protected branch; whoever pushes is nobody that may pass. */
const HOOK = `#!/bin/sh
if grep -qxF "$1" protected; then
  echo "GH006: Protected branch update failed for $1." >&2
  exit 1
fi
`;

/** Stores what is new, as loose objects: the bytes are the server's, so the ids are proved by git itself. */
function storeLoose(folder: string, objects: Objects, stored: Set<string>): void {
  const put = (id: string, type: string, bytes: () => Buffer): void => {
    if (stored.has(id)) return;
    stored.add(id);
    const path = join(folder, 'objects', id.slice(0, 2), id.slice(2));
    if (existsSync(path)) return;
    mkdirSync(dirname(path), { recursive: true });
    const body = bytes();
    writeFileSync(
      path,
      deflateSync(Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]), { level: 1 }),
    );
  };
  for (const [id, bytes] of objects.blobs) put(id, 'blob', () => bytes);
  for (const [id, entries] of objects.trees) put(id, 'tree', () => treeBytes(entries));
  for (const [id, commit] of objects.commits) put(id, 'commit', () => commitBytes(commit));
}

/** Makes a bare repository of a repository of the server, and keeps the two the same. */
export function openGit({ world, state }: Repo): GitRepository {
  const parent = mkdtempSync(join(tmpdir(), 'pricebook-git-'));
  const folder = join(parent, 'shop.git');
  gitIn(parent, ['init', '--quiet', '--bare', `--initial-branch=${state.defaultBranch}`, folder]);
  // GitHub gives every commit by its id, those of no branch too.
  gitIn(folder, ['config', 'uploadpack.allowAnySHA1InWant', 'true']);
  writeFileSync(join(folder, 'hooks/update'), HOOK, { mode: 0o755 });
  const stored = new Set<string>();
  let clones = 0;

  const sync = (): void => {
    storeLoose(folder, state.objects, stored);
    const refs = [...state.branches].map(([name, id]) => `${id} refs/heads/${name}\n`);
    rmSync(join(folder, 'refs/heads'), { recursive: true, force: true });
    mkdirSync(join(folder, 'refs/heads'));
    writeFileSync(join(folder, 'packed-refs'), refs.join(''));
    writeFileSync(
      join(folder, 'protected'),
      [...state.protections.keys()].map((name) => `refs/heads/${name}\n`).join(''),
    );
  };

  const clone = (): Clone => {
    sync();
    const at = join(parent, `clone-${(clones += 1)}`);
    gitIn(parent, ['clone', '--quiet', folder, at]);
    for (const [name, value] of [
      ['user.name', 'octocat'],
      ['user.email', 'octocat@users.noreply.github.com'],
    ] as const)
      gitIn(at, ['config', name, value]);
    // The server's clock, and its one time zone.
    const git = (...args: readonly string[]): string => {
      const date = `${(world.clock += 60)} +0000`;
      return gitIn(at, args, { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date });
    };
    return {
      folder: at,
      git,
      write(path, content) {
        mkdirSync(dirname(join(at, path)), { recursive: true });
        writeFileSync(join(at, path), content);
      },
      commit(message) {
        git('add', '--all');
        git('commit', '--quiet', '--message', message);
        return git('rev-parse', 'HEAD');
      },
      push(...args) {
        sync();
        const { status, stderr } = spawnSync(
          'git',
          ['push', ...(args.length === 0 ? ['origin', 'HEAD'] : args)],
          {
            cwd: at,
            env: ENV,
            encoding: 'utf8',
          },
        );
        if (status !== 0) return { refused: stderr };
        const { moved, gone } = receive(state, (...asked) =>
          execFileSync('git', asked[0], { cwd: folder, env: ENV, input: asked[1] ?? '', maxBuffer: 1 << 28 }),
        );
        for (const to of moved) moveBranch(world, state, to);
        for (const branch of gone) removeBranch(world, state, branch);
        return { refused: null };
      },
    };
  };

  return {
    folder,
    clone,
    checkOut(at, commit) {
      sync();
      gitIn(at, ['init', '--quiet', '--template=']);
      gitIn(at, ['fetch', '--quiet', '--no-tags', '--no-auto-maintenance', '--depth=1', folder, commit]);
      gitIn(at, ['checkout', '--quiet', '--force', '--detach', 'FETCH_HEAD']);
    },
    fsck() {
      sync();
      const { stdout, stderr } = spawnSync(
        'git',
        ['fsck', '--strict', '--full', '--no-dangling', '--no-progress'],
        { cwd: folder, env: ENV, encoding: 'utf8' },
      );
      return `${stdout}${stderr}`.trim();
    },
    close: () => rmSync(parent, { recursive: true, force: true }),
  };
}
