import { GithubFailure, isUnknownOutcome } from './failure.ts';
import type { Comment, Github } from './github.ts';

/** The one comment that a pull request shall have under a marker. */
export interface StickyComment {
  readonly number: number;
  /** What the first line of ours starts with, and of nobody else's: `<!-- pricebook:review test `. */
  readonly marker: string;
  /** Starts with the marker. */
  readonly body: string;
  /** What the text is about: the commit at the pull request's head, and the branch it goes to. */
  readonly head: string;
  readonly base: string;
  /** `never`: where there is no comment yet, none is made. */
  readonly create: 'always' | 'never';
}

/** What became of it. */
export type Posted =
  | { readonly status: 'created' | 'updated' | 'kept'; readonly url: string }
  /** There was no comment, and none was to be made. */
  | { readonly status: 'none' }
  /** The pull request moved on, or is closed: this has nothing to say of it any more. Nothing was written. */
  | { readonly status: 'stale' }
  /** The token may not; `why` names the permission. */
  | { readonly status: 'refused'; readonly why: string };

/** What came of a merged pull request, in the one comment that it has under a marker. */
export interface OutcomeComment {
  readonly number: number;
  /** As that of a sticky comment. */
  readonly marker: string;
  /**
   * What our comment is to say, given what it says now (null: there is none); null leaves it as it is. Asked at every
   * look, but never for what this run wrote itself.
   */
  readonly body: (before: string | null) => string | null;
}

/** One comment of ours under a marker. */
interface Wanted extends OutcomeComment {
  readonly github: Github;
  /** Asked just before the first write. */
  readonly hasMovedOn: () => Promise<boolean>;
}

type Sticky = Wanted & { readonly viewer: string };

type Found = readonly [oldest: Comment, ...copies: Comment[]];

/** Ours, oldest first. Whoever else writes our marker stays as he is, and unread. */
async function ours({ github, viewer, number, marker }: Sticky): Promise<Comment[]> {
  const comments = await github.comments(number);
  return comments.filter(({ author, body }) => author === viewer && body.startsWith(marker));
}

/** Writes the text to the oldest and deletes the others. */
async function keep({ github }: Sticky, [oldest, ...copies]: Found, body: string): Promise<Posted> {
  const same = oldest.body === body;
  if (!same) await github.updateComment(oldest.id, body);
  for (const { id } of copies) await github.deleteComment(id);
  return { status: same ? 'kept' : 'updated', url: oldest.url };
}

/** Makes the comment, and yields to one that another run made at the same time, if that is the older one. */
async function create(sticky: Sticky, body: string): Promise<Posted> {
  const { github, number } = sticky;
  const created = await github.createComment(number, body);
  const [oldest = created, ...younger] = await ours(sticky);
  if (oldest.id < created.id) {
    await github.deleteComment(created.id);
    return settle(sticky);
  }
  await keep(sticky, [oldest, ...younger], body);
  return { status: 'created', url: oldest.url };
}

/** One look, and what follows from it. */
async function settle(sticky: Sticky): Promise<Posted> {
  const [oldest, ...copies] = await ours(sticky);
  const body = sticky.body(oldest?.body ?? null);
  if (body === null) return oldest === undefined ? { status: 'none' } : { status: 'kept', url: oldest.url };
  if (oldest?.body === body && copies.length === 0) return { status: 'kept', url: oldest.url };
  if (await sticky.hasMovedOn()) return { status: 'stale' };
  return oldest === undefined ? create(sticky, body) : keep(sticky, [oldest, ...copies], body);
}

const MOST_LOOKS = 4;

/** What a write that failed may have done all the same: a comment that has the text by now is its work. */
const WORK: Readonly<Record<string, 'created' | 'updated'>> = { POST: 'created', PATCH: 'updated' };

/** True when another look shows what to do: nobody knows what became of a write, or its comment is gone. */
const isWorthALook = (failure: GithubFailure): boolean =>
  isUnknownOutcome(failure) || (failure.answer.status === 404 && failure.asked.method === 'PATCH');

/**
 * What became of the one comment, which is there at most once whatever fails and whoever else runs: every write
 * follows a look at all comments, one with an unknown outcome is never repeated without another look, and of several of
 * ours the oldest stays.
 */
async function post(wanted: Wanted): Promise<Posted> {
  let sent: string | null = null;
  const body = (before: string | null): string | null => {
    // What was sent and is there has arrived, whatever the answer was.
    if (before === null || before !== sent) sent = wanted.body(before);
    return sent;
  };
  let done: 'created' | 'updated' | null = null;
  for (let look = 1; ; look += 1) {
    try {
      const posted = await settle({ ...wanted, body, viewer: await wanted.github.viewer() });
      return posted.status === 'kept' && done !== null ? { ...posted, status: done } : posted;
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      if (error.code === 'github.forbidden') {
        return { status: 'refused', why: `${error.message}. ${error.detail}` };
      }
      if (look === MOST_LOOKS || !isWorthALook(error)) throw error;
      done = WORK[error.asked.method] ?? done;
      await wanted.github.pause(error, look);
    }
  }
}

/**
 * What became of the one comment of an open pull request, which is read again just before the first write.
 *
 * @throws {GithubFailure} when GitHub does not answer, or refuses the text (422: more than 65,536 characters).
 */
export function postComment(github: Github, comment: StickyComment): Promise<Posted> {
  const { number, marker, head, base, create: creation } = comment;
  return post({
    github,
    number,
    marker,
    body: (before) => (before === null && creation === 'never' ? null : comment.body),
    hasMovedOn: async () => {
      const now = await github.pullRequest(number);
      return !now.isOpen || now.head !== head || now.base !== base;
    },
  });
}

/**
 * What became of the one comment of a pull request that may be merged by now; it is never `stale`.
 *
 * @throws {GithubFailure} as `postComment`.
 */
export function postOutcome(github: Github, comment: OutcomeComment): Promise<Posted> {
  return post({ github, ...comment, hasMovedOn: () => Promise.resolve(false) });
}
