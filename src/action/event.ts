import { readFileSync } from 'node:fs';
import { isRecord, type Json, type JsonRecord } from '../lib/json.ts';
import { Fault } from '../model/fault.ts';

/** What one run of the action does. */
export type Verb = 'validate' | 'plan' | 'apply' | 'drift' | 'import';

/** The event that started the run, as far as decisions need it. */
export interface Trigger {
  readonly event: string;
  readonly ref: string;
  readonly defaultBranch: string | null;
  /** The event as GitHub describes it: https://docs.github.com/webhooks/webhook-events-and-payloads */
  readonly payload: JsonRecord;
}

const VERBS: readonly Verb[] = ['validate', 'plan', 'apply', 'drift', 'import'];

/** Events whose workflows run with the repository's secrets over somebody else's files: never, whatever was asked. */
const REFUSED: ReadonlySet<string> = new Set(['pull_request_target', 'workflow_run']);

/** The trigger that the runner describes: https://docs.github.com/actions/reference/variables-reference */
export function readTrigger(env: Readonly<Record<string, string | undefined>>): Trigger {
  const payload: Json =
    env.GITHUB_EVENT_PATH === undefined ? null : JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
  const event = isRecord(payload) ? payload : {};
  const branch = isRecord(event.repository) ? event.repository.default_branch : null;
  return {
    event: env.GITHUB_EVENT_NAME ?? '',
    ref: env.GITHUB_REF ?? '',
    defaultBranch: typeof branch === 'string' ? branch : null,
    payload: event,
  };
}

/** True where everybody can read what the run says; also where the event does not say whose repository it is. */
export const isPublic = ({ payload: { repository } }: Trigger): boolean =>
  !isRecord(repository) || repository.private !== true;

const isDefaultBranch = ({ ref, defaultBranch }: Trigger): boolean =>
  defaultBranch !== null && ref === `refs/heads/${defaultBranch}`;

function automatic(trigger: Trigger): Verb {
  switch (trigger.event) {
    case 'pull_request':
    case 'merge_group':
      return 'plan';
    case 'push':
      return 'apply';
    case 'schedule':
    case 'workflow_dispatch':
      return 'drift';
    default:
      throw new Fault(
        'action.unknown-event',
        `command: auto does not know the event ${JSON.stringify(trigger.event)}`,
        'Run it on pull_request, merge_group, push, schedule or workflow_dispatch, or name a command.',
      );
  }
}

/**
 * What to do: the command that was named, or the one that fits the event.
 *
 * @throws {Fault} for an unknown event or command, for events that are refused always, and for an apply on any ref
 * but the default branch.
 */
export function verbFor(command: string, trigger: Trigger): Verb {
  if (REFUSED.has(trigger.event)) {
    throw new Fault(
      'action.refused-event',
      `Pricebook does not run on ${trigger.event}`,
      'That event gives the code of a pull request the secrets of the repository. Use pull_request.',
    );
  }
  const named = VERBS.find((verb) => verb === command);
  if (named === undefined && command !== 'auto') {
    throw new Fault(
      'action.unknown-command',
      `there is no command ${JSON.stringify(command)}`,
      `Write one of auto, ${VERBS.join(', ')}.`,
    );
  }
  const verb = named ?? automatic(trigger);
  if (verb === 'apply' && !isDefaultBranch(trigger)) {
    throw new Fault(
      'action.not-default-branch',
      `apply runs on the default branch only, and this is ${JSON.stringify(trigger.ref)}`,
      'Restrict the push trigger to the default branch.',
    );
  }
  return verb;
}

/**
 * Refuses to settle drift from any ref but the default branch.
 *
 * @throws {Fault} `action.not-default-branch`.
 */
export function checkOnDrift(onDrift: string, verb: Verb, trigger: Trigger): void {
  const settles = verb === 'drift' && (onDrift === 'revert' || onDrift === 'accept');
  if (!settles || isDefaultBranch(trigger)) return;
  throw new Fault(
    'action.not-default-branch',
    `on-drift: ${onDrift} runs on the default branch only, and this is ${JSON.stringify(trigger.ref)}`,
    'Start the workflow from the default branch, or write on-drift: report.',
  );
}

/**
 * Refuses an approval that would be passed over, or that nobody gives by hand.
 *
 * @throws {Fault} `action.approve`.
 */
export function checkApproval(approve: string | undefined, verb: Verb, { event }: Trigger): void {
  if (approve === undefined || (verb === 'apply' && event === 'workflow_dispatch')) return;
  throw new Fault(
    'action.approve',
    `approve is for an apply on workflow_dispatch, and this is ${verb} on ${event}`,
    'Start the release workflow by hand, with the digest of the plan that you looked at.',
  );
}
