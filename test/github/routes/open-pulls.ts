import { demand } from '../access.ts';
import { type Answer, invalid, notFound, ok, refusal } from '../answer.ts';
import { type Call, type Route, textField } from '../call.ts';
import { between } from '../history.ts';
import { paged, pageOf } from '../paging.ts';
import { driven } from '../repo.ts';
import { pullShape, pullSummaryShape } from '../shapes/pull.ts';
import { type Access, type Pull, now } from '../world.ts';

const LONGEST = 65_536;

/** The login of a job's own token, to which the repository's setting applies. */
const JOB = 'github-actions[bot]';

function allow({ token, repository }: Call, access: Access, docs: string): void {
  demand(token, repository, { any: ['pull_requests'], access, docs });
}

const custom = (message: string, docs: string) =>
  invalid({ resource: 'PullRequest', code: 'custom', message }, docs);

const ownerOf = ({ fullName }: Call['repository']): string => fullName.split('/')[0] ?? '';

/** `owner:branch`; GitHub ignores a filter of another form. */
function isFrom(pull: Pull, filter: string | null): boolean {
  if (filter === null || !filter.includes(':')) return true;
  return `${ownerOf(pull.head.repository)}:${pull.head.ref}` === filter;
}

/** Newest first, and open ones alone, unless asked otherwise: https://docs.github.com/rest/pulls/pulls#list-pull-requests */
function list(call: Call): Answer {
  allow(call, 'read', '/pulls/pulls#list-pull-requests');
  const { world, repository, query } = call;
  const state = query.get('state') ?? 'open';
  const base = query.get('base');
  const found = [...repository.pulls.values()].filter(
    (pull) =>
      (state === 'all' || pull.state === state) &&
      (base === null || pull.base.ref === base) &&
      isFrom(pull, query.get('head')),
  );
  const sign = query.get('direction') === 'asc' ? 1 : -1;
  const all = found.toSorted((a, b) => sign * (a.number - b.number));
  const page = pageOf(world, call, { all });
  return paged({ ...page, items: page.items.map((pull) => pullSummaryShape(pull, repository, world.url)) });
}

/** A field that is a text, within what GitHub takes; undefined where the request does not name it. */
function text(call: Call, field: 'title' | 'body', docs: string): string | undefined {
  if (call.body[field] === undefined || call.body[field] === null) return undefined;
  const value = textField(call, field, 'PullRequest');
  if (value.length <= LONGEST) return value;
  throw custom(`${field} is too long (maximum is ${LONGEST} characters)`, docs);
}

/** From branches of the repository itself: https://docs.github.com/rest/pulls/pulls#create-a-pull-request */
function create(call: Call): Answer {
  const docs = '/pulls/pulls#create-a-pull-request';
  allow(call, 'write', docs);
  const { world, token, repository } = call;
  if (token.login === JOB && !repository.jobsOpenPulls) {
    throw refusal(403, 'GitHub Actions is not permitted to create or approve pull requests.', docs);
  }
  const [head, base] = [textField(call, 'head', 'PullRequest'), textField(call, 'base', 'PullRequest')];
  const title = text(call, 'title', docs) ?? textField(call, 'title', 'PullRequest');
  const body = text(call, 'body', docs) ?? null;
  const [tip, onto] = [repository.branches.get(head), repository.branches.get(base)];
  for (const [field, found] of [
    ['head', tip],
    ['base', onto],
  ] as const) {
    if (found === undefined) throw invalid({ resource: 'PullRequest', field, code: 'invalid' }, docs);
  }
  const open = [...repository.pulls.values()].filter(({ state }) => state === 'open');
  if (
    open.some(
      (pull) => pull.head.repository === repository && pull.head.ref === head && pull.base.ref === base,
    )
  ) {
    throw custom(`A pull request already exists for ${ownerOf(repository)}:${head}.`, docs);
  }
  if (between(repository.objects, onto!, tip!).length === 0) {
    throw custom(`No commits between ${base} and ${head}`, docs);
  }
  const pull = driven(world, repository).openPullRequest({ head, base, title, body, author: token.login });
  const answer = pullShape(pull, repository, world.url);
  return { status: 201, headers: { location: answer.url }, body: answer };
}

/** Whether GitHub opens a closed one again: neither merged nor without what it was about. */
function canOpen({ head, merged }: Pull): boolean {
  return merged === null && head.repository.branches.get(head.ref) === head.sha;
}

/** https://docs.github.com/rest/pulls/pulls#update-a-pull-request */
function update(call: Call): Answer {
  const docs = '/pulls/pulls#update-a-pull-request';
  allow(call, 'write', docs);
  const { world, repository, params, body } = call;
  const pull = repository.pulls.get(Number(params.number));
  if (pull === undefined) throw notFound(docs);
  const [title, said] = [text(call, 'title', docs), text(call, 'body', docs)];
  const { state = pull.state } = body;
  if (state === 'open' && pull.state === 'closed' && !canOpen(pull)) {
    throw invalid(
      { resource: 'PullRequest', code: 'invalid', field: 'state', message: 'state cannot be changed.' },
      docs,
    );
  }
  pull.title = title ?? pull.title;
  pull.body = said ?? pull.body;
  if (state === 'open' || state === 'closed') pull.state = state;
  pull.updated = now(world);
  return ok(pullShape(pull, repository, world.url));
}

/** Lists of pull requests, and how they are opened and changed. */
export const openPullRoutes: readonly Route[] = [
  { method: 'GET', path: '/pulls', handle: list },
  { method: 'POST', path: '/pulls', handle: create },
  { method: 'PATCH', path: '/pulls/:number', handle: update },
];
