import { getOctokit } from '@actions/github';
import { describe, expect, it } from 'vitest';
import { SHOP, fresh, refusalOf } from './support.ts';

const integration = {
  status: 403,
  body: { message: 'Resource not accessible by integration', status: '403' },
};

describe('who asks', () => {
  it('is refused without a token, or with one that does not exist', async () => {
    const { github } = await fresh();
    const { rest } = getOctokit('ghs_unknown', { baseUrl: github.url });
    const refused = await refusalOf(rest.repos.get(SHOP));
    expect(refused).toMatchObject({ status: 401, body: { message: 'Bad credentials', status: '401' } });
    expect((await fetch(`${github.url}/repos/acme/shop`)).status).toBe(401);
  });

  it('is an app with [bot] in its name, which REST does not tell to the app itself', async () => {
    const { client } = await fresh();
    const { rest, graphql } = client();
    expect(await graphql('query { viewer { login } }')).toEqual({ viewer: { login: 'github-actions[bot]' } });
    expect(await refusalOf(rest.users.getAuthenticated())).toMatchObject(integration);
  });

  it('is a person under the same name everywhere', async () => {
    const { client } = await fresh();
    const { rest, graphql } = client({ login: 'octocat' });
    expect(await graphql('{ me: viewer { login } }')).toEqual({ me: { login: 'octocat' } });
    expect((await rest.users.getAuthenticated()).data).toMatchObject({ login: 'octocat', type: 'User' });
  });
});

describe('what a token may read', () => {
  it('is everything of a public repository', async () => {
    const { shop, client } = await fresh();
    shop.commit({ branch: 'feature', parents: [shop.tip()], change: { a: 'a' } });
    const { number } = shop.openPullRequest({ head: 'feature' });
    const { rest } = client();
    expect((await rest.repos.get(SHOP)).data).toMatchObject({
      visibility: 'public',
      permissions: { push: false },
    });
    expect((await rest.pulls.get({ ...SHOP, pull_number: number })).data.title).toBe('Change the prices');
    expect((await rest.issues.listComments({ ...SHOP, issue_number: number })).data).toEqual([]);
  });

  it('of a private repository is what its permissions name, and contents are not found without', async () => {
    const { shop, client } = await fresh({ private: true });
    shop.commit({ branch: 'feature', parents: [shop.tip()], change: { a: 'a' } });
    const pull = { ...SHOP, pull_number: shop.openPullRequest({ head: 'feature' }).number };
    const file = { ...SHOP, path: 'plans/pro.yaml' };
    const nothing = client().rest;
    expect(await refusalOf(nothing.pulls.get(pull))).toMatchObject(integration);
    expect(await refusalOf(nothing.repos.getContent(file))).toMatchObject({ status: 404 });
    const reader = client({ permissions: { contents: 'read', pull_requests: 'read' } }).rest;
    expect((await reader.pulls.get(pull)).status).toBe(200);
    expect((await reader.repos.getContent(file)).status).toBe(200);
  });

  it('is nothing of a private repository that it is not for', async () => {
    const { client } = await fresh({ private: true });
    const { rest } = client({ repositories: ['acme/other'], permissions: { contents: 'write' } });
    expect(await refusalOf(rest.repos.get(SHOP))).toMatchObject({
      status: 404,
      body: { message: 'Not Found' },
    });
  });
});

describe('what a token may write', () => {
  it('is what its permissions name, and the answer says which', async () => {
    const { shop, client } = await fresh();
    const issue_number = shop.openIssue('Drift').number;
    const { rest } = client({ permissions: { contents: 'write', pull_requests: 'write', issues: 'read' } });
    const call = rest.issues.createComment({ ...SHOP, issue_number, body: 'x' });
    expect(await refusalOf(call)).toMatchObject(integration);
    const { headers } = await call.catch((error: { response: { headers: object } }) => error.response);
    expect(headers).toMatchObject({ 'x-accepted-github-permissions': 'issues=write' });
  });

  it.each(['pull_requests', 'issues'] as const)(
    'on a pull request is comments, with %s: write',
    async (name) => {
      const { shop, client } = await fresh();
      shop.commit({ branch: 'feature', parents: [shop.tip()], change: { a: 'a' } });
      const issue_number = shop.openPullRequest({ head: 'feature' }).number;
      const { rest } = client({ permissions: { [name]: 'write' } });
      const { status, data } = await rest.issues.createComment({ ...SHOP, issue_number, body: 'x' });
      expect({ status, login: data.user?.login, type: data.user?.type }).toEqual({
        status: 201,
        login: 'github-actions[bot]',
        type: 'Bot',
      });
    },
  );
});

describe('the limits', () => {
  it('are told with every answer', async () => {
    const { client } = await fresh({ limits: { requests: 60 } });
    const { headers } = await client().rest.repos.get(SHOP);
    expect(headers).toMatchObject({
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': '59',
      'x-ratelimit-used': '1',
      'x-ratelimit-resource': 'core',
    });
    expect(headers['x-github-request-id']).toMatch(/^[0-9A-F]{4}(:[0-9A-F]+){3}$/);
  });

  it('refuse a token that has used them up, and no other', async () => {
    const { client } = await fresh({ limits: { requests: 2 } });
    const { rest } = client();
    await rest.repos.get(SHOP);
    await rest.repos.get(SHOP);
    const refused = await refusalOf(rest.repos.get(SHOP));
    expect(refused).toMatchObject({
      status: 403,
      message: expect.stringMatching(/^API rate limit exceeded/),
    });
    expect((await client().rest.repos.get(SHOP)).status).toBe(200);
  });
});

describe('an Enterprise server', () => {
  it('is spoken to under /api/v3 and /api/graphql', async () => {
    const { github, client } = await fresh({ enterprise: true });
    expect(github.url).toMatch(/\/api\/v3$/);
    expect((await client().rest.repos.get(SHOP)).data.full_name).toBe('acme/shop');
    expect(await client().graphql('{ viewer { login } }')).toEqual({
      viewer: { login: 'github-actions[bot]' },
    });
    expect(github.requests.map(({ path }) => path)).toEqual(['/repos/acme/shop', '/graphql']);
  });
});
