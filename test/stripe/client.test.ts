import { inspect } from 'node:util';
import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../src/model/config.ts';
import { Fault } from '../../src/model/fault.ts';
import { emptyState } from '../../src/snapshot/state.ts';
import { verifyAccount } from '../../src/stripe/account.ts';
import { connectReader, connectWriter, httpOf } from '../../src/stripe/client.ts';
import { parseKey } from '../../src/stripe/key.ts';
import { call, emulated, readerTo, rejection, SECRET, writerTo } from './emulated.ts';

const test: Environment = {
  name: 'test',
  account: null,
  livemode: false,
  retireAfter: 0,
  review: 'none',
  revert: 'safe',
};

/** Everything that a program could print of an error. */
const everything = (error: unknown): string =>
  [inspect(error, { depth: 20, showHidden: true }), error instanceof Error ? error.stack : ''].join('\n');

describe('a reading connection', () => {
  it('offers nothing but reading', async () => {
    const emulator = await emulated();
    const reader = readerTo(emulator.url);
    expect(Object.keys(reader).sort()).toEqual(['get', 'livemode', 'stats']);
    await reader.get(call('/v1/prices'));
    expect(emulator.log().map(({ method }) => method)).toEqual(['GET']);
  });

  it.each(['POST', 'DELETE', 'PUT'])(
    'lets no %s past its HTTP client, whatever the SDK is told',
    async (verb) => {
      const emulator = await emulated();
      const stripe = new Stripe(`sk_test_${SECRET}`, {
        host: '127.0.0.1',
        port: emulator.port,
        protocol: 'http',
        httpClient: httpOf(['GET']),
        maxNetworkRetries: 0,
        telemetry: false,
      });
      const error = await rejection(
        stripe.rawRequest(verb, '/v1/products', verb === 'POST' ? { name: 'P' } : undefined),
      );
      expect(everything(error)).toContain(`asked to send ${verb} /v1/products`);
      expect(emulator.requests().total).toBe(0);
      expect(await stripe.products.list()).toMatchObject({ data: [] });
    },
  );
});

describe('where a key is sent', () => {
  const connect = (key: string, base: string) =>
    connectWriter({ key: parseKey(key), base, requestsPerSecond: 10 });

  it.each([
    'https://api.example.com',
    'http://10.0.0.1:12111',
    'http://localhost.example.com',
    'https://127.0.0.1.example.com',
    'https://api.stripe.com.example.com',
    'https://api.stripe.com@example.com',
    'http://api.stripe.com',
    'https://api.stripe.com:8443',
  ])('keeps a live key from %s', (base) => {
    expect(() => connect(`rk_live_${SECRET}`, base)).toThrow(Fault);
    expect(() => connectReader({ key: parseKey(`rk_live_${SECRET}`), base, requestsPerSecond: 1 })).toThrow(
      Fault,
    );
  });

  it.each(['https://api.stripe.com', 'http://127.0.0.1:12111', 'http://localhost:1', 'http://[::1]:1'])(
    'lets a live key go to %s',
    (base) => {
      expect(connect(`rk_live_${SECRET}`, base).livemode).toBe(true);
    },
  );

  it('lets a test key go anywhere that has an address', () => {
    expect(connect(`sk_test_${SECRET}`, 'https://stripe.example.com').livemode).toBe(false);
    expect(() => connect(`sk_test_${SECRET}`, 'nowhere')).toThrow('STRIPE_API_BASE');
    expect(() => connect(`sk_test_${SECRET}`, 'file:///etc')).toThrow('STRIPE_API_BASE');
  });
});

describe('the account of a key', () => {
  it('is asked for before anything else, and told', async () => {
    const emulator = await emulated();
    const account = await verifyAccount(writerTo(emulator.url), test, null);
    expect(account).toMatch(/^acct_1/);
    expect(emulator.requests().routes).toEqual({ 'GET /v1/account': 1 });
  });

  it.each([
    ['another environment', { ...test, account: 'acct_1Other' }, null],
    ['another snapshot', test, emptyState({ account: 'acct_1Other', livemode: false, catalog: 'default' })],
  ])('is refused when it is that of %s', async (_name, environment, snapshot) => {
    const emulator = await emulated();
    const error = await rejection(verifyAccount(writerTo(emulator.url), environment, snapshot));
    expect(error).toMatchObject({
      code: 'stripe.wrong-account',
      message: expect.stringContaining('acct_1Other'),
    });
    expect(emulator.requests().total).toBe(1);
  });

  it.each([
    ['the environment', { ...test, name: 'live', livemode: true }, null],
    ['the snapshot', test, emptyState({ account: 'acct_1', livemode: true, catalog: 'default' })],
  ])('is not even asked for when %s is of the other mode', async (_name, environment, snapshot) => {
    const emulator = await emulated();
    const error = await rejection(verifyAccount(writerTo(emulator.url), environment, snapshot));
    expect(error).toMatchObject({ code: 'stripe.wrong-account' });
    expect(error.message).toMatch(/^the key is for test mode, but /);
    expect(emulator.requests().total).toBe(0);
  });
});

describe('a key in an error', () => {
  it('does not show when Stripe does not know it', async () => {
    const emulator = await emulated({ sandbox: true });
    const writer = writerTo(emulator.url, 10, `sk_live_${SECRET}`);
    const live = { ...test, livemode: true };
    const error = await rejection(verifyAccount(writer, live, null));
    expect(error).toMatchObject({ code: 'stripe.key-refused' });
    expect(everything(error)).not.toContain(SECRET);
    const raw = await rejection(writer.get(call('/v1/prices')));
    expect(raw).toMatchObject({ status: 401 });
    expect(everything(raw)).not.toContain(SECRET);
  });

  it('does not show when it lacks a permission, which Stripe names', async () => {
    const emulator = await emulated();
    const writer = writerTo(emulator.url, 10, `rk_test_readonly${SECRET}`);
    const error = await rejection(writer.post(call('/v1/products', { name: 'P' }), 'k'));
    expect(error).toMatchObject({ status: 403, message: expect.stringContaining('rak_product_write') });
    expect(everything(error)).not.toContain(SECRET);
  });

  it('does not show when there is no answer', async () => {
    const emulator = await emulated();
    await emulator.close();
    const error = await rejection(writerTo(emulator.url).post(call('/v1/products', { name: 'P' }), 'k'));
    expect(error).toMatchObject({ status: null });
    expect(everything(error)).not.toContain(SECRET);
  });

  it.each([undefined, '', ' ', SECRET, `pk_live_${SECRET}`, `sk_org_live_${SECRET}`, `whsec_${SECRET}`])(
    'does not show when %s is none',
    (text) => {
      let error: unknown;
      try {
        parseKey(text);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toBeInstanceOf(Fault);
      expect(everything(error)).not.toContain(SECRET);
    },
  );
});
