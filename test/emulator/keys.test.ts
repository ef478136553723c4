import { describe, expect, it } from 'vitest';
import { clientOf, errorOf, fresh, raw } from './client.ts';

describe('keys', () => {
  it('see one account in two modes that share nothing', async () => {
    const { stripe, emulator } = await fresh();
    const live = clientOf(emulator, 'rk_live_x');
    await live.products.create({ id: 'pro', name: 'Pro' });
    expect((await stripe.products.list()).data).toEqual([]);
    expect((await errorOf(stripe.products.retrieve('pro'))).message).toBe(
      "No such product: 'pro'; a similar object exists in live mode, but a test mode key was used to make this request.",
    );
    expect((await stripe.accounts.retrieveCurrent()).id).toBe((await live.accounts.retrieveCurrent()).id);
    expect([(await stripe.balance.retrieve()).livemode, (await live.balance.retrieve()).livemode]).toEqual([
      false,
      true,
    ]);
  });

  it('are refused when they are none of Stripe secret keys', async () => {
    const { emulator } = await fresh();
    for (const key of ['pk_test_x', 'nonsense', 'sk_test_']) {
      const answer = await raw(emulator, 'GET /v1/products', { key });
      expect(answer.status).toBe(401);
      expect(answer.body.error.message).toMatch(/^Invalid API Key provided: /);
    }
    expect(
      (await raw(emulator, 'GET /v1/products', { headers: { Authorization: '' } })).body.error.message,
    ).toMatch(/^You did not provide an API key/);
  });

  it('are never shown whole', async () => {
    const { emulator } = await fresh();
    const answer = await raw(emulator, 'POST /v1/products', { key: 'rk_test_readonly_0123456789' });
    expect(answer.status).toBe(403);
    expect(JSON.stringify(answer.body)).not.toContain('readonly_0123456789');
  });

  it('may also come as the user of basic authentication', async () => {
    const { emulator } = await fresh();
    const headers = { Authorization: `Basic ${btoa('sk_test_x:')}` };
    expect((await raw(emulator, 'GET /v1/products', { headers })).status).toBe(200);
  });

  it('are refused what a permission is for that they are said to be without', async () => {
    const { emulator } = await fresh();
    const key = 'rk_test_without_plan_read_without_customer_write';
    const status = async (route: string): Promise<number> => (await raw(emulator, route, { key })).status;
    expect(await status('GET /v1/prices')).toBe(403);
    expect(await status('POST /v1/customers')).toBe(403);
    expect(await status('GET /v1/products')).toBe(200);
    expect(await status('GET /v1/customers')).toBe(200);
  });

  it('that are read-only name the permission and the account', async () => {
    const { stripe, emulator } = await fresh();
    const { id } = await stripe.accounts.retrieveCurrent();
    const reader = clientOf(emulator, 'rk_test_readonly');
    expect((await reader.products.list()).data).toEqual([]);
    const error = await errorOf(reader.products.create({ name: 'x' }));
    expect(error.type).toBe('StripePermissionError');
    expect(error.message).toContain(`account '${id}'. Having the 'rak_product_write' permission`);
  });

  it('of live mode do not exist in a sandbox, which has an account of its own', async () => {
    const { stripe } = await fresh();
    const sandbox = await fresh({ sandbox: true });
    expect((await sandbox.stripe.accounts.retrieveCurrent()).id).not.toBe(
      (await stripe.accounts.retrieveCurrent()).id,
    );
    expect((await raw(sandbox.emulator, 'GET /v1/products', { key: 'sk_live_x' })).status).toBe(401);
  });
});
