import type { Github } from '../../github/github.ts';
import { Fault } from '../../model/fault.ts';

/**
 * Refuses, before anything is written to Stripe, a branch that will not take the commit that records it.
 *
 * @throws {Fault} `snapshot.not-committable`, with the rule and the setting.
 */
export async function refuseUncommittable(github: Github, branch: string): Promise<void> {
  const refusal = await github.acceptsCommits(branch);
  if (refusal === null) return;
  const bypass = refusal.takesApps
    ? "Or give the token of a GitHub App as github-token, and put the app on the bypass list: the job's own token can stand on none."
    : 'In a repository that a user owns, no app can be let past it.';
  throw new Fault(
    'snapshot.not-committable',
    `${branch} will not take the commit that records this release: ${refusal.why}`,
    `Nothing was written. Give the snapshot a branch of its own, with "snapshot-branch: pricebook" in every step of Pricebook. ${bypass}`,
  );
}
