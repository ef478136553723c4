import { demand } from '../access.ts';
import { type Answer, invalid, notFound, ok, refusal } from '../answer.ts';
import { type Call, type Route, textField } from '../call.ts';
import { labelsOf, newIssue } from '../issues.ts';
import { paged, pageOf } from '../paging.ts';
import { issueShape } from '../shapes/issue.ts';
import { type Access, type Issue, type Reason, now } from '../world.ts';

const LONGEST = { title: 256, body: 65_536 } as const;

/** https://docs.github.com/rest/issues/issues#create-an-issue: 410 where issues are disabled. */
function enabled({ repository }: Call, docs: string): void {
  if (!repository.hasIssues) throw refusal(410, 'Issues has been disabled in this repository.', docs);
}

function issueOf(call: Call, need: { access: Access; docs: string }): Issue {
  const { token, repository, params } = call;
  const pull = repository.pulls.get(Number(params.number));
  demand(token, repository, { any: pull === undefined ? ['issues'] : ['issues', 'pull_requests'], ...need });
  if (pull !== undefined) return pull;
  enabled(call, need.docs);
  const issue = repository.issues.get(Number(params.number));
  if (issue === undefined) throw notFound(need.docs);
  return issue;
}

/** A field that is a text, within what GitHub takes; undefined where the request does not name it. */
function text(call: Call, field: keyof typeof LONGEST, docs: string): string | undefined {
  if (call.body[field] === undefined || call.body[field] === null) return undefined;
  const value = textField(call, field, 'Issue');
  if (value.length <= LONGEST[field]) return value;
  const message = `${field} is too long (maximum is ${LONGEST[field]} characters)`;
  throw invalid({ resource: 'Issue', code: 'custom', field, message }, docs);
}

const listed = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

const shape = ({ repository, world }: Call, issue: Issue) => issueShape(issue, repository, world.url);

/** Issues and pull requests; without issues the latter alone. */
function all({ repository, query }: Call): Issue[] {
  const state = query.get('state') ?? 'open';
  const labels = (query.get('labels') ?? '').split(',').filter((name) => name !== '');
  const issues = repository.hasIssues ? [...repository.issues.values()] : [];
  const found = [...repository.pulls.values(), ...issues].filter(
    (issue) =>
      (state === 'all' || issue.state === state) &&
      labels.every((name) => issue.labels.some((one) => one.toLowerCase() === name.toLowerCase())),
  );
  const by = query.get('sort') === 'updated' ? 'updated' : 'created';
  const sign = query.get('direction') === 'asc' ? 1 : -1;
  return found.toSorted((a, b) => sign * (a[by] - b[by] || a.number - b.number));
}

/** https://docs.github.com/rest/issues/issues#list-repository-issues */
function list(call: Call): Answer {
  const docs = '/issues/issues#list-repository-issues';
  demand(call.token, call.repository, { any: ['issues'], access: 'read', docs });
  const page = pageOf(call.world, call, { all: all(call) });
  return paged({ ...page, items: page.items.map((issue) => shape(call, issue)) });
}

function create(call: Call): Answer {
  const { world, token, repository, body } = call;
  const docs = '/issues/issues#create-an-issue';
  demand(token, repository, { any: ['issues'], access: 'write', docs });
  enabled(call, docs);
  const title = text(call, 'title', docs) ?? textField(call, 'title', 'Issue');
  const issue = newIssue(world, repository, {
    title,
    body: text(call, 'body', docs) ?? null,
    author: token.login,
    labels: listed(body.labels),
  });
  repository.issues.set(issue.number, issue);
  const answer = shape(call, issue);
  return { status: 201, headers: { location: answer.url }, body: answer };
}

const one = (call: Call): Answer =>
  ok(shape(call, issueOf(call, { access: 'read', docs: '/issues/issues#get-an-issue' })));

const REASONS: readonly unknown[] = ['completed', 'not_planned', 'duplicate'] satisfies Reason[];

/** The reason is ignored unless the state changes. */
function move(issue: Issue, { state, state_reason: reason }: Call['body']): void {
  if ((state !== 'open' && state !== 'closed') || state === issue.state) return;
  issue.state = state;
  const closed = REASONS.includes(reason) ? (reason as Reason) : 'completed';
  issue.reason = state === 'open' ? 'reopened' : closed;
}

/** https://docs.github.com/rest/issues/issues#update-an-issue */
function update(call: Call): Answer {
  const docs = '/issues/issues#update-an-issue';
  const issue = issueOf(call, { access: 'write', docs });
  const title = text(call, 'title', docs);
  const body = text(call, 'body', docs);
  issue.title = title ?? issue.title;
  issue.body = body ?? issue.body;
  if (call.body.labels !== undefined) issue.labels = labelsOf(call.repository, listed(call.body.labels));
  move(issue, call.body);
  issue.updated = now(call.world);
  return ok(shape(call, issue));
}

/** https://docs.github.com/rest/issues/issues */
export const issueRoutes: readonly Route[] = [
  { method: 'GET', path: '/issues', handle: list },
  { method: 'POST', path: '/issues', handle: create },
  { method: 'GET', path: '/issues/:number', handle: one },
  { method: 'PATCH', path: '/issues/:number', handle: update },
];
