import { describe, expect, it } from 'vitest';
import { type Client, SHOP, fresh, refusalOf } from './support.ts';

const WRITER = { permissions: { issues: 'write' } } as const;

const label = (client: Client, name = 'drift') => client.rest.issues.createLabel({ ...SHOP, name });

describe('issues', () => {
  it('are opened, changed, closed and opened again', async () => {
    const { client } = await fresh();
    const { rest } = client(WRITER);
    await label(client(WRITER));
    const { data, status } = await rest.issues.create({ ...SHOP, title: 'T', body: 'B', labels: ['Drift'] });
    expect(status).toBe(201);
    expect(data).toMatchObject({ state: 'open', state_reason: null, labels: [{ name: 'drift' }] });
    const at = { ...SHOP, issue_number: data.number };
    const close = { ...at, state: 'closed', state_reason: 'not_planned' } as const;
    expect((await rest.issues.update(close)).data).toMatchObject({
      state: 'closed',
      state_reason: 'not_planned',
      title: 'T',
    });
    await rest.issues.update({ ...at, state: 'closed', state_reason: 'completed', title: 'U' });
    expect((await rest.issues.get(at)).data).toMatchObject({ state_reason: 'not_planned', title: 'U' });
    expect((await rest.issues.update({ ...at, state: 'open' })).data.state_reason).toBe('reopened');
    const { data: again } = await rest.issues.update({ ...at, state: 'closed' });
    expect(again).toMatchObject({ state_reason: 'completed', body: 'B' });
  });

  it('go without labels that there are none of, as GitHub does it without a word', async () => {
    const { client } = await fresh();
    const { data } = await client(WRITER).rest.issues.create({ ...SHOP, title: 'T', labels: ['drift'] });
    expect(data.labels).toEqual([]);
  });

  it('are listed by state and label, newest first unless asked, pull requests among them', async () => {
    const { shop, client } = await fresh();
    const { rest, paginate } = client(WRITER);
    await label(client(WRITER));
    shop.openIssues(65, { labels: ['drift'] });
    shop.openIssue('Other');
    shop.openIssue('Closed', { labels: ['drift'] }).state = 'closed';
    shop.commit({ branch: 'feature', parents: [shop.tip()], change: { a: 'a' } });
    const pull = shop.openPullRequest({ head: 'feature' });
    pull.labels = ['drift'];
    const first = await rest.issues.listForRepo({ ...SHOP, labels: 'drift', per_page: 100 });
    expect(first.data).toHaveLength(30);
    expect(first.data[0]).toMatchObject({
      number: pull.number,
      pull_request: { html_url: expect.any(String) },
    });
    expect(first.data[1]).toMatchObject({ title: 'Issue 65 of 65' });
    const ascending = { ...SHOP, labels: 'drift', state: 'all', direction: 'asc' } as const;
    const all = await paginate(rest.issues.listForRepo, ascending);
    expect(all.map(({ number }) => number)).toEqual(
      all.map(({ number }) => number).toSorted((a, b) => a - b),
    );
    expect(all).toHaveLength(67);
  });

  it('are read and written with their own permission', async () => {
    const { shop, client } = await fresh({ private: true });
    const issue_number = shop.openIssue('T').number;
    const { rest } = client({ permissions: { contents: 'write', pull_requests: 'write' } });
    const calls = [
      () => rest.issues.listForRepo(SHOP),
      () => rest.issues.create({ ...SHOP, title: 'T' }),
      () => rest.issues.get({ ...SHOP, issue_number }),
      () => rest.issues.update({ ...SHOP, issue_number, title: 'U' }),
    ];
    for (const call of calls) expect((await refusalOf(call())).status).toBe(403);
  });

  it('may be disabled: 410, while pull requests are still listed', async () => {
    const { shop, client } = await fresh();
    shop.state.hasIssues = false;
    shop.commit({ branch: 'feature', parents: [shop.tip()], change: { a: 'a' } });
    shop.openPullRequest({ head: 'feature' });
    const { rest } = client(WRITER);
    expect((await rest.repos.get(SHOP)).data.has_issues).toBe(false);
    expect((await rest.issues.listForRepo(SHOP)).data).toHaveLength(1);
    expect((await refusalOf(rest.issues.create({ ...SHOP, title: 'T' }))).status).toBe(410);
  });

  it('have a title and a body within limits', async () => {
    const { client } = await fresh();
    const { rest, request } = client(WRITER);
    const title = 'x'.repeat(257);
    expect((await refusalOf(rest.issues.create({ ...SHOP, title }))).status).toBe(422);
    const body = 'x'.repeat(65_537);
    expect((await refusalOf(rest.issues.create({ ...SHOP, title: 'T', body }))).status).toBe(422);
    expect(await refusalOf(request('POST /repos/acme/shop/issues'))).toMatchObject({
      status: 422,
      body: { errors: [{ resource: 'Issue', code: 'missing_field', field: 'title' }] },
    });
  });
});

describe('labels', () => {
  it('are there once, whatever their case', async () => {
    const { client } = await fresh();
    expect((await label(client(WRITER))).status).toBe(201);
    expect(await refusalOf(label(client(WRITER), 'DRIFT'))).toMatchObject({
      status: 422,
      body: { errors: [{ resource: 'Label', code: 'already_exists', field: 'name' }] },
    });
  });

  it('are for whoever may write issues or pull requests', async () => {
    const { client } = await fresh();
    expect((await refusalOf(label(client({ permissions: { issues: 'read' } })))).status).toBe(403);
    expect((await label(client({ permissions: { pull_requests: 'write' } }))).status).toBe(201);
  });
});
