import { startEmulator } from '../../src/emulator/server.ts';
import { Stripe } from 'stripe';

/** What the suite runs against. */
export type Target = { readonly name: string; readonly stripe: Stripe; close(): Promise<void> };

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * An emulator of our own; or, with a key, Stripe itself, or the emulator at a base on loopback.
 * @throws Error for a live key or a base anywhere else, before any request.
 */
export const chooseTarget = async (given: {
  key: string | undefined;
  base: string | undefined;
}): Promise<Target> => {
  if (given.key !== undefined && /^[a-z]+_live_/.test(given.key))
    throw new Error(
      'A live key is refused: this suite makes and archives objects. Use the key of a sandbox.',
    );
  const base = given.base === undefined ? null : new URL(given.base);
  if (base !== null && !loopback.has(base.hostname)) throw new Error('STRIPE_API_BASE must be on loopback.');
  if (base !== null)
    return {
      name: base.origin,
      stripe: clientAt(given.key ?? 'sk_test_conformance', base),
      close: async () => {},
    };
  if (given.key !== undefined)
    return {
      name: 'Stripe',
      stripe: new Stripe(given.key, { telemetry: false, maxNetworkRetries: 3 }),
      close: async () => {},
    };
  const emulator = await startEmulator();
  return {
    name: 'the emulator',
    stripe: clientAt('sk_test_conformance', new URL(emulator.url)),
    close: () => emulator.close(),
  };
};

const clientAt = (key: string, base: URL): Stripe =>
  new Stripe(key, {
    host: base.hostname,
    port: base.port === '' ? 80 : base.port,
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries: 0,
  });
