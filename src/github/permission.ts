/** What the numbers of a connection are the numbers of: GitHub's paths do not tell one from the other. */
export type Conversation = 'pull-requests' | 'issues';

/** A request, as people read it and as permissions depend on it. */
export interface Asked {
  readonly method: string;
  /** Without host and query: `/repos/acme/shop/pulls/7`. */
  readonly path: string;
  /** It changes something. Queries of GraphQL are sent by POST and do not. */
  readonly writes: boolean;
  readonly about: Conversation;
}

const CONVERSATION = /\/repos\/[^/]+\/[^/]+\/(?:issues|labels|pulls|commits\/[^/]+\/pulls)(?:\/|$)/;

/**
 * The line that a job's `permissions` must have for a request: `pull-requests: write`. Comments of pull requests are
 * under `/issues/` and want the permission of what they are on. Whoever reads an issue here is about to write it: there
 * the line is the one that does for both.
 * https://docs.github.com/rest/authentication/permissions-required-for-github-apps
 */
export function permissionFor({ path, writes, about }: Asked): string {
  if (!CONVERSATION.test(path)) return `contents: ${writes ? 'write' : 'read'}`;
  return `${about}: ${writes || about === 'issues' ? 'write' : 'read'}`;
}
