import { onTestFinished } from 'vitest';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/server.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import {
  connectReader,
  connectWriter,
  type Call,
  type Reader,
  type Writer,
} from '../../src/stripe/client.ts';
import { parseKey } from '../../src/stripe/key.ts';

/** The secret part of the keys of these tests; it must not show anywhere. */
export const SECRET = '51TellNobodyThis';

/** A fresh emulator, closed after the test. */
export async function emulated(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
}

/** A connection with so many requests a second. */
export const writerTo = (base: string, requestsPerSecond = 100_000, key = `sk_test_${SECRET}`): Writer =>
  connectWriter({ key: parseKey(key), base, requestsPerSecond });

export const readerTo = (base: string, key = `sk_test_${SECRET}`): Reader =>
  connectReader({ key: parseKey(key), base, requestsPerSecond: 100_000 });

/** A call whose endpoint is its path. */
export const call = (path: string, params: JsonRecord = {}): Call => ({ endpoint: path, path, params });

/** What a promise was rejected with; fails the test when it was not. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it was expected to fail, and did not');
}
