import { DEFAULT_PATH } from '../../workspace/config-file.ts';
import type { Io } from '../io.ts';
import { plainName } from './names.ts';
import type { InitOptions } from './options.ts';
import { askGithub } from './protection.ts';
import type { Repository } from './repository.ts';
import { SNAPSHOT_BRANCH, targetsOf, type Setup } from './setup.ts';

/** Asks a question that "yes" answers; null where there is nobody to ask. */
export type Ask = ((question: string) => Promise<boolean>) | null;

/** A setup, and how sure it is about the default branch. */
export interface Choice {
  readonly setup: Setup;
  /** Where it comes from that the default branch is protected, or is not. */
  readonly protection: 'said' | 'detected' | 'assumed';
}

interface Asked {
  readonly repository: Repository;
  readonly io: Io;
  readonly ask: Ask;
}

async function protectionOf(
  options: InitOptions,
  { repository, io, ask }: Asked,
): Promise<{ readonly isProtected: boolean; readonly protection: Choice['protection'] }> {
  if (options.protected !== undefined) return { isProtected: options.protected, protection: 'said' };
  const detected = await askGithub(repository, io);
  if (detected !== null) return { isProtected: detected, protection: 'detected' };
  if (ask === null) return { isProtected: false, protection: 'assumed' };
  const isProtected = await ask(
    `Does "${repository.defaultBranch}" take changes through pull requests alone, so that the snapshot needs a branch of its own?`,
  );
  return { isProtected, protection: 'said' };
}

/** What to write, out of options, what the repository says, and what is answered. */
export async function chooseSetup(options: InitOptions, asked: Asked): Promise<Choice> {
  const { repository, ask } = asked;
  const defaultBranch = plainName('the default branch', repository.defaultBranch);
  const named = options.snapshotBranch;
  const live =
    options.live ||
    (await ask?.('Set up live mode beside test mode now? It can also follow when test works.')) === true;
  const { isProtected, protection } =
    named === undefined
      ? await protectionOf(options, asked)
      : { isProtected: named !== defaultBranch, protection: 'said' as const };
  const setup = {
    defaultBranch,
    snapshotBranch: isProtected ? plainName('the branch', named ?? SNAPSHOT_BRANCH) : null,
    targets: targetsOf(live ? 'with live' : 'test alone'),
    plans: plainName('the folder', options.plans),
    config: plainName('the file', options.config ?? DEFAULT_PATH),
    action: options.action,
    canQueue: repository.origin?.isGithub ?? true,
  };
  return { setup, protection };
}
