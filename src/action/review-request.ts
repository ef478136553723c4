import type { ReviewRequest } from '../commands/review/request.ts';
import { isRecord, type Json, type JsonRecord } from '../lib/json.ts';
import { Fault } from '../model/fault.ts';
import { isPublic, type Trigger } from './event.ts';
import type { Inputs } from './inputs.ts';
import { githubOf, type Surroundings } from './repository.ts';

const recordIn = (value: Json | undefined): JsonRecord => (isRecord(value) ? value : {});

const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const branchOf = (ref: string): string => ref.replace(/^refs\/heads\//, '');

/** The pull request that a merge group's branch is named for: `gh-readonly-queue/main/pr-12-<commit>`. */
function numberIn(ref: string): number | null {
  const number = /\/pr-(\d+)-[0-9a-f]+$/.exec(ref)?.[1];
  return number === undefined ? null : Number(number);
}

/** What of a request comes from the event alone. */
type Subject = Pick<ReviewRequest, 'of' | 'number' | 'head' | 'baseRef' | 'baseCommit'>;

function subjectOf({ event, payload }: Trigger): Subject | null {
  if (event === 'merge_group') {
    const group = recordIn(payload.merge_group);
    return {
      of: 'group',
      number: numberIn(textIn(group.head_ref)),
      head: textIn(group.head_sha),
      baseRef: branchOf(textIn(group.base_ref)),
      baseCommit: textIn(group.base_sha),
    };
  }
  if (event !== 'pull_request') return null;
  const { number, head, base } = recordIn(payload.pull_request);
  return {
    of: 'pull-request',
    number: typeof number === 'number' ? number : null,
    head: textIn(recordIn(head).sha),
    baseRef: textIn(recordIn(base).ref),
    baseCommit: null,
  };
}

/**
 * What a plan on this event reviews; null where the event is about no pull request.
 *
 * @throws {Fault} `action.no-token` without a token, since the rules that judge are read through GitHub.
 */
export async function reviewRequest(
  trigger: Trigger,
  inputs: Inputs,
  where: Surroundings,
): Promise<ReviewRequest | null> {
  const subject = subjectOf(trigger);
  if (subject === null) return null;
  const github = await githubOf(inputs, where);
  if (github === null) {
    throw new Fault(
      'action.no-token',
      'there is no github-token',
      'Take the input out: its default is the token of the job.',
    );
  }
  const defaultBranch = trigger.defaultBranch ?? subject.baseRef;
  return {
    ...subject,
    github,
    merge: where.env.GITHUB_SHA ?? '',
    defaultBranch,
    snapshotBranch: inputs.snapshotBranch ?? defaultBranch,
    isPublic: isPublic(trigger),
    comment: inputs.comment,
  };
}
