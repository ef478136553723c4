import { expect, it } from 'vitest';
import { clientOf, errorOf, fresh } from '../emulator/client.ts';

it('the emulator refuses subscriptions to a key that contains nosubscriptions, and nothing else', async () => {
  const { stripe, emulator } = await fresh();
  const { id } = await stripe.accounts.retrieveCurrent();
  const restricted = clientOf(emulator, 'rk_test_nosubscriptions');
  expect((await restricted.prices.list()).data).toEqual([]);
  expect((await restricted.products.create({ name: 'Pro' })).name).toBe('Pro');
  const error = await errorOf(restricted.subscriptions.list());
  expect([error.type, error.statusCode]).toEqual(['StripePermissionError', 403]);
  expect(error.message).toContain(`account '${id}'. Having the 'rak_subscription_read' permission`);
  for (const call of [
    restricted.subscriptions.retrieve('sub_1'),
    restricted.subscriptionItems.list({ subscription: 'sub_1' }),
  ]) {
    expect((await errorOf(call)).statusCode).toBe(403);
  }
});
