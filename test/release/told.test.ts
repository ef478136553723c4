import { describe, expect, it } from 'vitest';
import { plain, SHOP } from './catalog.ts';
import { openShop, type Shop } from './real-git.ts';
import { released } from './released.ts';

/** What the bot's comment of a pull request is about. */
const heading = ({ repo }: Shop, number: number): string | undefined =>
  repo
    .comments(number)
    .find(({ author }) => author === 'github-actions[bot]')
    ?.body.split('\n')[1];

const issues = ({ repo }: Shop): string[] =>
  [...repo.state.issues.values()].map(({ state, body }) => `${state} ${body}`);

describe('a release that fails before it has a plan', () => {
  it('is told on the pull request and in the issue, and so is the one that mends it', async () => {
    const shop = await openShop(SHOP);
    await released(shop, 'approved');
    const number = await shop.merged({ 'plans/team.yaml': plain('team', '99.00') });
    shop.repo.commit({ change: { 'plans/broken.yaml': 'code: [' }, message: 'Break' });
    expect((await shop.release()).exit).toBe(1);
    expect(heading(shop, number)).toMatch(/stopped|not applied/);
    expect(issues(shop)).toEqual([expect.stringMatching(/^open [^]*broken\.yaml/)]);
    shop.repo.commit({ change: { 'plans/broken.yaml': null }, message: 'Mend' });
    await released(shop);
    expect(heading(shop, number)).toMatch(/, applied$/);
    expect(issues(shop)).toEqual([expect.stringMatching(/^closed /)]);
  });
});
