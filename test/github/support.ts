import { getOctokit } from '@actions/github';
import { afterEach } from 'vitest';
import type { Repo } from './repo.ts';
import { type GithubOptions, type GithubServer, type TokenOptions, startGithub } from './server.ts';

const running: GithubServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** The client that actions use. */
export type Client = ReturnType<typeof getOctokit>;

/** A fresh server with one repository of one commit; closed after the test. */
export async function fresh(
  options: GithubOptions & { readonly private?: boolean } = {},
): Promise<{ github: GithubServer; shop: Repo; client: (token?: TokenOptions) => Client }> {
  const github = await startGithub(options);
  running.push(github);
  const shop = github.repository('acme/shop', { private: options.private ?? false });
  shop.commit({ files: { 'README.md': '# Shop\n', 'plans/pro.yaml': 'code: pro\n' }, message: 'Start' });
  const client = (token: TokenOptions = {}): Client =>
    getOctokit(github.token(token), { baseUrl: github.url, log: SILENT });
  return { github, shop, client };
}

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Where the repository is, for every call. */
export const SHOP = { owner: 'acme', repo: 'shop' } as const;

/** The status and body that a call is refused with; fails the test when it is not. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ status: number; message: string; body: unknown }> {
  try {
    await call;
  } catch (error) {
    const { status, message, response } = error as {
      status: number;
      message: string;
      response?: { data: unknown };
    };
    return { status, message, body: response?.data };
  }
  throw new Error('The call was expected to be refused, and was not.');
}
