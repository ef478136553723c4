import { afterEach, describe, expect, it } from 'vitest';
import { addLabel } from '../github/issues.ts';
import { landed, morning, openShop, ours, plan } from './mornings.ts';
import type { Shop } from './shop.ts';

let shop: Shop;
afterEach(async () => shop.close());

/** Sixty issues with our label, of which one looks like ours. */
function crowd(): void {
  const { repo } = shop;
  repo.openIssues(59, { labels: ['pricebook'] });
  repo.openIssue('Copied', { labels: ['pricebook'], body: '<!-- pricebook:issue live -->\n\nMine.' });
}

const rename = async (name: string) => shop.somebody.products.update('pro', { name });

describe('the issue of an environment, among 120 others', () => {
  it('is opened, kept, changed, closed, and opened again', async () => {
    shop = await openShop();
    addLabel(shop.repo.world, shop.repo.state, { name: 'pricebook' });
    crowd();
    expect(await morning(shop)).toMatchObject({ exit: 0, outputs: { drift: 'false' } });
    expect(ours(shop)).toEqual([]);

    await rename('Pro by hand');
    expect(await morning(shop)).toMatchObject({ exit: 0, outputs: { drift: 'true' } });
    const [issue] = ours(shop);
    expect(issue).toMatchObject({ state: 'open', labels: ['pricebook'], comments: [] });
    expect(issue!.body).toContain('`"pro plan"` → `"Pro by hand"`');
    expect(issue!.body).toContain('probably in the Dashboard');

    crowd();
    const { body, updated } = issue!;
    await morning(shop);
    expect(issue).toMatchObject({ state: 'open', body, updated, comments: [] });

    await rename('Pro for all');
    await morning(shop);
    expect(issue!.body).toContain('`"Pro for all"`');
    expect(issue!.comments).toHaveLength(1);

    await rename('pro plan');
    await morning(shop);
    expect(issue).toMatchObject({ state: 'closed', reason: 'completed' });
    expect(issue!.body).not.toContain('Pro for all');
    expect(issue!.comments).toHaveLength(2);
    await morning(shop);
    expect(issue!.comments).toHaveLength(2);

    await rename('Pro for all');
    await morning(shop);
    expect(issue).toMatchObject({ state: 'open', reason: 'reopened' });
    expect(issue!.comments).toHaveLength(3);
    expect(ours(shop)).toEqual([issue]);
    const others = [...shop.repo.state.issues.values()].filter((one) => one !== issue);
    expect(others).toHaveLength(120);
    expect(others.every(({ comments, state }) => comments.length === 0 && state === 'open')).toBe(true);
  });

  it('has a section for releases and one for drift, which go one by one', async () => {
    shop = await openShop();
    const doubled = shop.propose({ 'plans/pro.yaml': plan('pro', '50.00') });
    expect((await landed(shop, doubled)).outputs['failure-reason']).toBe('guard');
    const [issue] = ours(shop);
    expect(issue!.body).toContain('pricebook:section release');

    await shop.somebody.products.update('team', { name: 'Team by hand' });
    const step = await morning(shop);
    expect(issue!.body).toMatch(/pricebook:section release[^]*pricebook:section drift[^]*Team by hand/);
    expect(step.summary).toMatch(/1 change of the manifests not applied yet, the oldest by the commit/);
    expect(issue!.comments).toHaveLength(1);

    const back = shop.propose({ 'plans/pro.yaml': plan('pro', '25.00') });
    expect((await landed(shop, back)).exit).toBe(0);
    expect(issue).toMatchObject({ state: 'open', body: expect.not.stringContaining('section release') });
    expect(issue!.body).toContain('Team by hand');

    await shop.somebody.products.update('team', { name: 'team plan' });
    await morning(shop);
    expect(issue).toMatchObject({ state: 'closed', body: expect.not.stringContaining('section drift') });
    expect(ours(shop)).toEqual([issue]);
  });
});
