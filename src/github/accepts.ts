import { GithubFailure } from './failure.ts';
import type { CommitRefusal } from './github.ts';
import type { Repository } from './open.ts';
import { askedFor, readRules } from './rules.ts';

/** Of classic protection, what whoever may read is told: https://docs.github.com/graphql/reference/git#refupdaterule */
interface UpdateRule {
  readonly viewerCanPush: boolean;
  /** null where no pull request is asked for. */
  readonly requiredApprovingReviewCount: number | null;
  readonly requiredStatusCheckContexts: readonly string[] | null;
}

interface Facts {
  readonly viewer: { readonly login: string };
  readonly repository: {
    readonly isInOrganization: boolean;
    readonly ref: { readonly refUpdateRule: UpdateRule | null } | null;
  };
}

const FACTS = `query ($owner: String!, $repo: String!, $ref: String!) {
  viewer { login }
  repository(owner: $owner, name: $repo) {
    isInOrganization
    ref(qualifiedName: $ref) {
      refUpdateRule { viewerCanPush requiredApprovingReviewCount requiredStatusCheckContexts }
    }
  }
}`;

/** The login of the job's own token. Classic protection lets apps and people past, but never it. */
export const JOB = 'github-actions[bot]';

/** What classic protection asks of everybody; of who may pass it nothing is told. */
function classicRefusal(rule: UpdateRule | null): string | null {
  if (rule === null) return null;
  if (rule.requiredApprovingReviewCount !== null) return 'asks for a pull request';
  if ((rule.requiredStatusCheckContexts ?? []).length > 0) return 'asks for status checks before the commit';
  return rule.viewerCanPush ? null : 'does not let the job push';
}

/** A ruleset by its name, with its page, where it does not let the token pass; null where it does, or does not say. */
async function refusing({ octokit, at }: Repository, id: number): Promise<string | null> {
  const { data } = await octokit.rest.repos.getRepoRuleset({ ...at, ruleset_id: id });
  const passes = data.current_user_can_bypass;
  // An older server does not say. A right to merge pull requests past the rules is none to commit past them.
  if (passes === undefined || passes === 'always' || passes === 'exempt') return null;
  const page = data._links?.html?.href;
  return `the ruleset "${data.name}"${page === undefined ? '' : ` (${page})`}`;
}

async function rulesetRefusal(
  repository: Repository,
  branch: string,
  state: 'there' | 'new',
): Promise<string | null> {
  const rules = await readRules(repository, branch);
  const asked = new Map<number, string>();
  for (const rule of rules) {
    const what = askedFor(rule, state);
    if (what !== null && rule.ruleset !== null && !asked.has(rule.ruleset)) asked.set(rule.ruleset, what);
  }
  for (const [id, what] of asked) {
    const ruleset = await whatIsShown(() => refusing(repository, id));
    if (ruleset !== null) return `${ruleset} asks for ${what}`;
  }
  return null;
}

/** What GitHub shows to the token; null for what it keeps from it. That it does not answer at all is a failure. */
async function whatIsShown<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    const isHidden =
      error instanceof GithubFailure && ['github.forbidden', 'github.not-found'].includes(error.code);
    if (isHidden) return null;
    throw error;
  }
}

/**
 * Null when a branch takes a commit of the token that comes through no pull request, as far as GitHub tells; or why it
 * does not. Two requests, and one more for each ruleset that asks for what such a commit does not have. What GitHub does
 * not show is no refusal: the commit itself then says it.
 */
export async function acceptsCommits(repository: Repository, branch: string): Promise<CommitRefusal | null> {
  const { octokit, at } = repository;
  const facts = await whatIsShown(() =>
    octokit.graphql<Facts>(FACTS, { ...at, ref: `refs/heads/${branch}` }),
  );
  const state = facts?.repository.ref === null ? 'new' : 'there';
  const byRuleset = await whatIsShown(() => rulesetRefusal(repository, branch, state));
  const rule = facts?.repository.ref?.refUpdateRule ?? null;
  const byClassic = facts?.viewer.login === JOB ? classicRefusal(rule) : null;
  const why = byRuleset ?? (byClassic === null ? null : `its branch protection ${byClassic}`);
  if (why === null) return null;
  return { why, takesApps: facts?.repository.isInOrganization ?? true };
}
