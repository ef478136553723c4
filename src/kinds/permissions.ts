import type { Kind } from './kind.ts';

/** What a restricted key needs to read objects of a kind. https://docs.stripe.com/keys/permissions-reference */
export const readPermission = ({ routes }: Kind): string => `${routes.permission}_read`;

/** What it needs to write them. A permission to write is one to read too, as long as both are of one name. */
export const writePermissions = (kind: Kind): readonly string[] => {
  const { writePermission, permission } = kind.routes;
  return writePermission === undefined ? [`${permission}_write`] : [writePermission, readPermission(kind)];
};

/** What it needs to know who subscribes. */
export const SUBSCRIPTIONS = 'subscription_read';

/** The permissions that several kinds need, each once. */
export const permissionsOf = (
  kinds: readonly Kind[],
  of: (kind: Kind) => string | readonly string[],
): readonly string[] => [...new Set(kinds.flatMap(of))];
