import { describe, expect, it } from 'vitest';
import { errorOf, fresh, raw } from './client.ts';

const HOOK = { url: 'https://example.com/hook', enabled_events: ['invoice.paid' as const] };

describe('webhook endpoints', () => {
  it('tell their secret in the answer to their creation alone', async () => {
    const { stripe } = await fresh({ now: 1_800_000_000 });
    const made = await stripe.webhookEndpoints.create(
      { ...HOOK, api_version: '2026-10-28.endive', metadata: { a: '1' } },
      { idempotencyKey: 'once' },
    );
    const { secret, ...rest } = made;
    expect(secret).toMatch(/^whsec_\w{32}$/);
    expect(rest).toMatchObject({
      id: expect.stringMatching(/^we_1\w{23}$/),
      object: 'webhook_endpoint',
      api_version: '2026-10-28.endive',
      application: null,
      created: 1_800_000_000,
      description: null,
      enabled_events: ['invoice.paid'],
      metadata: { a: '1' },
      status: 'enabled',
      url: HOOK.url,
    });
    const { secret: again } = await stripe.webhookEndpoints.create(
      { ...HOOK, api_version: '2026-10-28.endive', metadata: { a: '1' } },
      { idempotencyKey: 'once' },
    );
    expect(again).toBe(secret);
    const answers = [
      await stripe.webhookEndpoints.retrieve(made.id),
      await stripe.webhookEndpoints.update(made.id, { description: 'Billing' }),
      ...(await stripe.webhookEndpoints.list()).data,
    ];
    expect(answers).toHaveLength(3);
    expect(answers.filter((answer) => 'secret' in answer)).toEqual([]);
  });

  it('change in everything but their version, and clear their description', async () => {
    const { emulator, stripe } = await fresh();
    const { id } = await stripe.webhookEndpoints.create({ ...HOOK, description: 'Billing' });
    const refused = await raw(emulator, `POST /v1/webhook_endpoints/${id}`, {
      body: 'api_version=2020-08-27',
    });
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'parameter_unknown' } } });
    const changes = { url: 'https://example.com/new', enabled_events: ['*' as const], disabled: true };
    expect(await stripe.webhookEndpoints.update(id, { ...changes, description: '' })).toMatchObject({
      url: 'https://example.com/new',
      enabled_events: ['*'],
      status: 'disabled',
      description: null,
    });
  });

  it('may share a URL, are sixteen at most, and go for good', async () => {
    const { stripe } = await fresh();
    const all = [];
    for (let number = 0; number < 16; number += 1) all.push(await stripe.webhookEndpoints.create(HOOK));
    expect(await errorOf(stripe.webhookEndpoints.create(HOOK))).toMatchObject({
      statusCode: 400,
      message: 'You have reached the maximum of 16 test webhook endpoints.',
    });
    const id = all[0]?.id ?? '';
    expect(await stripe.webhookEndpoints.del(id)).toEqual({ id, object: 'webhook_endpoint', deleted: true });
    await stripe.webhookEndpoints.create(HOOK);
    expect(await errorOf(stripe.webhookEndpoints.retrieve(id))).toMatchObject({
      statusCode: 404,
      message: `No such webhook endpoint: '${id}'`,
      param: 'webhook_endpoint',
    });
    expect((await stripe.events.list()).data).toEqual([]);
  });

  it.each([
    ['sk_test_x1234567890', 'http://example.com', 200],
    ['sk_live_x1234567890', 'http://example.com', 400],
    ['sk_live_x1234567890', 'https://example.com', 200],
    ['sk_test_x1234567890', 'example.com', 400],
  ])('with the key %s and the URL %s are answered with %i', async (key, url, status) => {
    const { emulator } = await fresh();
    const body = `url=${encodeURIComponent(url)}&enabled_events[0]=*`;
    expect(await raw(emulator, 'POST /v1/webhook_endpoints', { body, key })).toMatchObject({ status });
  });
});
