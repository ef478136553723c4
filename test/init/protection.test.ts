import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGithub, type GithubServer } from '../github/server.ts';
import { newRepository, type Ran } from './repository.ts';

let github: GithubServer;

beforeAll(async () => {
  github = await startGithub();
  for (const [name, protection] of [
    ['open', null],
    ['classic', 'classic'],
    ['rules', 'ruleset'],
  ] as const) {
    const repository = github.repository(`acme/${name}`);
    repository.commit({ files: { 'README.md': 'x' }, message: 'Start' });
    if (protection !== null) repository.protect('main', protection);
  }
});

afterAll(() => github.close());

const runIn = (name: string, env: Readonly<Record<string, string>>): Promise<Ran> =>
  newRepository(`https://github.com/acme/${name}.git`).init({}, { env });

const seen = (): Readonly<Record<string, string>> => ({
  GITHUB_API_URL: github.url,
  GH_TOKEN: github.token({ permissions: { contents: 'read' } }),
});

describe('the default branch', () => {
  it.each([
    ['open', null],
    ['classic', 'pricebook'],
    ['rules', 'pricebook'],
  ])('that is %s on GitHub decides about the branch of the snapshot', async (name, branch) => {
    const { json, shown } = await runIn(name, seen());
    expect(json.snapshotBranch).toBe(branch);
    expect(shown).not.toContain('is taken for a branch');
  });

  it('is taken for an open one where GitHub does not say, and that is told', async () => {
    const { json, shown } = await runIn('nowhere', seen());
    expect(json.snapshotBranch).toBeNull();
    expect(shown).toContain('"main" is taken for a branch that the release may commit to');
  });

  it('is not asked about without a token', async () => {
    const before = github.requests.length;
    await runIn('classic', { GITHUB_API_URL: github.url });
    expect(github.requests).toHaveLength(before);
  });

  it('is not asked about where an option says it', async () => {
    const before = github.requests.length;
    const repository = newRepository('https://github.com/acme/open.git');
    expect((await repository.init({ protected: true }, { env: seen() })).json.snapshotBranch).toBe(
      'pricebook',
    );
    expect(github.requests).toHaveLength(before);
  });

  it('is not asked about at a host that only the remote names: it would get the token', async () => {
    const before = github.requests.length;
    const { host } = new URL(github.url);
    const repository = newRepository(`http://${host}/acme/classic.git`);
    const { json } = await repository.init({}, { env: { GH_TOKEN: 'ghp_secret' } });
    expect(json.snapshotBranch).toBeNull();
    expect(github.requests).toHaveLength(before);
  });
});
