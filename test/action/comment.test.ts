import { afterEach, describe, expect, it } from 'vitest';
import { newShop, READ_KEY, type Shop } from './shop.ts';
import { SAMPLE, TELLING } from './telling.ts';

let shop: Shop;
afterEach(async () => shop.close());

/** What is another at each run stands as what it is: ids, digests, commits, times. */
const masked = (body: string): string =>
  body
    .replace(/^<!-- .* -->$/m, '<!-- the record -->')
    .replace(/\b(acct|price|prod|mtr(?:_test)?)_[A-Za-z0-9]{10,}/g, '$1_…')
    .replace(/sha256:[0-9a-f]{64}/g, 'sha256:…')
    .replace(/`[0-9a-f]{7,40}`/g, '`commit`')
    .replace(/\d{4}\\?-\d\d\\?-\d\d \d\d:\d\d UTC/g, 'TIME');

const live = { inputs: { 'stripe-api-key': READ_KEY.replace('test', 'live') } };

describe('the comment of dist/action.js reads as its golden text', () => {
  it('for the sample catalog', async () => {
    shop = await newShop({});
    const number = shop.propose(SAMPLE);
    await shop.review(number, 'opened');
    await expect(masked(shop.told(number)[0]!)).toMatchFileSnapshot('golden/sample-catalog.md.txt');
  });

  it.each(Object.entries(TELLING))(
    'for %s',
    async (name, { before, subscribers = {}, unreleased = {}, renamed, change }) => {
      shop = await newShop(before);
      await shop.release('live');
      for (const [lookupKey, quantities] of Object.entries(subscribers))
        await shop.subscribe(lookupKey, quantities);
      if (renamed !== undefined) await shop.somebody.products.update('pro', { name: renamed });
      if (Object.keys(unreleased).length > 0)
        shop.repo.commit({ change: unreleased, message: 'Merged before' });
      const number = shop.propose(change);
      const step = await shop.review(number, 'opened', live);
      expect(step.exit).toBe(0);
      await expect(masked(shop.told(number)[0]!)).toMatchFileSnapshot(`golden/${name}.md.txt`);
    },
  );
});
