import type { Issue, IssueChange } from './github.ts';
import { bodyOf, sectionsIn, type Section, type SectionName } from './issue-body.ts';

/** What one job has to tell in the one issue of an environment. */
export interface IssueSection {
  /** In the marker in the body's first line: `<!-- pricebook:issue live -->`. */
  readonly environment: string;
  /** What issues are found by. It is made where the repository has none of this name. */
  readonly label: string;
  /** Of the issue, from the news of this section on to the next news of any. */
  readonly title: string;
  readonly section: SectionName;
  /** Markdown; null when there is nothing to tell any more, and the section goes. */
  readonly text: string | null;
  /** What is told, as a digest, without spaces: while it is the same the body changes in place, and nobody is notified. */
  readonly fingerprint: string;
  /** The comment that says what changed, when the fingerprint did; none where the issue is opened for it. */
  readonly news: string;
}

/** The issue that stays, and open copies of it. */
export interface Found {
  readonly kept: Issue;
  readonly copies: readonly Issue[];
}

/** How an issue is to become what it is not. */
export interface Wanted {
  readonly status: 'reopened' | 'updated' | 'closed';
  readonly change: IssueChange;
  /** The fingerprint of the section from now on, when that is news; null when it is none. */
  readonly news: string | null;
}

/** The fingerprint of a section that has nothing to tell. */
const NONE = 'none';

/** What all tell together: what the one that stays lacks is taken from copies, which jobs opened at the same time. */
function told({ kept, copies }: Found): Map<SectionName, Section> {
  const newestFirst = [kept, ...copies].toReversed();
  return new Map(newestFirst.flatMap(({ body }) => [...sectionsIn(body)]));
}

/**
 * How the issue is to change; null when it is as it shall be.
 *
 * @throws {RangeError} for a text that does not fit into an issue.
 */
export function wantedOf(given: IssueSection, found: Found): Wanted | null {
  const { environment, section, text, title } = given;
  const { kept } = found;
  const sections = told(found);
  const before = sections.get(section)?.fingerprint ?? NONE;
  const after = text === null ? NONE : given.fingerprint;
  if (text === null) sections.delete(section);
  else sections.set(section, { fingerprint: after, text });
  const closes = kept.isOpen && sections.size === 0;
  const isNews = before !== after || closes;
  // A broken body that has nothing of ours is for the other job to mend.
  if (text === null && !isNews) return null;
  const body = bodyOf(environment, sections, section);
  if (!isNews && body === kept.body) return null;
  // Somebody who closed it knows what it told: only something else opens it again.
  const reopens = !kept.isOpen && text !== null && isNews;
  return {
    status: closes ? 'closed' : reopens ? 'reopened' : 'updated',
    change: {
      body,
      ...(text !== null && isNews ? { title } : {}),
      ...(closes ? { state: 'completed' } : reopens ? { state: 'open' } : {}),
    },
    news: isNews ? after : null,
  };
}
