import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Stand } from '../crash/stand.ts';
import { CONFIG } from '../crash/catalogs.ts';
import { accountIn } from '../engine/laws/account.ts';
import { readSnapshot } from '../../src/snapshot/file.ts';
import { interrupted } from '../../src/stripe/interrupted.ts';
import { createBudget } from '../../src/stripe/budget.ts';
import { connectWriter } from '../../src/stripe/client.ts';
import { parseKey } from '../../src/stripe/key.ts';
import { answering } from '../stripe/answers.ts';
import { call, rejection, SECRET } from '../stripe/emulated.ts';
import { eventsIn, inFrontOf, shop, start, type Started } from './shop.ts';

const APPLY = ['cli.ts', 'apply', '--yes', '--config', 'config.yaml'] as const;
const PLANS = 12;

/** A stand with a dozen plans to be made. */
async function shopWithWork(): Promise<Stand> {
  const stand = await shop();
  stand.write('config.yaml', CONFIG);
  const plans = Array.from(
    { length: PLANS },
    (_, index) =>
      `code: plan${index}\nname: Plan ${index}\nprices:\n  monthly: { amount: ${index + 1}, currency: usd, interval: month }\n`,
  );
  stand.write('plans/all.yaml', plans.join('---\n'));
  return stand;
}

/** Begins an apply that gets these signals at its tenth write, each 40 ms after the one before. */
async function interruptedApply(
  stand: Stand,
  signals: readonly NodeJS.Signals[],
  begin: () => Started,
): Promise<Awaited<Started['ended']> & { readonly took: number; readonly writesAfter: number }> {
  stand.emulator.faults({ latencyMs: 50 });
  const { child, ended } = begin();
  let [writes, writesAfter, at] = [0, 0, 0];
  stand.emulator.onRequest(async ({ phase, method }) => {
    if (method !== 'POST' || phase !== 'before') return undefined;
    writes += 1;
    // What was on its way when the signal came may still arrive: with so few at once, not for long.
    if (at > 0 && performance.now() - at > 300) writesAfter += 1;
    if (writes !== 10) return undefined;
    at = performance.now();
    // This write is under way until the last of them came.
    for (const signal of signals) {
      child.kill(signal);
      await sleep(40);
    }
    return undefined;
  });
  const end = await ended;
  stand.emulator.onRequest(null);
  stand.emulator.faults({});
  return { ...end, took: performance.now() - at, writesAfter };
}

describe('an apply that is asked to stop', () => {
  it.each([[['SIGINT']], [['SIGTERM']], [['SIGINT', 'SIGINT', 'SIGTERM', 'SIGTERM']]] as const)(
    'by %s ends at once with its record, and the next run ends the work',
    async (signals) => {
      const stand = await shopWithWork();
      const { exit, err, out, took, writesAfter } = await interruptedApply(stand, signals, () =>
        start(stand, [...APPLY, '--log-format', 'json']),
      );
      expect({ exit, err, out }).toMatchObject({ exit: 1 });
      expect(took).toBeLessThan(2000);
      expect(writesAfter).toBe(0);
      const events = eventsIn(err);
      expect(events.find(({ event }) => event === 'signal')).toMatchObject({ signal: signals[0] });
      const changes = events.filter(({ event }) => event === 'change');
      const done = changes.filter(({ status }) => status === 'done');
      expect(changes).toHaveLength(2 * PLANS);
      expect(done.length).toBeGreaterThanOrEqual(9);
      expect(done.length).toBeLessThan(2 * PLANS);
      expect(changes.filter(({ status }) => status === 'failed')).toEqual([]);
      expect(out).toContain('the run was interrupted');
      // Every object that Stripe has is in the snapshot, and nothing is left beside it.
      const made = accountIn(stand.emulator.state(), 'test').objects.length;
      const recorded = await readSnapshot(stand.snapshot);
      expect(recorded?.resources.size).toBe(made);
      expect(made).toBe(done.length);
      expect(existsSync(`${stand.snapshot}.working`)).toBe(false);

      expect(await start(stand, APPLY).ended).toMatchObject({ exit: 0 });
      const { objects, faults } = accountIn(stand.emulator.state(), 'test');
      expect({ objects: objects.length, faults }).toEqual({ objects: 2 * PLANS, faults: [] });
    },
  );

  it('is not killed by any later signal of the runner, in the action', async () => {
    const stand = await shopWithWork();
    stand.write('event.json', '{ "repository": { "default_branch": "main" } }');
    const env = {
      GITHUB_EVENT_NAME: 'push',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_EVENT_PATH: 'event.json',
      INPUT_COMMAND: 'apply',
      INPUT_CONFIG: 'config.yaml',
      'INPUT_STRIPE-API-KEY': 'sk_test_stand1234567890',
    };
    const signals = ['SIGINT', 'SIGINT', 'SIGTERM', 'SIGTERM'] as const;
    const { exit, took } = await interruptedApply(stand, signals, () => start(stand, ['action.ts'], env));
    expect(exit).toBe(1);
    expect(took).toBeLessThan(2000);
    const recorded = await readSnapshot(stand.snapshot);
    expect(recorded?.resources.size).toBe(accountIn(stand.emulator.state(), 'test').objects.length);
  });

  it('while it waits as long as a 429 asked for does not wait to the end', async () => {
    const stand = await shopWithWork();
    let refusedAt = 0;
    const base = await inFrontOf(stand, (method, path) => {
      if (method !== 'POST' || !path.startsWith('/v1/prices')) return null;
      if (refusedAt === 0) setTimeout(() => child.kill('SIGINT'), 300);
      refusedAt = performance.now();
      return { status: 429, message: 'Slow down.', headers: { 'Retry-After': '60' } };
    });
    const { child, ended } = start(stand, [...APPLY], { STRIPE_API_BASE: base });
    const { exit, out, err } = await ended;
    expect(performance.now() - refusedAt).toBeLessThan(2000);
    expect({ exit, out }).toMatchObject({ exit: 1 });
    expect(err).toContain('Stopping: what is under way is finished and recorded.');
    expect(out).toContain('the run was interrupted');
    expect(await start(stand, APPLY).ended).toMatchObject({ exit: 0 });
    expect(accountIn(stand.emulator.state(), 'test').objects).toHaveLength(2 * PLANS);
  });

  it('before it planned says so, and has written nothing', async () => {
    const stand = await shopWithWork();
    stand.emulator.faults({ latencyMs: 200 });
    stand.emulator.onRequest(() => void child.kill('SIGTERM'));
    const { child, ended } = start(stand, APPLY);
    const { exit, err } = await ended;
    expect({ exit, err }).toMatchObject({ exit: 1, err: expect.stringContaining('run.interrupted') });
    expect(stand.emulator.log().every(({ method }) => method === 'GET')).toBe(true);
  });
});

describe('a connection whose run is interrupted', () => {
  const connected = (base: string, signal: AbortSignal) =>
    connectWriter({ key: parseKey(`sk_test_${SECRET}`), base, requestsPerSecond: 1000, signal });

  it('ends a wait with the failure where a write may have had its effect', async () => {
    const server = await answering([{ status: 500 }]);
    const stop = new AbortController();
    const writer = connected(server.url, stop.signal);
    const failure = await rejection(writer.post(call('/v1/products'), 'k'));
    const waits = rejection(writer.pause(failure as never, 8));
    stop.abort();
    expect(await waits).toBe(failure);
    expect(writer.stats).toEqual({ requests: 1, retries: 0 });
  });

  it('sends nothing more, reads included', async () => {
    const server = await answering([{ status: 429, headers: { 'Retry-After': '60' } }]);
    const stop = new AbortController();
    const writer = connected(server.url, stop.signal);
    const reading = rejection(writer.get(call('/v1/products')));
    setTimeout(() => stop.abort(), 100);
    expect(await reading).toEqual(interrupted());
    expect(await rejection(writer.post(call('/v1/products'), 'k'))).toEqual(interrupted());
    expect(await rejection(writer.get(call('/v1/products')))).toEqual(interrupted());
    expect(server.requests).toHaveLength(1);
  });

  it('lets go of what waits for its turn', async () => {
    const stop = new AbortController();
    const budget = createBudget(1, 1, stop.signal);
    let sent = 0;
    const send = async () => budget.run('POST /v1/prices', () => Promise.resolve((sent += 1)));
    const ended = Promise.allSettled(Array.from({ length: 5 }, send));
    const began = performance.now();
    setTimeout(() => stop.abort(), 100);
    const statuses = (await ended).map(({ status }) => status);
    expect(statuses.filter((status) => status === 'rejected').length).toBe(5 - sent);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
