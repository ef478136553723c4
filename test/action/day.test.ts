import { afterEach, expect, it } from 'vitest';
import { dispatchEvent } from '../github/payloads.ts';
import { landed, morning, ours, proposals, push, reading, writes } from './mornings.ts';
import { newShop, RELEASE, type Shop } from './shop.ts';

let shop: Shop;
afterEach(async () => shop.close());

/** Writes a comment beside the first line of a manifest that says this. */
const remark = (text: string, line: string): string => text.replace(line, `${line} # agreed with sales`);

it('a team imports its account, releases it, finds what somebody moved, and keeps it', async () => {
  shop = await newShop({});
  const { somebody, repo } = shop;
  const { id } = await somebody.products.create({ name: 'Pro', metadata: { plan_code: 'pro' } });
  const price = { product: id, currency: 'usd', recurring: { interval: 'month' } } as const;
  const monthly = await somebody.prices.create({ ...price, unit_amount: 2500, lookup_key: 'pro_monthly' });
  await somebody.products.update(id, { default_price: monthly.id });
  await shop.subscribe('pro_monthly', [1, 2]);

  // The account comes into the repository, and its release adopts it.
  await shop.runOn(dispatchEvent(repo), { inputs: { ...reading.inputs, command: 'import' }, token: RELEASE });
  const [imported] = proposals(shop, 'pricebook/import-live');
  expect(await landed(shop, imported!.number)).toMatchObject({ exit: 0 });
  expect(shop.told(imported!.number).at(-1)).toContain(
    '1 plan taken over with its price, nothing goes off sale',
  );
  expect(await morning(shop, 'fail')).toMatchObject({ exit: 0, outputs: { drift: 'false' } });

  // The price goes up by way of a pull request.
  const [[path, text]] = Object.entries(repo.read('main')).filter(([name]) => name.endsWith('.yaml')) as [
    [string, string],
  ];
  const raised = remark(text, 'name: Pro').replace(/25(?:\.00)?(?=\D|$)/m, '29.00');
  expect(await landed(shop, shop.propose({ [path]: raised }))).toMatchObject({ exit: 0 });
  const [sold] = (await somebody.prices.list({ lookup_keys: ['pro_monthly'], active: true })).data;
  expect(sold).toMatchObject({ unit_amount: 2900, product: id });

  // Somebody changes the name and clears the default price in the Dashboard. The next morning tells who, and proposes it.
  await somebody.products.update(id, { name: 'Pro for all', default_price: '' });
  const made = writes(shop);
  expect(await morning(shop, 'accept')).toMatchObject({ exit: 0, outputs: { drift: 'true' } });
  const [issue] = ours(shop);
  expect(issue).toMatchObject({ state: 'open', body: expect.stringContaining('probably in the Dashboard') });
  const [accepted] = proposals(shop);
  expect(accepted!.body).toContain('Pro for all');
  expect(issue!.body).toContain(`/pull/${accepted!.number}`);
  const kept = raised
    .replace('name: Pro', 'name: Pro for all')
    .replace('default_price: monthly', 'default_price: none');
  expect(repo.read('pricebook/accept-live')[path]).toBe(kept);

  // It is kept: nothing is left to release, and the issue closes.
  expect(await landed(shop, accepted!.number)).toMatchObject({
    exit: 0,
    outputs: { 'has-changes': 'false' },
  });
  expect(await morning(shop, 'fail')).toMatchObject({ exit: 0 });
  expect(issue!.state).toBe('closed');
  expect(writes(shop)).toBe(made);
  expect(await push(shop)).toMatchObject({
    exit: 0,
    outputs: { 'has-changes': 'false', 'snapshot-commit': '' },
  });
});
