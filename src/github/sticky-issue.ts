import { GithubFailure, isUnknownOutcome } from './failure.ts';
import type { Github, Issue, Issues } from './github.ts';
import { bodyOf, isBodyOf } from './issue-body.ts';
import { tell } from './issue-news.ts';
import { type Found, type IssueSection, wantedOf } from './issue-wanted.ts';

export type { IssueSection } from './issue-wanted.ts';

/** What became of the issue. */
export type PostedIssue =
  /** `unchanged`: also one that somebody closed while it is still true. */
  | { readonly status: 'opened' | 'reopened' | 'updated' | 'unchanged' | 'closed'; readonly url: string }
  /** There is nothing to tell, and was not before. */
  | { readonly status: 'none' }
  /** The token may not, or the repository has no issues; `why` names the permission or the setting. */
  | { readonly status: 'refused'; readonly why: string };

type Status = 'opened' | 'reopened' | 'updated' | 'closed';

type Sticky = IssueSection & { readonly issues: Issues; readonly viewer: string };

/**
 * Ours: the oldest open one, else the oldest closed one. The oldest, because every run comes to the same one whatever
 * others open meanwhile: what is younger can only be a copy. `created` is what this run opened: lists may lag.
 */
async function find(sticky: Sticky, created: Issue | null): Promise<Found | null> {
  const { issues, label, viewer, environment } = sticky;
  const listed = await issues.labelled(label);
  const isMissing = created !== null && listed.every(({ number }) => number !== created.number);
  const ours = [...listed, ...(isMissing ? [created] : [])].filter(
    ({ author, body }) => author === viewer && isBodyOf(environment, body),
  );
  const kept = ours.find(({ isOpen }) => isOpen) ?? ours[0];
  return kept === undefined ? null : { kept, copies: ours.filter((one) => one.isOpen && one !== kept) };
}

/** What is to be written next, after which another look is due. */
interface Step {
  /** What becomes of the issue by it; null for its copies. */
  readonly status: Status | null;
  /** @returns what it opened. */
  readonly take: () => Promise<Issue | null>;
}

function opening({ issues, environment, section, text, fingerprint, title, label }: Sticky): Step | null {
  if (text === null) return null;
  const body = bodyOf(environment, new Map([[section, { fingerprint, text }]]), section);
  return { status: 'opened', take: () => issues.create({ title, body, label }) };
}

/**
 * The first that is missing; null when nothing is. News comes before the body, so that nothing stays unsaid, and copies
 * close when all that they tell is in the one that stays.
 */
function nextStep(sticky: Sticky, found: Found | null): Step | null {
  if (found === null) return opening(sticky);
  const { issues } = sticky;
  const { kept, copies } = found;
  const wanted = wantedOf(sticky, found);
  if (wanted !== null) {
    const { status, change, news } = wanted;
    const take = async (): Promise<null> => {
      const isKnown =
        news === null || (await tell({ ...sticky, fingerprint: news }, kept.number)) === 'known';
      // After a comment another look is due first: what was read is old by now.
      if (isKnown) await issues.update(kept.number, change);
      return null;
    };
    return { status, take };
  }
  if (copies.length === 0) return null;
  const take = async (): Promise<null> => {
    const body = `This goes on in #${kept.number}: there is one issue for each environment.`;
    for (const { number } of copies) await issues.update(number, { body, state: 'not_planned' });
    return null;
  };
  return { status: null, take };
}

/** How it ended, where nothing is missing any more. */
function posted(
  found: Found | null,
  by: { readonly status: Status | null; readonly created: Issue | null; readonly text: string | null },
): PostedIssue {
  if (found === null) return { status: 'none' };
  const { number, url } = found.kept;
  // What this run opened may have become the copy of one that another opened at the same time.
  if (by.created !== null) return { status: by.created.number === number ? 'opened' : 'updated', url };
  if (by.status !== null) return { status: by.status, url };
  return by.text === null ? { status: 'none' } : { status: 'unchanged', url };
}

const MOST_LOOKS = 8;
const MOST_FAILURES = 4;

/** GitHub does not find one issue or comment: somebody deleted it between a look and a write. */
const isGone = ({ code, asked }: GithubFailure): boolean =>
  code === 'github.not-found' && /\/issues\/(?:comments\/)?\d+/.test(asked.path);

/**
 * What became of the one issue of an environment, of which this is one section. It is opened, or opened again, when
 * there is something to tell, changed in place with a comment for news, and closed when no section has anything. Other
 * sections stay. Whatever fails and whoever else runs: every write follows a look at all issues with the label, one
 * with an unknown outcome is never repeated without another look, and looking ends when nothing is missing.
 *
 * GitHub cannot compare before it writes an issue. Of two jobs that write in the same moment one may lose its section
 * until it runs again; its comment stays.
 *
 * @throws {GithubFailure} when GitHub does not answer; {RangeError} for a text that does not fit into an issue.
 */
export async function postIssue(github: Github, section: IssueSection): Promise<PostedIssue> {
  let status: Status | null = null;
  let created: Issue | null = null;
  let failures = 0;
  for (let look = 1; ; look += 1) {
    try {
      const sticky = { ...section, issues: github.issues, viewer: await github.viewer() };
      const found = await find(sticky, created);
      const step = nextStep(sticky, found);
      if (step === null || look === MOST_LOOKS) return posted(found, { status, created, text: section.text });
      status = step.status ?? status;
      created = (await step.take()) ?? created;
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      failures += 1;
      const mayPass = (isUnknownOutcome(error) || isGone(error)) && failures < MOST_FAILURES;
      if (mayPass) await github.pause(error, failures);
      else if (error.code === 'github.forbidden' || error.code === 'github.not-found') {
        return { status: 'refused', why: `${error.message}. ${error.detail}` };
      } else throw error;
    }
  }
}
