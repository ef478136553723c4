import { type Issue, type Repository, type World, nextId, now } from './world.ts';

/** A new issue, or the part of a new pull request that is one. */
export interface IssueInput {
  readonly title: string;
  readonly body?: string | null;
  readonly author?: string;
  /** Labels that the repository does not have are left out. */
  readonly labels?: readonly string[];
}

/** The number of the next pull request or issue. */
const nextNumber = (repository: Repository): number =>
  Math.max(0, ...repository.pulls.keys(), ...repository.issues.keys()) + 1;

/** Those of the names that the repository has, as it writes them: GitHub drops the others without a word. */
export const labelsOf = ({ labels }: Repository, names: readonly string[]): string[] =>
  names.flatMap((name) => labels.get(name.toLowerCase())?.name ?? []);

/** Makes a label. */
export function addLabel(
  world: World,
  repository: Repository,
  {
    name,
    color = 'ededed',
    description = null,
  }: { name: string; color?: string; description?: string | null },
): void {
  repository.labels.set(name.toLowerCase(), { id: nextId(world), name, color, description });
}

/** An issue with the next number, not yet in the repository. */
export function newIssue(world: World, repository: Repository, input: IssueInput): Issue {
  const created = now(world);
  return {
    number: nextNumber(repository),
    author: input.author ?? 'octocat',
    created,
    updated: created,
    comments: [],
    title: input.title,
    body: input.body ?? null,
    state: 'open',
    reason: null,
    labels: labelsOf(repository, input.labels ?? []),
  };
}
