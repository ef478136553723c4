// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from '../import/it.ts';

const LIVE = 'sk_live_x1234567890';
const HOOK = {
  url: 'https://staging.example.com/api/billing/webhook',
  'enabled_events[0]': 'invoice.paid',
  'enabled_events[1]': 'checkout.session.completed',
};
const ENVIRONMENTS = 'environments: { test: { livemode: false }, live: { livemode: true } }\n';
const FILE = 'webhooks/billing.yaml';

describe('an import of webhook endpoints', () => {
  it('writes each one into a file of its own, by its path', async ({ shop, folder }) => {
    const params = { description: 'Billing', api_version: '2026-10-28.endive', 'metadata[team]': 'a' };
    const id = await shop.post('/v1/webhook_endpoints', { ...HOOK, ...params });
    shop.advance(1);
    const off = await shop.post('/v1/webhook_endpoints', { ...HOOK, url: 'https://hooks.example.com' });
    await shop.post(`/v1/webhook_endpoints/${off}`, { disabled: 'true' });
    await folder.run(shop.url);
    expect(folder.files()).toEqual({
      [FILE]: `kind: webhook
code: billing
url: https://staging.example.com/api/billing/webhook
events:
  - checkout.session.completed
  - invoice.paid
description: Billing
api_version: 2026-10-28.endive
metadata: { team: a }
adopt: ${id}
`,
      'webhooks/hooks.example.com.yaml': `kind: webhook
code: hooks.example.com
url: https://hooks.example.com
events:
  - checkout.session.completed
  - invoice.paid
disabled: true
adopt: ${off}
`,
    });
    await folder.run(shop.url);
    expect(Object.keys(folder.files())).toHaveLength(2);
  });

  it('says the URL by environment where there are several, and puts both into one file', async ({
    shop,
    folder,
  }) => {
    folder.write('pricebook.yaml', ENVIRONMENTS);
    const test = await shop.post('/v1/webhook_endpoints', HOOK);
    await folder.run(shop.url, { env: 'test' });
    const head = 'kind: webhook\ncode: billing\n';
    const events = 'events:\n  - checkout.session.completed\n  - invoice.paid\n';
    const urls = 'test: https://staging.example.com/api/billing/webhook';
    expect(folder.files()).toEqual({
      [FILE]: `${head}url: { ${urls} }\n${events}only:\n  - test\nadopt: { test: ${test} }\n`,
    });
    const url = 'https://example.com/api/billing/webhook';
    const live = await shop.post('/v1/webhook_endpoints', { ...HOOK, url }, LIVE);
    const { json } = await folder.run(shop.url, { env: 'live' }, LIVE);
    expect(folder.files()).toEqual({
      [FILE]: `${head}url: { ${urls}, live: ${url} }\n${events}only:\n  - test\n  - live\nadopt: { test: ${test}, live: ${live} }\n`,
    });
    expect(json).toMatchObject({ left: [] });
  });

  it('leaves alone what a manifest names by its URL', async ({ shop, folder }) => {
    await shop.post('/v1/webhook_endpoints', HOOK);
    folder.write('hook.yaml', `kind: webhook\ncode: mine\nurl: ${HOOK.url}\nevents: ["*"]\n`);
    const { json } = await folder.run(shop.url);
    expect(Object.keys(folder.files())).toEqual(['hook.yaml']);
    expect(json).toMatchObject({ managed: { webhook: 1 } });
  });

  it('lists what no manifest says', async ({ shop, folder }) => {
    await shop.post('/v1/webhook_endpoints', { ...HOOK, 'metadata[managed_by]': 'terraform' });
    const { json } = await folder.run(shop.url);
    expect(folder.files()).toEqual({});
    expect(json).toMatchObject({ left: [{ kind: 'webhook', reason: 'owned' }] });
  });
});
