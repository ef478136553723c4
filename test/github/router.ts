import type { Route } from './call.ts';
import { commentRoutes } from './routes/comments.ts';
import { commitRoutes } from './routes/commits.ts';
import { contentRoutes } from './routes/contents.ts';
import { environmentRoutes } from './routes/environments.ts';
import { gitDataRoutes } from './routes/git-data.ts';
import { issueRoutes } from './routes/issues.ts';
import { labelRoutes } from './routes/labels.ts';
import { protectionRoutes } from './routes/protection.ts';
import { openPullRoutes } from './routes/open-pulls.ts';
import { pullRoutes } from './routes/pulls.ts';
import { repositoryRoutes } from './routes/repository.ts';
import { treeRoutes } from './routes/trees.ts';

/** The path of a route below `/repos/owner/name`, as an expression. */
const compiled = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/:(\w+)\+/g, '(?<$1>.+)').replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`);

const ROUTES = [
  ...openPullRoutes,
  ...pullRoutes,
  ...commentRoutes,
  ...issueRoutes,
  ...labelRoutes,
  // A branch's name may hold slashes: its protection is looked for first.
  ...protectionRoutes,
  ...repositoryRoutes,
  ...environmentRoutes,
  ...commitRoutes,
  ...treeRoutes,
  ...contentRoutes,
  ...gitDataRoutes,
].map((route) => ({ route, pattern: compiled(route.path) }));

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not percent-encoded at all
  }
};

/** The route for a method and a path below the repository, with the values of its names. */
export function routeFor(
  method: string,
  below: string,
): { readonly route: Route; readonly params: Readonly<Record<string, string>> } | undefined {
  for (const { route, pattern } of ROUTES) {
    const found = route.method === method ? pattern.exec(below) : null;
    if (found === null) continue;
    const params = Object.entries(found.groups ?? {}).map(([name, value]) => [name, decoded(value)]);
    return { route, params: Object.fromEntries(params) };
  }
  return undefined;
}
