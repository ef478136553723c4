import { commentsOf } from './comments.ts';
import { hasStatus } from './failure.ts';
import type { Issue, IssueChange, Issues } from './github.ts';
import type { Repository } from './open.ts';

/** What is read of an issue as GitHub answers it. */
interface AnsweredIssue {
  readonly number: number;
  readonly html_url: string;
  readonly user: { readonly login: string } | null;
  readonly title: string;
  readonly body?: string | null;
  readonly state: string;
}

/** A deleted account has no login. The web editor ends lines as Windows does. */
const issueOf = ({ number, html_url: url, user, title, body, state }: AnsweredIssue): Issue => ({
  number,
  url,
  author: user?.login ?? '',
  title,
  body: (body ?? '').replaceAll('\r\n', '\n'),
  isOpen: state === 'open',
});

/** https://docs.github.com/rest/issues/issues#list-repository-issues: pull requests are among them. */
async function readLabelled({ octokit, at }: Repository, label: string): Promise<Issue[]> {
  const list = octokit.rest.issues.listForRepo;
  const asked = {
    ...at,
    labels: label,
    state: 'all',
    sort: 'created',
    direction: 'asc',
    per_page: 100,
  } as const;
  const answered = await octokit.paginate(list, asked);
  const issues = answered.filter(({ pull_request: pull }) => pull === undefined).map(issueOf);
  return issues.toSorted((a, b) => a.number - b.number);
}

/** A grey that is readable on light and dark pages. */
const COLOR = '6e7781';

/** Makes a label, whoever made it first. */
async function ensureLabel({ octokit, at }: Repository, name: string): Promise<void> {
  try {
    const description = 'Kept by Pricebook: what needs a look in Stripe';
    await octokit.rest.issues.createLabel({ ...at, name, color: COLOR, description });
  } catch (error) {
    if (!hasStatus(error, 422) || !error.answer.types.includes('already_exists')) throw error;
  }
}

/**
 * The label comes first: a new issue silently goes without a label that does not exist, or that the token may not give,
 * and would not be found again. Whoever may not make labels is refused before there is an issue.
 */
async function createIssue(
  repository: Repository,
  { title, body, label }: { readonly title: string; readonly body: string; readonly label: string },
): Promise<Issue> {
  await ensureLabel(repository, label);
  const { octokit, at } = repository;
  return issueOf((await octokit.rest.issues.create({ ...at, title, body, labels: [label] })).data);
}

/** What a request names to bring an issue into a state. */
function stateFor(state: IssueChange['state']): {
  state?: 'open' | 'closed';
  state_reason?: 'completed' | 'not_planned';
} {
  if (state === undefined) return {};
  return state === 'open' ? { state } : { state: 'closed', state_reason: state };
}

/** https://docs.github.com/rest/issues/issues#update-an-issue */
async function updateIssue(
  { octokit, at }: Repository,
  number: number,
  { state, ...change }: IssueChange,
): Promise<Issue> {
  const asked = { ...at, issue_number: number, ...change, ...stateFor(state) };
  return issueOf((await octokit.rest.issues.update(asked)).data);
}

/** The issues of a repository, over a connection that is about them. */
export function issuesOf(repository: Repository): Issues {
  return {
    ...commentsOf(repository),
    labelled: (label) => readLabelled(repository, label),
    create: (issue) => createIssue(repository, issue),
    update: (number, change) => updateIssue(repository, number, change),
  };
}
