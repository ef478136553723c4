import { type FileChange, changedFiles } from '../history.ts';
import type { Commit, Stamp } from '../objects.ts';
import type { Repository } from '../world.ts';
import { isoTime } from './user.ts';

/** A commit as the event of a merge queue names it. */
export const headCommitShape = ({ id, tree, message, author, committer }: Commit) => ({
  id,
  tree_id: tree,
  message,
  timestamp: isoTime(committer.date),
  author: { name: author.name, email: author.email },
  committer: { name: committer.name, email: committer.email },
});

const person = ({ name, email, date }: Stamp) => ({ name, email, date: isoTime(date), username: name });

/** A commit as the event of a push lists it: https://docs.github.com/webhooks/webhook-events-and-payloads#push */
export function pushCommitShape(commit: Commit, { objects, fullName }: Repository) {
  const changes = changedFiles(objects, commit.parents[0], commit.id);
  const paths = (status: FileChange['status']): string[] =>
    changes.filter((change) => change.status === status).map(({ path }) => path);
  return {
    ...headCommitShape(commit),
    distinct: true,
    url: `https://github.com/${fullName}/commit/${commit.id}`,
    author: person(commit.author),
    committer: person(commit.committer),
    added: paths('added'),
    removed: paths('removed'),
    modified: paths('modified'),
  };
}
