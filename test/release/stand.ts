import { onTestFinished } from 'vitest';
import { releaseWindow, type Window } from '../../src/commands/release/window.ts';
import { connectGithub } from '../../src/github/connect.ts';
import type { Github } from '../../src/github/github.ts';
import type { Repo } from '../github/repo.ts';
import { type GithubOptions, type GithubServer, startGithub } from '../github/server.ts';

export const CONFIG = '.github/pricebook.yaml';

/** The manifest of a plan with one price. */
export const pro = (amount: string): string => `code: pro\nprice: ${amount}\n`;

/** A shop whose default branch holds one plan. */
export interface Stand {
  readonly server: GithubServer;
  readonly repo: Repo;
  readonly github: Github;
  /** The commit that put the plan there. */
  readonly start: string;
  /** Opens a pull request with a commit for each of these changes, from the tip of the default branch. */
  readonly propose: (...changes: readonly Readonly<Record<string, string | null>>[]) => number;
  /** The window of a release of the tip. */
  readonly window: (released: string | null, plans?: string) => Promise<Window>;
  /** Requests since the last time it was asked, without what they ask for. */
  readonly asked: () => string[];
}

/** Starts a shop, and stops it when the test is over. */
export async function stand(options: GithubOptions = {}): Promise<Stand> {
  const server = await startGithub(options);
  onTestFinished(() => server.close());
  const repo = server.repository('acme/shop', { private: true });
  const start = repo.commit({ files: { 'README.md': '# Shop\n', 'plans/pro.yaml': pro('25.00') } });
  const github = connectGithub({
    token: server.token({ permissions: { contents: 'read', pull_requests: 'read' } }),
    repository: 'acme/shop',
    apiUrl: server.url,
  });
  let branches = 0;
  return {
    server,
    repo,
    github,
    start,
    propose(...changes) {
      const branch = `change-${(branches += 1)}`;
      let parent = repo.tip();
      for (const change of changes) parent = repo.commit({ branch, parents: [parent], change });
      return repo.openPullRequest({ head: branch }).number;
    },
    window: (released, plans = 'plans') =>
      releaseWindow(github, { tip: repo.tip(), released, plans, config: CONFIG }),
    asked: () =>
      server.requests
        .splice(0)
        .map(
          ({ method, path, operation }) => `${operation ?? method} ${path.replace('/repos/acme/shop', '')}`,
        ),
  };
}
