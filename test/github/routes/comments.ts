import { demand, isApp } from '../access.ts';
import { type Answer, invalid, notFound, ok } from '../answer.ts';
import { type Call, type Route, textField } from '../call.ts';
import { paged, pageOf } from '../paging.ts';
import { commentShape } from '../shapes/comment.ts';
import { type Access, type Comment, type Issue, nextId, now } from '../world.ts';

/** The longest body of a comment, in characters. */
const LONGEST = 65_536;

/** Whatever is said on a pull request needs either permission, on an issue that of issues. */
function allow({ token, repository }: Call, issue: Issue, need: { access: Access; docs: string }): void {
  demand(token, repository, { any: 'head' in issue ? ['issues', 'pull_requests'] : ['issues'], ...need });
}

function issueOf(call: Call, need: { access: Access; docs: string }): Issue {
  const number = Number(call.params.number);
  const issue = call.repository.pulls.get(number) ?? call.repository.issues.get(number);
  if (issue === undefined) throw notFound(need.docs);
  allow(call, issue, need);
  return issue;
}

function commentOf({ repository, params }: Call, docs: string): { issue: Issue; comment: Comment } {
  for (const issue of [...repository.pulls.values(), ...repository.issues.values()]) {
    const comment = issue.comments.find(({ id }) => id === Number(params.comment));
    if (comment !== undefined) return { issue, comment };
  }
  throw notFound(docs);
}

function bodyOf(call: Call, docs: string): string {
  const resource = 'IssueComment';
  const body = textField(call, 'body', resource);
  if (body.trim() === '') {
    throw invalid({ resource, code: 'unprocessable', field: 'data', message: 'Body cannot be blank' }, docs);
  }
  // Counted as clients count, in UTF-16 units: never more than GitHub takes.
  if (body.length <= LONGEST) return body;
  const message = `Body is too long (maximum is ${LONGEST} characters)`;
  throw invalid({ resource, code: 'unprocessable', field: 'data', message }, docs);
}

const shape = ({ repository, world }: Call, issue: Issue, comment: Comment) =>
  commentShape(comment, issue, { repository, api: world.url });

function list(call: Call): Answer {
  const issue = issueOf(call, { access: 'read', docs: '/issues/comments#list-issue-comments' });
  const page = pageOf(call.world, call, { all: issue.comments });
  return paged({ ...page, items: page.items.map((comment) => shape(call, issue, comment)) });
}

function create(call: Call): Answer {
  const docs = '/issues/comments#create-an-issue-comment';
  const issue = issueOf(call, { access: 'write', docs });
  const body = bodyOf(call, docs);
  const created = now(call.world);
  const author = call.token.login;
  const comment: Comment = { id: nextId(call.world), author, created, updated: created, body };
  issue.comments.push(comment);
  const answer = shape(call, issue, comment);
  return { status: 201, headers: { location: answer.url }, body: answer };
}

function one(call: Call): Answer {
  const docs = '/issues/comments#get-an-issue-comment';
  const { issue, comment } = commentOf(call, docs);
  allow(call, issue, { access: 'read', docs });
  return ok(shape(call, issue, comment));
}

/** People may change what they wrote themselves; an app, and whoever changes another's words, needs to write. */
function changeable(call: Call, docs: string): { issue: Issue; comment: Comment } {
  const found = commentOf(call, docs);
  const own = found.comment.author === call.token.login && !isApp(call.token);
  allow(call, found.issue, { access: own ? 'read' : 'write', docs });
  return found;
}

function update(call: Call): Answer {
  const docs = '/issues/comments#update-an-issue-comment';
  const { issue, comment } = changeable(call, docs);
  comment.body = bodyOf(call, docs);
  comment.updated = now(call.world);
  return ok(shape(call, issue, comment));
}

function remove(call: Call): Answer {
  const { issue, comment } = changeable(call, '/issues/comments#delete-an-issue-comment');
  issue.comments.splice(issue.comments.indexOf(comment), 1);
  return { status: 204, body: undefined };
}

/** https://docs.github.com/rest/issues/comments */
export const commentRoutes: readonly Route[] = [
  { method: 'GET', path: '/issues/:number/comments', handle: list },
  { method: 'POST', path: '/issues/:number/comments', handle: create },
  { method: 'GET', path: '/issues/comments/:comment', handle: one },
  { method: 'PATCH', path: '/issues/comments/:comment', handle: update },
  { method: 'DELETE', path: '/issues/comments/:comment', handle: remove },
];
