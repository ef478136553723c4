import type { Github } from '../../github/github.ts';
import type { ReviewRecord } from '../../model/record.ts';
import { commentMarker, readRecord } from '../../plan/comment-marker.ts';

/** The record in the one comment of ours, about the head that the pull request has now. */
async function recordOf(
  github: Github,
  number: number,
  { environment, viewer }: { readonly environment: string; readonly viewer: string },
): Promise<ReviewRecord | null> {
  const [{ head }, comments] = await Promise.all([github.pullRequest(number), github.comments(number)]);
  const ours = comments.find(
    ({ author, body }) => author === viewer && body.startsWith(commentMarker(environment)),
  );
  const record = ours === undefined ? null : readRecord(ours.body);
  return record?.head === head ? record : null;
}

/** What these pull requests showed, as far as they showed it of their last commit, in comments of this token's own. */
export async function recordsOf(
  github: Github,
  numbers: Iterable<number>,
  environment: string,
): Promise<readonly ReviewRecord[]> {
  const viewer = await github.viewer();
  const records = [...new Set(numbers)].map((number) => recordOf(github, number, { environment, viewer }));
  return (await Promise.all(records)).filter((record) => record !== null);
}
