import { describe, expect, it } from 'vitest';
import { StripeFailure } from '../../src/stripe/failure.ts';
import { answering, type Scripted } from './answers.ts';
import { call, emulated, readerTo, rejection, writerTo } from './emulated.ts';

const list = { status: 200, body: { object: 'list', data: [], has_more: false } };
const tries = async (...script: readonly Scripted[]) => {
  const server = await answering(script);
  const ended = readerTo(server.url)
    .get(call('/v1/prices'))
    .then(
      () => 'done',
      (error: unknown) => error,
    );
  return { end: await ended, requests: server.requests };
};

describe('a read', () => {
  it.each([
    ['a rate limit', { status: 429 }],
    ['a conflict', { status: 409 }],
    ['a server error', { status: 500 }],
    ['an unavailable server', { status: 503 }],
  ])('is tried again after %s', async (_name, failure) => {
    const { end, requests } = await tries(failure, list);
    expect(end).toBe('done');
    expect(requests).toHaveLength(2);
  });

  it.each([
    ['a bad request', { status: 400 }],
    ['a missing permission', { status: 403 }],
    [
      'a server error that Stripe says will not pass',
      { status: 500, headers: { 'Stripe-Should-Retry': 'false' } },
    ],
    [
      'a rate limit that Stripe says will not pass',
      { status: 429, headers: { 'Stripe-Should-Retry': 'false' } },
    ],
  ])('is not tried again after %s', async (_name, failure) => {
    const { end, requests } = await tries(failure, list);
    expect(end).toBeInstanceOf(StripeFailure);
    expect(requests).toHaveLength(1);
  });

  it('is tried again where Stripe says so, whatever the status', async () => {
    const { end, requests } = await tries({ status: 400, headers: { 'Stripe-Should-Retry': 'true' } }, list);
    expect(end).toBe('done');
    expect(requests).toHaveLength(2);
  });

  it('waits as long as Stripe asks for', async () => {
    const { requests } = await tries({ status: 429, headers: { 'Retry-After': '1' } }, list);
    expect(requests[1]!.at - requests[0]!.at).toBeGreaterThanOrEqual(990);
  });

  it('waits longer from try to try, and not always as long', async () => {
    const { requests } = await tries({ status: 500 }, { status: 500 }, { status: 500 }, list);
    const pauses = requests.slice(1).map(({ at }, index) => at - requests[index]!.at);
    expect(pauses).toHaveLength(3);
    pauses.forEach((pause, index) => {
      expect(pause).toBeGreaterThanOrEqual(125 * 2 ** index - 5);
      expect(pause).toBeLessThan(250 * 2 ** index + 150);
    });
  });

  it('survives a connection that breaks after the answer was made', async () => {
    const emulator = await emulated({
      faults: { fail: [{ path: '/v1/prices', nth: 1, kind: 'drop-after' }] },
    });
    expect(await readerTo(emulator.url).get(call('/v1/prices'))).toMatchObject({ data: [] });
    expect(emulator.requests().total).toBe(2);
  });

  it('is repeated by us alone, and each try is counted', async () => {
    const emulator = await emulated({ faults: { fail: [{ path: '/v1/products', kind: 'drop-after' }] } });
    const writer = writerTo(emulator.url);
    const error = await rejection(writer.post(call('/v1/products', { name: 'P' }), 'k'));
    expect(error).toMatchObject({ status: null });
    expect(emulator.requests().total).toBe(writer.stats.requests);
  });
});

describe('a failure', () => {
  it('tells status, code, parameter and request', async () => {
    const emulator = await emulated();
    const error = await rejection(
      writerTo(emulator.url).post(call('/v1/products', { colour: 'red', name: 'P' }), 'k'),
    );
    expect(error).toMatchObject({ status: 400, code: 'parameter_unknown', param: 'colour' });
    expect(error).toMatchObject({ requestId: expect.stringMatching(/^req_/), replayed: false });
  });

  it('says when it was stored and comes back', async () => {
    const emulator = await emulated({
      faults: { fail: [{ path: '/v1/products', nth: 1, kind: 'error-before' }] },
    });
    const writer = writerTo(emulator.url);
    const make = () => writer.post(call('/v1/products', { name: 'P' }), 'the same');
    expect(await rejection(make())).toMatchObject({ status: 500, replayed: false });
    expect(await rejection(make())).toMatchObject({ status: 500, replayed: true });
  });
});
