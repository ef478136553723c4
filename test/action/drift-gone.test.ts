import { afterEach, describe, expect, it } from 'vitest';
import { morning, openShop, plan, proposals } from './mornings.ts';
import type { Shop } from './shop.ts';

const PRO = 'plans/pro.yaml';

let shop: Shop;
afterEach(async () => shop.close());

const rename = async (name: string) => shop.somebody.products.update('pro', { name });
const accept = async () => morning(shop, 'accept');

describe('what was proposed, when the drift is gone', () => {
  it.each(['accept', 'revert'])(
    'is closed, and may be proposed again, with on-drift: %s',
    async (onDrift) => {
      shop = await openShop();
      await rename('Pro for all');
      await accept();
      const [pull] = proposals(shop);
      if (onDrift === 'accept') await rename('pro plan');
      const step = await morning(shop, onDrift);
      expect(step).toMatchObject({ exit: 0, outputs: { drift: 'false' } });
      expect(pull).toMatchObject({ state: 'closed', comments: [{ author: 'github-actions[bot]' }] });
      await rename('Pro for all');
      await accept();
      expect(proposals(shop).map(({ state }) => state)).toEqual(['closed', 'open']);
    },
  );

  it('is passed over where GitHub does not show it', async () => {
    shop = await openShop();
    const hidden = { status: 404, body: { message: 'Not Found' } };
    shop.github.fail({ method: 'GET', path: /\/pulls$/, kind: 'answer', answer: hidden });
    const step = await accept();
    expect(step).toMatchObject({ exit: 0, outputs: { drift: 'false', 'failure-reason': '' } });
    expect(step.log).toMatch(/::warning[^\n]*github\.not-found/);
  });

  it('stays where it has somebody’s commit', async () => {
    shop = await openShop();
    await rename('Pro for all');
    await accept();
    const [pull] = proposals(shop);
    shop.push(pull!.number, { [PRO]: plan('pro', '30.00') });
    await rename('pro plan');
    expect((await accept()).exit).toBe(0);
    expect(pull).toMatchObject({ state: 'open', comments: [] });
  });
});
