import { blobId } from '../lib/blob-id.ts';
import { digestOf } from '../lib/digest.ts';
import { JOB } from './accepts.ts';
import type { FileContent } from './github.ts';

/** https://docs.github.com/actions/concepts/security/github_token */
const WAITS = `> [!NOTE]
> This pull request was opened with the token of a job: its checks start only when somebody with write access approves
> their runs, or closes it and opens it again. Give \`github-token\` the token of a GitHub App, and they start by themselves.`;

const markerOf = (branch: string, state: string): string => `<!-- pricebook:proposal ${branch} ${state} -->`;

/** True for the body of a proposal of this branch, whatever it proposes. */
export const isProposalOf = (branch: string, body: string): boolean =>
  body.startsWith(markerOf(branch, '').slice(0, -' -->'.length));

/** The body of a proposal that was withdrawn: it stands for no files any more, so that they may be proposed again. */
export const withdrawnBody = (branch: string, body: string): string =>
  [markerOf(branch, 'withdrawn'), ...body.split('\n').slice(1)].join('\n');

/** The first line of a proposal's body: which branch it is of, and what its files say. */
export function proposalMarker(branch: string, files: readonly FileContent[]): string {
  const said = files.map(({ path, bytes }) => [path, bytes === null ? null : blobId(bytes)]);
  const digest = digestOf(said.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
  return markerOf(branch, digest.slice(0, 16));
}

/** The body of a proposal's pull request; `viewer` is who opens it. */
export function proposalBody(marker: string, text: string, viewer: string): string {
  return [marker, text.trimEnd(), ...(viewer === JOB ? [WAITS] : [])].join('\n\n');
}
