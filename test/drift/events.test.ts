import { describe, expect, it } from 'vitest';
import { kindNamed } from '../../src/kinds/registry.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import type { StripeEvent } from '../../src/model/drift.ts';
import { isTraced, originsOf, untold, type MovedSubject } from '../../src/plan/origin.ts';
import type { Reader } from '../../src/stripe/client.ts';
import { readEvents } from '../../src/stripe/events.ts';

const [meter, product] = [kindNamed('meter'), kindNamed('product')];
const METER = { id: 'mtr_1', object: 'billing.meter', display_name: 'Calls', status: 'active' };

const event = (parts: Partial<StripeEvent>): StripeEvent => ({
  type: 'billing.meter.updated',
  at: '2026-11-20T09:12:00Z',
  object: METER,
  previous: null,
  requestId: 'req_1',
  idempotencyKey: null,
  ...parts,
});

const off = event({
  type: 'billing.meter.deactivated',
  object: { ...METER, display_name: 'Moved', status: 'inactive' },
});
const keys = new Map();

/** A meter that was switched off and renamed. */
const subject: MovedSubject = {
  key: 'meter/calls',
  kind: meter,
  id: 'mtr_1',
  fields: [
    { path: 'active', applied: true, live: false },
    { path: 'display_name', applied: 'Calls', live: 'Moved' },
  ],
};

describe('an event that does not say what changed', () => {
  it('tells the field that its name is about, and no other', () => {
    const origins = originsOf(subject, { events: [off], keys });
    expect(origins.get('active')).toEqual({
      status: 'found',
      at: off.at,
      by: 'dashboard-or-api',
      requestId: 'req_1',
    });
    expect(origins.get('display_name')).toEqual({ status: 'older' });
    expect(isTraced([subject], { events: [off], keys })).toBe(false);
  });

  it('is held against the one before it', () => {
    const before = event({ previous: { display_name: 'Other' }, requestId: 'req_0' });
    const origins = originsOf(subject, { events: [off, before], keys });
    expect(origins.get('active')).toMatchObject({ status: 'found', requestId: 'req_1', before: true });
    expect(origins.get('display_name')).toMatchObject({
      status: 'found',
      requestId: 'req_1',
      before: 'Calls',
    });
  });

  it('is not believed about a value that is another one by now', () => {
    const origins = originsOf(subject, { events: [event({})], keys });
    expect([...origins.values()]).toEqual([{ status: 'not-shown' }, { status: 'not-shown' }]);
  });
});

describe('who did it', () => {
  it.each([
    ['pricebook', 'req_1', 'pricebook-1'],
    ['api', 'req_1', 'stripe-node-retry-1'],
    ['dashboard-or-api', 'req_1', null],
    ['automatic', null, null],
  ])('is %s for the request %s with the key %s', (by, requestId, idempotencyKey) => {
    const origins = originsOf(subject, { events: [{ ...off, requestId, idempotencyKey }], keys });
    expect(origins.get('active')).toMatchObject({ by });
  });

  it('cannot be told of a kind without events, nor of what events do not show', () => {
    const silent = { ...product, events: { types: {}, hidden: [] } };
    expect(untold(silent, 'name')).toEqual({ status: 'no-events' });
    expect(untold(kindNamed('price'), 'currencies.eur.amount')).toEqual({ status: 'not-shown' });
    expect(untold(kindNamed('price'), 'tiers')).toEqual({ status: 'not-shown' });
    expect(untold(product, 'name')).toBeNull();
  });
});

describe('reading events', () => {
  it('ends after ten pages of a kind, and says that there are more', async () => {
    const asked: JsonRecord[] = [];
    const data = { object: { id: 'x', object: 'product' } };
    const page = Array.from({ length: 100 }, (_, index) => ({
      id: `evt_${index}`,
      type: 'product.updated',
      created: 1_800_000_000,
      data,
      request: 'req_old',
    }));
    const reader: Reader = {
      livemode: false,
      stats: { requests: 0, retries: 0 },
      get({ params }) {
        asked.push(params);
        return Promise.resolve({ data: page, has_more: true });
      },
    };
    const now = new Date('2027-01-16T00:00:00Z');
    const read = await readEvents(reader, {
      kinds: [product],
      since: new Date(0),
      now,
      isEnough: () => false,
    });
    expect(read).toMatchObject({ requests: 10, isComplete: false, since: '2026-12-17T00:00:00Z' });
    expect(read.events).toHaveLength(1000);
    expect(read.events[0]).toMatchObject({ requestId: 'req_old', idempotencyKey: null });
    expect(asked[0]).toEqual({
      limit: 100,
      types: ['product.created', 'product.updated', 'product.deleted'],
      'created[gte]': '1797465600',
    });
    expect(asked[1]).toMatchObject({ starting_after: 'evt_99' });
  });
});
