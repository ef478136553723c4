import { execFileSync } from 'node:child_process';
import { Fault } from '../../model/fault.ts';

/** A git repository, as far as its files say. */
export interface Repository {
  /** Its top folder. */
  readonly root: string;
  readonly defaultBranch: string;
  /** Where `origin` is, or null without one. */
  readonly origin: Origin | null;
}

/** A repository on a server. */
export interface Origin {
  /** In lower case: `github.com`. */
  readonly host: string;
  /** `owner/name`. */
  readonly name: string;
  /** True on github.com itself, where the newest workflow syntax is known and the public API is its own. */
  readonly isGithub: boolean;
}

const git = (folder: string, args: readonly string[]): string =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** What git answers, or null where it has no answer: it then exits with another code than 0. */
function ask(folder: string, ...args: readonly string[]): string | null {
  try {
    const answer = git(folder, args);
    return answer === '' ? null : answer;
  } catch {
    return null;
  }
}

/** Host and name out of a remote's address, in any form that git takes; null for another form or a local path. */
function originOf(address: string): Origin | null {
  const match =
    /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?(?<host>[\w.-]+)(?::\d+)?\/(?<name>[\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
      address,
    ) ?? /^(?:[^@/:]+@)?(?<host>[\w.-]{2,}):\/?(?<name>[\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(address);
  const { host, name } = match?.groups ?? {};
  if (host === undefined || name === undefined) return null;
  return { host: host.toLowerCase(), name, isGithub: /^github\.com$/i.test(host) };
}

/**
 * The default branch: what `origin` called it when it was cloned; else, of a repository with one branch at most, the
 * one that is checked out; else what git would call one.
 */
function defaultBranchOf(root: string): string {
  const remote = ask(root, 'symbolic-ref', '--short', 'refs/remotes/origin/HEAD');
  if (remote !== null) return remote.replace(/^origin\//, '');
  const branches = ask(root, 'for-each-ref', '--format=%(refname)', 'refs/heads')?.split('\n') ?? [];
  const head = branches.length > 1 ? null : ask(root, 'symbolic-ref', '--short', 'HEAD');
  return head ?? ask(root, 'config', 'init.defaultBranch') ?? 'main';
}

/**
 * The repository that a folder is in.
 *
 * @throws {Fault} `init.no-repository` where there is none.
 */
export function findRepository(folder: string): Repository {
  const root = ask(folder, 'rev-parse', '--show-toplevel');
  if (root === null) {
    throw new Fault(
      'init.no-repository',
      'this folder is in no git repository',
      'Run it in a clone of the repository whose prices you want to keep, or begin one with "git init". If there is one, "git status" says why git does not take it.',
    );
  }
  const address = ask(root, 'remote', 'get-url', 'origin');
  return {
    root,
    defaultBranch: defaultBranchOf(root),
    origin: address === null ? null : originOf(address),
  };
}
