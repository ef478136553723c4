/** A request, as people read it and as permissions depend on it. */
export interface Asked {
  readonly method: string;
  /** Without host and query: `/repos/acme/shop/pulls/7`. */
  readonly path: string;
  /** It changes something. Queries of GraphQL are sent by POST and do not. */
  readonly writes: boolean;
}

const CONVERSATION = /\/repos\/[^/]+\/[^/]+\/(?:issues|pulls|commits\/[^/]+\/pulls)(?:\/|$)/;

/**
 * The line that a job's `permissions` must have for a request: `pull-requests: write`. Comments of pull requests are
 * under `/issues/` and want the permission of what they are on.
 * https://docs.github.com/rest/authentication/permissions-required-for-github-apps
 */
export function permissionFor({ path, writes }: Asked): string {
  return `${CONVERSATION.test(path) ? 'pull-requests' : 'contents'}: ${writes ? 'write' : 'read'}`;
}
