import { posix } from 'node:path';
import { Fault } from '../model/fault.ts';

/** The inputs of action.yml, read once. An input that was left empty is undefined. */
export interface Inputs {
  readonly command: string;
  readonly key: string | undefined;
  readonly environment: string | undefined;
  readonly plans: string;
  readonly config: string | undefined;
  readonly onDrift: 'report' | 'fail' | 'revert' | 'accept';
  readonly token: string | undefined;
  readonly comment: 'always' | 'changes' | 'off';
  /** undefined: the default branch. */
  readonly snapshotBranch: string | undefined;
  /** The digest of a plan to apply although a guard stops it. */
  readonly approve: string | undefined;
}

/**
 * One of the words that an input may be; the first where it is left out.
 *
 * @throws {Fault} `action.bad-input` for any other word.
 */
export function choice<Word extends string>(
  name: string,
  given: string,
  words: readonly [Word, ...Word[]],
): Word {
  if (given === '') return words[0];
  const word = words.find((each) => each === given);
  if (word !== undefined) return word;
  throw new Fault(
    'action.bad-input',
    `${name} is ${JSON.stringify(given)}`,
    `Write ${words.slice(0, -1).join(', ')} or ${words.at(-1)}.`,
  );
}

/**
 * A path as git has it: `plans` for `./plans/`.
 *
 * @throws {Fault} `action.bad-input` for a path that leads out of the repository, or to all of it.
 */
function pathIn(name: string, given: string): string {
  const path = posix.normalize(given).replace(/(?<=.)\/$/, '');
  if (path !== '.' && !path.startsWith('..') && !posix.isAbsolute(path)) return path;
  throw new Fault(
    'action.bad-input',
    `${name} is ${JSON.stringify(given)}`,
    'Write a path below the top of the repository, such as plans or .github/pricebook.yaml.',
  );
}

/** Reads the inputs through `get`, which answers '' for what is not set. */
export function readInputs(get: (name: string) => string): Inputs {
  const optional = (name: string): string | undefined => (get(name) === '' ? undefined : get(name));
  const config = optional('config');
  return {
    command: optional('command') ?? 'auto',
    key: optional('stripe-api-key'),
    environment: optional('environment'),
    plans: pathIn('plans', optional('plans') ?? 'plans'),
    config: config === undefined ? undefined : pathIn('config', config),
    onDrift: choice('on-drift', get('on-drift'), ['report', 'fail', 'revert', 'accept']),
    token: optional('github-token'),
    comment: choice('comment', get('comment'), ['always', 'changes', 'off']),
    snapshotBranch: optional('snapshot-branch'),
    approve: optional('approve'),
  };
}
