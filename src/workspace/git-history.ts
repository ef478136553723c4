import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Distance } from '../model/status.ts';

/** Manifests as `isManifest` knows them, and no snapshot: one is committed after every release. */
const MANIFESTS = [':(glob)**/*.yaml', ':(glob)**/*.yml', ':(exclude,glob)**/.*', ':(exclude,glob)**/.*/**'];

/** The whole name of a commit, by SHA-1 or SHA-256: nothing that git would take for an option or a branch. */
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Bytes: names of a million commits. */
const MOST_OUTPUT = 64 * 1024 * 1024;

/** What a repository knows of the commits that made the manifests of a folder what they are. */
export interface GitHistory {
  /** The commit that is checked out; null where git cannot be asked. */
  readonly head: string | null;
  /** From one commit to another, as far as the history that is here tells; null is a commit that nobody noted. */
  readonly distance: (from: string | null, to: string | null) => Distance;
}

/** What git answers in a folder; null where there is no git, no repository, or no answer. Never asks a server. */
function ask(folder: string, ...args: readonly string[]): string | null {
  try {
    return execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: MOST_OUTPUT,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, GIT_NO_LAZY_FETCH: '1' },
    }).trim();
  } catch {
    return null;
  }
}

/**
 * The history of the repository that the folder of the manifests is in.
 *
 * @param config the configuration's file, there or not.
 */
export function openHistory(plans: string, config: string): GitHistory {
  const git = (...args: readonly string[]): string | null => ask(plans, ...args);
  const isThere = (commit: string): boolean =>
    COMMIT.test(commit) && git('rev-parse', '--verify', '--quiet', `${commit}^{commit}`) !== null;
  const isIn = (commit: string, of: string): boolean =>
    git('merge-base', '--is-ancestor', commit, of) !== null;
  const isCut = git('rev-parse', '--is-shallow-repository') === 'true';

  /** Commits of `to` that `from` has not, each compared with its first parent, as a release does. */
  const countBetween = (from: string, to: string): number => {
    const changing = (...paths: readonly string[]): readonly string[] =>
      (git('rev-list', '--first-parent', `${from}..${to}`, '--', ...paths) ?? '').split('\n').filter(Boolean);
    // One at a time: what is left out of the manifests would be left out of the configuration's path too.
    return new Set([...changing(...MANIFESTS), ...changing(`:(literal)${resolve(config)}`)]).size;
  };

  const head = git('rev-parse', '--verify', '--quiet', 'HEAD');
  return {
    head,
    distance: (from, to) => {
      if (from === null) return { known: false, why: 'not-released' };
      if (head === null) return { known: false, why: 'no-git' };
      if (to === null) return { known: false, why: 'not-released' };
      const isKnown = isThere(from) && isThere(to);
      // In a history that is cut off, two commits may have nothing in common although they do.
      if (!isKnown || (isCut && !isIn(from, to) && !isIn(to, from)))
        return { known: false, why: 'not-there' };
      return { known: true, behind: countBetween(from, to), ahead: countBetween(to, from) };
    },
  };
}
