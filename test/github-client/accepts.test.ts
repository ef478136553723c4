import { describe, expect, it } from 'vitest';
import type { CommitRefusal } from '../../src/github/github.ts';
import type { Repo } from '../github/repo.ts';
import type { TokenOptions } from '../github/server.ts';
import { rejection, stand, type Stand } from './stand.ts';

const JOB: TokenOptions = { permissions: { contents: 'write' } };
const APP: TokenOptions = { login: 'acme-pricing[bot]', permissions: { contents: 'write' } };

/** Whether GitHub itself takes the commit. */
async function commits({ client, repo }: Stand, token: TokenOptions, branch: string): Promise<boolean> {
  const expectedHead = repo.state.branches.get(branch) ?? null;
  const message = { headline: 'Record', body: '' };
  const bytes = Buffer.from('x');
  const { status } = await client(token)
    .commitFile({ branch, path: 'x.sqlite', bytes, message, expectedHead })
    .catch(() => ({ status: 'failed' }));
  return status === 'committed';
}

const asked = async (
  protect: (repo: Repo) => void,
  { token = JOB, branch = 'main' }: { readonly token?: TokenOptions; readonly branch?: string } = {},
): Promise<{
  readonly refusal: CommitRefusal | null;
  readonly taken: boolean;
  readonly requests: number;
}> => {
  const shop = await stand();
  protect(shop.repo);
  const refusal = await shop.client(token).acceptsCommits(branch);
  const requests = shop.server.requests.length;
  return { refusal, taken: await commits(shop, token, branch), requests };
};

describe('a branch that takes commits', () => {
  it.each<[string, (repo: Repo) => void]>([
    ['has no protection', () => {}],
    [
      'has rules that a commit of ours satisfies',
      (repo) =>
        repo.rule('main', [
          'creation',
          'deletion',
          'non_fast_forward',
          'required_linear_history',
          'required_signatures',
          'copilot_code_review',
        ]),
    ],
    [
      'has rules that are not known here',
      (repo) => repo.rule('main', ['commit_message_pattern', 'moon_phase']),
    ],
    ['has classic protection that asks for nothing', (repo) => repo.restrict('main', {})],
  ])('%s', async (_, protect) => {
    expect(await asked(protect)).toEqual({ refusal: null, taken: true, requests: 2 });
  });

  it('lets this app past its ruleset', async () => {
    const protect = (repo: Repo): void => {
      repo.protect('main', 'ruleset');
      repo.state.bypass.add('acme-pricing[bot]');
    };
    expect(await asked(protect, { token: APP })).toEqual({ refusal: null, taken: true, requests: 3 });
    expect(await asked(protect)).toMatchObject({ refusal: { takesApps: true }, taken: false });
  });

  it('may let this app past its classic protection: nobody is told', async () => {
    const refused = await asked((repo) => repo.protect('main', 'classic'), { token: APP });
    expect(refused).toMatchObject({ refusal: null, taken: false });
    const protect = (repo: Repo): void => {
      repo.protect('main', 'classic');
      repo.state.bypass.add('acme-pricing[bot]');
    };
    expect(await asked(protect, { token: APP })).toMatchObject({ refusal: null, taken: true });
  });

  it('is not there yet', async () => {
    expect(await asked(() => {}, { branch: 'pricebook' })).toMatchObject({ refusal: null, taken: true });
    const protect = (repo: Repo): void => repo.rule('pricebook', ['pull_request', 'update']);
    expect(await asked(protect, { branch: 'pricebook' })).toMatchObject({ refusal: null, taken: true });
  });
});

describe('a branch that takes none', () => {
  it.each([
    ['pull_request', 'a pull request'],
    ['merge_queue', 'the merge queue'],
    ['required_status_checks', 'status checks'],
    ['required_deployments', 'deployments'],
    ['workflows', 'workflows'],
    ['update', 'bypass list'],
  ])('has a rule of the type %s, which is said with its ruleset', async (type, words) => {
    const { refusal, taken, requests } = await asked((repo) => repo.rule('main', ['deletion', type]));
    expect(refusal?.why).toContain('the ruleset "Reviewed" (https://github.com/acme/shop/rules/42) asks for');
    expect(refusal?.why).toContain(words);
    expect(taken).toBe(false);
    expect(requests).toBe(3);
  });

  it.each([
    ['a pull request', { approvals: 0 }],
    ['a pull request', { approvals: 2 }],
    ['status checks', { checks: ['test'] }],
    ['does not let the job push', { open: false }],
  ])('has classic protection: %s', async (words, rules) => {
    const { refusal, taken } = await asked((repo) => repo.restrict('main', rules));
    expect(refusal?.why).toContain('its branch protection');
    expect(refusal?.why).toContain(words);
    expect(taken).toBe(false);
  });

  it('may not be made, because a rule restricts that', async () => {
    const protect = (repo: Repo): void => repo.rule('pricebook', ['creation']);
    const { refusal, taken } = await asked(protect, { branch: 'pricebook' });
    expect(refusal?.why).toContain('to make a branch');
    expect(taken).toBe(false);
  });

  it('may not be made without its checks', async () => {
    const protect = (repo: Repo): void => repo.rule('pricebook', ['required_status_checks']);
    expect((await asked(protect, { branch: 'pricebook' })).refusal?.why).toContain('status checks');
  });

  it('lets nobody past where a user owns the repository', async () => {
    const shop = await stand();
    const repo = shop.server.repository('ada/shop', { owner: 'User' });
    repo.commit({ files: { 'README.md': '# Shop\n' } });
    repo.protect('main', 'ruleset');
    const { connectGithub } = await import('../../src/github/connect.ts');
    const github = connectGithub({
      token: shop.server.token(JOB),
      repository: 'ada/shop',
      apiUrl: shop.server.url,
    });
    expect(await github.acceptsCommits('main')).toMatchObject({ takesApps: false });
  });
});

const words = 'Resource not accessible by integration';
const hidden = { status: 403, body: { message: words, status: '403' } };
const withoutBypass = { status: 200, body: { id: 42, name: 'Reviewed' } };
const withoutField = { status: 200, body: { data: null, errors: [{ type: 'FORBIDDEN', message: words }] } };

describe('what GitHub does not tell', () => {
  it.each([
    ['the rules', { protection: 'ruleset', path: '/repos/acme/shop/rules/branches/main', answer: hidden }],
    ['the ruleset', { protection: 'ruleset', path: '/repos/acme/shop/rulesets/42', answer: hidden }],
    [
      'who may pass it',
      { protection: 'ruleset', path: '/repos/acme/shop/rulesets/42', answer: withoutBypass },
    ],
    ['the protection', { protection: 'classic', path: '/graphql', answer: withoutField }],
  ] as const)('is no refusal: %s', async (_, { protection, path, answer }) => {
    const shop = await stand();
    shop.repo.protect('main', protection);
    shop.server.fail({ path, kind: 'answer', answer });
    expect(await shop.client(JOB).acceptsCommits('main')).toBeNull();
    expect(shop.server.requests.some((request) => request.path === path)).toBe(true);
  });

  it('because it does not answer is an error', async () => {
    const shop = await stand();
    shop.server.fail({ path: '/repos/acme/shop/rules/branches/main', kind: 'error-before', times: 9 });
    expect(await rejection(shop.client(JOB).acceptsCommits('main'))).toMatchObject({ code: 'github.failed' });
  });
});

describe('the history of a path', () => {
  it('has the commits that changed it, newest first, and no others', async () => {
    const { repo, client } = await stand();
    const path = 'plans/snapshot.test.sqlite';
    const made = repo.commit({ change: { [path]: 'one' }, message: 'Make it\n\nWith a body', author: 'ada' });
    repo.commit({ change: { 'README.md': 'busy' } });
    const gone = repo.commit({ change: { [path]: null }, message: 'Remove it' });
    const back = repo.commit({ change: { [path]: 'one' }, message: 'Back' });
    const tip = repo.commit({ change: { 'README.md': 'busy again' } });
    const github = client();
    expect(await github.pathHistory({ commit: tip, path }, 9)).toEqual([
      { id: back, author: 'octocat', headline: 'Back' },
      { id: gone, author: 'octocat', headline: 'Remove it' },
      { id: made, author: 'ada', headline: 'Make it' },
    ]);
    expect(await github.pathHistory({ commit: tip, path }, 1)).toHaveLength(1);
    expect(await github.pathHistory({ commit: gone, path: 'nowhere' }, 9)).toEqual([]);
  });
});
