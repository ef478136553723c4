import type { Repository } from './open.ts';

/** What a commit did, and whose it is. */
export interface CommitFacts {
  /** The login of whoever GitHub takes for its author; null where it knows none. */
  readonly author: string | null;
  /** GitHub made and signed it: its author is who asked for it, and nobody else. */
  readonly isSignedByGithub: boolean;
  /** Every path that it changed, both of a moved file; null where GitHub does not list them all. */
  readonly paths: readonly string[] | null;
}

/** Files of a commit that GitHub lists, over all pages. */
const MOST_FILES = 3000;

/** The committer of what is committed through GitHub itself. */
const GITHUB = 'web-flow';

/** One page of a commit; every page repeats what is not its files. */
interface CommitPage {
  readonly author: { readonly login?: string } | null;
  readonly committer: { readonly login?: string } | null;
  readonly commit: { readonly verification?: { readonly verified: boolean } };
  readonly files?: readonly { readonly filename: string; readonly previous_filename?: string }[];
}

/** What a commit did against its first parent, and whose it is. https://docs.github.com/rest/commits/commits#get-a-commit */
export async function readCommitFacts({ octokit, at }: Repository, commit: string): Promise<CommitFacts> {
  const asked = { ...at, ref: commit, per_page: 100 };
  const pages = await octokit.paginate(octokit.rest.repos.getCommit, asked, ({ data }) => {
    // Octokit's types take this answer for one of those that it unpacks; it unpacks none of this form.
    const answer: unknown = data;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what GitHub documents of this answer
    return [answer as CommitPage];
  });
  const [first] = pages;
  const files = pages.flatMap((page) => page.files ?? []);
  return {
    author: first?.author?.login ?? null,
    isSignedByGithub: first?.committer?.login === GITHUB && first.commit.verification?.verified === true,
    paths:
      files.length < MOST_FILES
        ? files.flatMap(({ filename, previous_filename: before }) =>
            before === undefined ? [filename] : [filename, before],
          )
        : null,
  };
}
