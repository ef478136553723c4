/** One environment of Pricebook, and the names that its workflows use for it. */
export interface Target {
  readonly name: 'test' | 'live';
  /** The repository's secret that holds its reading key. */
  readonly readSecret: string;
}

/** Everything that the files depend on. Each name fits into YAML and into a path as it is. */
export interface Setup {
  readonly defaultBranch: string;
  /** The branch that the snapshot is committed to; null for the default branch. */
  readonly snapshotBranch: string | null;
  /** In the order in which they are released. */
  readonly targets: readonly [Target, ...Target[]];
  readonly plans: string;
  readonly config: string;
  readonly action: ActionReference;
  /** Where workflows may say `queue: max`: https://docs.github.com/actions/reference/workflows-and-actions/concurrency */
  readonly canQueue: boolean;
}

/** How a workflow names the action: `repository@ref`. */
export interface ActionReference {
  readonly repository: string;
  readonly ref: string;
}

/** What stands for the action until somebody says where theirs is. */
export const DEFAULT_ACTION: ActionReference = { repository: 'OWNER/pricebook', ref: 'v0' };

/** The branch of its own for snapshots, where nobody named another. */
export const SNAPSHOT_BRANCH = 'pricebook';

/** The secret of an environment on GitHub that holds the writing key, under the same name in each of them. */
export const WRITE_SECRET = 'STRIPE_WRITE_KEY';

const TEST: Target = { name: 'test', readSecret: 'STRIPE_READ_KEY' };
const LIVE: Target = { name: 'live', readSecret: 'STRIPE_READ_KEY_LIVE' };

/** The targets of a repository: always test, and live after it where it is wanted. */
export function targetsOf(live: 'with live' | 'test alone'): readonly [Target, ...Target[]] {
  return live === 'with live' ? [TEST, LIVE] : [TEST];
}

/** The environment on GitHub that keeps the writing key. */
export const githubEnvironment = ({ name }: Target): string => `stripe-${name}`;

/** Where editors find a schema, of the same version as the action. */
export const schemaUrl = ({ action: { repository, ref } }: Setup, name: 'manifest' | 'config'): string =>
  `https://raw.githubusercontent.com/${repository}/${ref}/schemas/${name}.schema.json`;
