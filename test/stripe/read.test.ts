import { expect, it } from 'vitest';
import { kindNamed, kinds } from '../../src/kinds/registry.ts';
import { readLive, retrieve, type ReadRequest } from '../../src/stripe/read.ts';
import { answering, type Scripted } from './answers.ts';
import { call, emulated, readerTo, rejection, writerTo } from './emulated.ts';

const request: ReadRequest = {
  account: 'acct_1',
  kinds,
  ids: new Map(),
  needsDetails: () => false,
};

async function filled(products: number) {
  const emulator = await emulated();
  const writer = writerTo(emulator.url);
  for (let index = 0; index < products; index += 1) {
    const active = index % 5 > 0;
    await writer.post(call('/v1/products', { id: `p${index}`, name: `P${index}`, active }), `k${index}`);
  }
  emulator.resetRequests();
  return emulator;
}

it('reads every page of every list, archived objects included', async () => {
  const emulator = await filled(310);
  const live = await readLive(readerTo(emulator.url), request);
  expect(live.objects.get('product')).toHaveLength(310);
  // 248 active ones are three pages, 62 archived ones are one.
  expect(emulator.requests().routes['GET /v1/products']).toBe(4);
});

it('reads the lists at the same time', async () => {
  const emulator = await filled(120);
  let [active, most] = [0, 0];
  emulator.onRequest(async ({ phase }) => {
    active += phase === 'before' ? 1 : -1;
    most = Math.max(most, active);
    if (phase === 'before') await new Promise((resolve) => setTimeout(resolve, 20));
    return undefined;
  });
  await readLive(readerTo(emulator.url), request);
  expect(most).toBeGreaterThanOrEqual(4);
});

it('fails as a whole when any page cannot be read', async () => {
  const page = (id: string, more: boolean) => ({
    status: 200,
    body: { object: 'list', data: [{ id, object: 'product', livemode: false }], has_more: more },
  });
  const server = await answering([page('p1', true), page('p2', true), { status: 400 }]);
  const reading = readLive(readerTo(server.url), { ...request, kinds: [kindNamed('product')] });
  expect(await rejection(reading)).toMatchObject({ status: 400 });
});

it.each([
  ['another mode', [{ id: 'p1', object: 'product', livemode: true }]],
  ['no id', [{ object: 'product', livemode: false }]],
])('fails when it is given something of %s', async (_name, data) => {
  const server = await answering([{ status: 200, body: { object: 'list', data, has_more: false } }]);
  expect(await rejection(readLive(readerTo(server.url), request))).toBeInstanceOf(Error);
});

it('asks for recorded objects that no list had, and tells which are gone', async () => {
  const emulator = await filled(1);
  const live = await readLive(readerTo(emulator.url), {
    ...request,
    ids: new Map([
      ['product', ['p0', 'never']],
      ['price', ['price_never']],
    ]),
  });
  expect([...live.missing].sort()).toEqual(['never', 'price_never']);
  expect(emulator.requests().routes['GET /v1/products/{id}']).toBe(1);
});

it('takes nothing but a 404 that names the object for an absence', async () => {
  const ask = async (...script: readonly Scripted[]) =>
    retrieve(readerTo((await answering(script)).url), kindNamed('product'), { id: 'p0' });
  const missing = {
    error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such product' },
  };
  expect(await ask({ status: 404, body: missing })).toBeNull();
  expect(
    await rejection(ask({ status: 404, body: { error: { message: 'Unrecognized request URL' } } })),
  ).toMatchObject({ status: 404 });
  expect(await rejection(ask({ status: 403, body: missing }))).toMatchObject({ status: 403 });
});
