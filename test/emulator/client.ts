import { Stripe } from 'stripe';
import { afterEach } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/server.ts';

const running: Emulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

/** The official SDK, pointed at an emulator, that retries nothing by itself. */
export const clientOf = (emulator: Emulator, key = 'sk_test_emulator'): Stripe =>
  new Stripe(key, {
    host: '127.0.0.1',
    port: emulator.port,
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries: 0,
  });

/** A fresh emulator, closed after the test, and a client with a test key. */
export const fresh = async (
  options: EmulatorOptions = {},
): Promise<{ emulator: Emulator; stripe: Stripe }> => {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return { emulator, stripe: clientOf(emulator) };
};

/** The error that a call ends in; fails the test when there is none. */
export const errorOf = async (call: Promise<unknown>): Promise<Stripe.errors.StripeError> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('The call was expected to fail, and did not.');
};

export { exactly } from '../conformance/context.ts';

/** One raw request, for what the SDK would not send. */
export const raw = async (
  emulator: Emulator,
  line: string,
  given: { body?: string; key?: string; headers?: Record<string, string> } = {},
  // oxlint-disable-next-line typescript/no-explicit-any -- JSON as it comes
): Promise<{ status: number; headers: Headers; body: any }> => {
  const [method = 'GET', path = '/'] = line.split(' ');
  const response = await fetch(`${emulator.url}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${given.key ?? 'sk_test_emulator'}`,
      'Content-Type': 'application/x-www-form-urlencoded',
      ...given.headers,
    },
    ...(given.body === undefined ? {} : { body: given.body }),
  });
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
};
