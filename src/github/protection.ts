/** The repository and the branch that are asked about. */
export interface ProtectionQuestion {
  readonly token: string;
  /** `https://api.github.com`, or `https://HOST/api/v3` of GitHub Enterprise. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly branch: string;
  readonly signal: AbortSignal;
}

/**
 * Rules that a commit of the release satisfies: it removes nothing, rewrites nothing, and GitHub signs it.
 * https://docs.github.com/rest/repos/rules#get-rules-for-a-branch
 */
const HARMLESS: ReadonlySet<string> = new Set([
  'creation',
  'deletion',
  'non_fast_forward',
  'required_linear_history',
  'required_signatures',
]);

/**
 * Whether a branch refuses a commit that comes through no pull request: by classic protection or by a ruleset. Null
 * when GitHub does not say: no such branch, no access, no connection. A rule that is not known here counts as one
 * that refuses, because a snapshot on a branch of its own is right in either case.
 */
export async function isProtected(question: ProtectionQuestion): Promise<boolean | null> {
  const { getOctokit } = await import('@actions/github');
  const [owner = '', repo = ''] = question.repository.split('/');
  const { rest } = getOctokit(question.token, {
    baseUrl: question.apiUrl,
    request: { signal: question.signal },
    // It would print a failed request, which is an answer here.
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  const where = { owner, repo, branch: question.branch };
  try {
    const branch = await rest.repos.getBranch(where);
    if (branch.data.protected) return true;
    const rules = await rest.repos.getBranchRules({ ...where, per_page: 100 });
    return rules.data.some(({ type }) => !HARMLESS.has(type));
  } catch {
    return null;
  }
}
