import { describe, expect, it } from 'vitest';
import type { Repo } from './repo.ts';
import { type Client, SHOP, fresh, refusalOf } from './support.ts';

const WRITER = { permissions: { pull_requests: 'write' } } as const;

async function withPull(options: Parameters<typeof fresh>[0] = {}) {
  const { github, shop, client } = await fresh(options);
  shop.commit({ branch: 'feature', parents: [shop.tip()], change: { a: 'a' } });
  const { number } = shop.openPullRequest({ head: 'feature' });
  return { github, shop, client, number, at: { ...SHOP, issue_number: number } };
}

const add = async (client: Client, number: number, body: string): Promise<number> =>
  (await client.rest.issues.createComment({ ...SHOP, issue_number: number, body })).data.id;

const bodies = (shop: Repo, number: number): string[] => shop.comments(number).map(({ body }) => body);

describe('comments', () => {
  it('are written, changed and deleted', async () => {
    const { shop, client, number } = await withPull();
    const writer = client(WRITER);
    const id = await add(writer, number, 'first');
    const { data } = await writer.rest.issues.updateComment({ ...SHOP, comment_id: id, body: 'second' });
    expect(data.html_url).toBe(`https://github.com/acme/shop/pull/${number}#issuecomment-${id}`);
    expect(bodies(shop, number)).toEqual(['second']);
    const { status } = await writer.rest.issues.deleteComment({ ...SHOP, comment_id: id });
    expect({ status, left: bodies(shop, number) }).toEqual({ status: 204, left: [] });
    expect(
      await refusalOf(writer.rest.issues.updateComment({ ...SHOP, comment_id: id, body: 'x' })),
    ).toMatchObject({
      status: 404,
    });
  });

  it('of others are changed by whoever may write, and by nobody else', async () => {
    const { shop, client, number } = await withPull();
    const comment_id = shop.addComment(number, 'mine', 'alice');
    const change = (who: Client) => who.rest.issues.updateComment({ ...SHOP, comment_id, body: 'changed' });
    expect((await refusalOf(change(client({ login: 'bob', permissions: {} })))).status).toBe(403);
    expect((await refusalOf(change(client({ permissions: { pull_requests: 'read' } })))).status).toBe(403);
    expect((await change(client({ login: 'alice' }))).status).toBe(200);
    expect((await change(client(WRITER))).data.user?.login).toBe('alice');
  });

  it('hold 65,536 characters and not one more', async () => {
    const { client, number } = await withPull();
    const writer = client(WRITER);
    expect(await add(writer, number, 'x'.repeat(65_536))).toBeGreaterThan(0);
    expect(await refusalOf(add(writer, number, 'x'.repeat(65_537)))).toMatchObject({
      status: 422,
      body: {
        message: 'Validation Failed',
        errors: [
          {
            resource: 'IssueComment',
            code: 'unprocessable',
            field: 'data',
            message: 'Body is too long (maximum is 65536 characters)',
          },
        ],
      },
    });
  });

  it('are not empty', async () => {
    const { client, at } = await withPull();
    const { rest, request } = client(WRITER);
    expect((await refusalOf(rest.issues.createComment({ ...at, body: ' \n' }))).status).toBe(422);
    expect((await refusalOf(request('POST /repos/acme/shop/issues/1/comments'))).status).toBe(422);
  });
});

describe('pages', () => {
  it('hold 30 comments whatever is asked for, so that only their links lead to all', async () => {
    const { github, shop, client, number, at } = await withPull();
    shop.addComments(number, 250, 'alice');
    const { rest, paginate } = client(WRITER);
    const first = await rest.issues.listComments({ ...at, per_page: 100 });
    expect(first.data.length).toBe(30);
    expect(first.headers.link).toBe(
      [
        [2, 'next'],
        [9, 'last'],
      ]
        .map(([to, rel]) => {
          const path = `repositories/${shop.state.id}/issues/${number}/comments`;
          return `<${github.url}/${path}?per_page=100&page=${to}>; rel="${rel}"`;
        })
        .join(', '),
    );
    const all = await paginate(rest.issues.listComments, { ...at, per_page: 100 });
    expect(all.map(({ body }) => body)).toEqual(bodies(shop, number));
    expect(new Set(github.requests.map(({ path }) => path))).toEqual(
      new Set([`/repos/acme/shop/issues/${number}/comments`]),
    );
  });

  it('hold 100 at most where a test wants GitHub’s own size, and 30 unless asked', async () => {
    const { shop, client, number, at } = await withPull({ limits: { pageSize: 100 } });
    shop.addComments(number, 101);
    const { rest } = client(WRITER);
    expect((await rest.issues.listComments({ ...at, per_page: 1000 })).data.length).toBe(100);
    expect((await rest.issues.listComments(at)).data.length).toBe(30);
    expect((await rest.issues.listComments({ ...at, per_page: 100, page: 2 })).data.length).toBe(1);
    expect((await rest.issues.listComments({ ...at, per_page: 100, page: 3 })).data.length).toBe(0);
  });
});
