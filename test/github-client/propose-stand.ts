import type { Github } from '../../src/github/github.ts';
import { type Proposal, type Proposed, propose } from '../../src/github/propose.ts';
import type { TokenOptions } from '../github/server.ts';
import type { Pull } from '../github/world.ts';
import { stand, type Stand } from './stand.ts';

export const BRANCH = 'pricebook/accept-live';

/** The job's permissions for what opens pull requests. */
export const PROPOSER: TokenOptions = { permissions: { contents: 'write', pull_requests: 'write' } };

/** A stand whose base has three manifests. */
export async function shop(options: Parameters<typeof stand>[0] = {}): Promise<Stand> {
  const at = await stand(options);
  at.repo.commit({ change: { 'plans/old.yaml': 'code: old\n', 'plans/team.yaml': 'code: team\n' } });
  return at;
}

/** A file with this text; null removes it. */
export const file = (name: string, text: string | null): Proposal['files'][number] => ({
  path: `plans/${name}.yaml`,
  bytes: text === null ? null : Buffer.from(text),
});

/** What of Stripe is accepted: a price, and what else the test says. */
export const accepting = (at: Stand, given: Partial<Proposal> = {}): Proposal => ({
  branch: BRANCH,
  base: 'main',
  baseCommit: at.repo.tip(),
  files: [file('basic', 'code: basic\nprice: 29\n'), file('old', null)],
  title: 'Take over what was changed in Stripe (live)',
  body: '| key | field |\n| --- | --- |\n',
  message: { headline: 'Take over what was changed in Stripe', body: '- price/basic/monthly' },
  ...given,
});

/** The same with another price. */
export const other = (at: Stand, given: Partial<Proposal> = {}): Proposal =>
  accepting(at, { files: [file('basic', 'code: basic\nprice: 31\n')], body: 'Another table.', ...given });

export const put = (at: Stand, proposal: Proposal, github: Github = at.client(PROPOSER)): Promise<Proposed> =>
  propose(github, proposal);

/** The pull requests of the branch, oldest first. */
export const pulls = ({ repo }: Stand): Pull[] =>
  [...repo.state.pulls.values()].filter(({ head }) => head.ref === BRANCH);

/** The one pull request of the branch. */
export function only(at: Stand): Pull {
  const [pull, ...more] = pulls(at);
  if (pull === undefined || more.length > 0)
    throw new Error(`There are ${more.length + 1} of ours, or none.`);
  return pull;
}

/** The commits that the branch has and its base has not, oldest first, as the server keeps them. */
export const commits = async (at: Stand): Promise<readonly string[]> =>
  at.client().commitsBetween('main', BRANCH);

/** Branches of ours, scratch ones too. */
export const branches = ({ repo }: Stand): string[] =>
  [...repo.state.branches.keys()].filter((name) => name.startsWith('pricebook/'));
