// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given a world in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { textOr } from '../../src/kinds/kind.ts';
import type { AppliedState } from '../../src/model/state.ts';
import { compareRecords } from '../../src/plan/compare-records.ts';
import { emptyState } from '../../src/snapshot/state.ts';
import { retirements } from '../../src/stripe/apply/records.ts';
import { applied, DAY, errors, idOf, loseSnapshot, marker, vanish, writes } from '../engine/shop.ts';
import { it } from '../engine/it.ts';
import { brief, type World } from '../engine/world.ts';

const KEY = 'webhook/billing';
const URL_ = 'https://example.com/hook';
const PLAN = 'code: pro\nname: Pro Plan\n';
const hook = (lines = ''): string =>
  `${PLAN}---\nkind: webhook\ncode: billing\nurl: ${URL_}\nevents: [invoice.paid, checkout.session.completed]\n${lines}`;

/** An endpoint that somebody makes in the Dashboard: its id. */
const byHand = async (world: World, more = {}): Promise<string> => {
  const params = { url: URL_, enabled_events: ['invoice.paid'], ...more };
  return textOr((await world.post('/v1/webhook_endpoints', params)).id, '');
};

const endpoint = async (world: World) => world.get(`/v1/webhook_endpoints/${await idOf(world, KEY)}`);
const all = async (world: World) => world.all('/v1/webhook_endpoints');
const codes = (plan: { diagnostics: readonly { severity: string; code: string }[] }): readonly string[] =>
  plan.diagnostics.map(({ severity, code }) => `${severity} ${code}`);

describe('a webhook endpoint', () => {
  it('is made with its marker, and nothing is left to do', async ({ world }) => {
    const plan = await applied(world, hook('description: Billing\nmetadata: { team: a }\n'));
    expect(brief(plan)).toContain(`create ${KEY} [description events metadata.team url]`);
    expect(await endpoint(world)).toMatchObject({
      url: URL_,
      enabled_events: ['checkout.session.completed', 'invoice.paid'],
      description: 'Billing',
      status: 'enabled',
      metadata: { ...marker(KEY), team: 'a' },
    });
  });

  it('that is to send nothing is switched off right after it is made', async ({ world }) => {
    await applied(world, hook('disabled: true\n'));
    expect(await endpoint(world)).toMatchObject({ status: 'disabled' });
  });

  it('is updated in place in everything but its version', async ({ world }) => {
    await applied(world, hook('description: Billing\n'));
    const before = await idOf(world, KEY);
    const after = hook('disabled: true\nmetadata: { team: a }\n')
      .replace('/hook', '/new')
      .replace('[invoice.paid, ', '["*", ');
    expect(brief(await applied(world, after))).toEqual([
      `update ${KEY} [description disabled events metadata.team url]`,
    ]);
    expect(await idOf(world, KEY)).toBe(before);
    expect(await endpoint(world)).toMatchObject({
      url: 'https://example.com/new',
      enabled_events: ['*', 'checkout.session.completed'],
      description: null,
      status: 'disabled',
    });
  });

  it('has its events in no order', async ({ world }) => {
    await applied(world, hook());
    const events = ['invoice.paid', 'checkout.session.completed'];
    await world.post(`/v1/webhook_endpoints/${await idOf(world, KEY)}`, { enabled_events: events });
    const { changes, drift } = await world.plan(hook());
    expect([changes, drift]).toEqual([[], []]);
  });

  it('is deleted when its manifest goes, unless it is protected', async ({ world }) => {
    await applied(world, hook('protect: true\n'));
    expect((await world.plan(PLAN)).guards.map(({ name }) => name)).toEqual(['protect']);
    expect((await world.plan(hook('protect: true\ndisabled: true\n'))).guards).toMatchObject([
      { name: 'protect' },
    ]);
    await applied(world, hook());
    expect(brief(await applied(world, PLAN))).toEqual([`delete ${KEY} []`]);
    expect(await all(world)).toEqual([]);
    await applied(world, hook());
    expect(await all(world)).toHaveLength(1);
  });

  it('that somebody moved is drift, and put back when that is asked for', async ({ world }) => {
    await applied(world, hook());
    const path = `/v1/webhook_endpoints/${await idOf(world, KEY)}`;
    await world.post(path, { disabled: 'true', enabled_events: ['*'] });
    expect((await world.plan(hook())).drift).toMatchObject([
      { key: KEY, severity: 'critical', fields: [{ path: 'disabled' }, { path: 'events' }] },
    ]);
    world.choices = { ...world.choices, revert: 'all' };
    await applied(world, hook());
    expect(await endpoint(world)).toMatchObject({ status: 'enabled' });
  });

  it('is refused by Stripe where there are too many', async ({ world }) => {
    for (let number = 0; number < 16; number += 1) await byHand(world, { url: `${URL_}/${number}` });
    const { outcomes } = await world.apply(hook());
    expect(outcomes.find(({ key }) => key === KEY)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('maximum of 16 test webhook endpoints'),
    });
  });
});

describe('the endpoint that Stripe has at the URL', () => {
  it('is taken over without being asked for, and then made as the manifest says', async ({ world }) => {
    const id = await byHand(world);
    expect(brief(await applied(world, hook()))).toContain(`adopt ${KEY} [events]`);
    expect(await endpoint(world)).toMatchObject({ id, metadata: marker(KEY) });
    expect(await all(world)).toHaveLength(1);
  });

  it('is not guessed where there are several', async ({ world }) => {
    const ids = [await byHand(world), await byHand(world)].sort();
    expect(errors(await world.plan(hook()))).toEqual([
      `plan.several-named: ${KEY} has the url "${URL_}", and so have several in Stripe: ${ids.join(', ')}`,
    ]);
    expect(brief(await applied(world, hook(`adopt: ${ids[1]}\n`)))).toContain(`adopt ${KEY} [events]`);
    expect(await idOf(world, KEY)).toBe(ids[1]);
  });

  it.for([{ managed_by: 'terraform' }, marker(KEY, 'other')])(
    'is left to %o',
    async (metadata, { world }) => {
      const id = await byHand(world, { metadata });
      expect(errors(await world.plan(hook()))).toEqual([
        expect.stringContaining(`which ${id} has; that one is`),
      ]);
    },
  );

  it('takes the place of one that is gone', async ({ world }) => {
    await applied(world, hook());
    vanish(world, await idOf(world, KEY));
    const id = await byHand(world);
    expect(brief(await applied(world, hook()))).toEqual([`adopt ${KEY} [events]`]);
    expect(await idOf(world, KEY)).toBe(id);
  });

  it('is not needed to find our own', async ({ world }) => {
    await applied(world, hook());
    const id = await idOf(world, KEY);
    loseSnapshot(world);
    expect(brief(await applied(world, hook().replace('/hook', '/new')))).toContain(`relink ${KEY} [url]`);
    expect(await idOf(world, KEY)).toBe(id);
  });
});

it('an endpoint that gets the URL of another one is warned about', async ({ world }) => {
  await applied(world, hook());
  const id = await byHand(world, { url: 'https://example.com/new' });
  const plan = await applied(world, hook().replace('/hook', '/new'));
  expect(codes(plan)).toEqual(['warning plan.several-named']);
  expect(plan.diagnostics[0]?.summary).toContain(id);
  expect((await world.plan(hook().replace('/hook', '/new'))).diagnostics).toEqual([]);
});

describe('a webhook endpoint that has another code by now', () => {
  const renamed = hook().replace('billing', 'paid');

  it('is the same endpoint, with the secret that it has', async ({ world }) => {
    await applied(world, hook());
    const id = await idOf(world, KEY);
    expect(brief(await applied(world, renamed))).toEqual(['update webhook/paid [key]']);
    expect(await idOf(world, 'webhook/paid')).toBe(id);
    expect(await all(world)).toMatchObject([{ id, metadata: marker('webhook/paid') }]);
  });

  it('is another one where it has another URL too', async ({ world }) => {
    await applied(world, hook());
    expect(brief(await applied(world, renamed.replace('/hook', '/new')))).toEqual([
      'create webhook/paid [events url]',
      `delete ${KEY} []`,
    ]);
  });

  it('gets no second one beside it when the snapshot is lost', async ({ world }) => {
    await applied(world, hook());
    const id = await idOf(world, KEY);
    loseSnapshot(world);
    expect(errors(await world.plan(renamed))).toEqual([
      `plan.taken: webhook/paid needs the url "${URL_}", which ${id} has; that one is ${KEY} of the catalog default`,
    ]);
  });
});

describe('a new version of a webhook endpoint', () => {
  const OLD = 'api_version: 2026-09-30.endive\n';
  const NEW = 'api_version: 2026-10-28.endive\n';

  it('is a new endpoint with a new secret, in capitals; the old one delivers for a while', async ({
    world,
  }) => {
    world.retireAfter = DAY;
    await applied(world, hook(OLD));
    const old = await idOf(world, KEY);
    const plan = await applied(world, hook(NEW));
    expect(brief(plan)).toEqual([`replace ${KEY} [api_version]`]);
    expect(plan.diagnostics).toMatchObject([
      { severity: 'warning', summary: expect.stringContaining('THE SIGNING SECRET CHANGES') },
    ]);
    expect(await world.get(`/v1/webhook_endpoints/${old}`)).toMatchObject({ status: 'enabled' });
    expect((await world.plan(hook(NEW))).retiring).toMatchObject([{ key: KEY, stripeId: old }]);
    world.advance(DAY + 1);
    const { digest } = await world.plan(PLAN.replace('Pro Plan', 'Pro'));
    const due = await applied(world, hook(NEW));
    expect(brief(due)).toEqual([`delete ${KEY} []`]);
    expect([due.changes[0]?.reason, due.guards, digest]).toEqual(['retired', [], expect.any(String)]);
    expect((await all(world)).map(({ id }) => id)).toEqual([await idOf(world, KEY)]);
  });

  it('deletes the old one at once where nothing retires', async ({ world }) => {
    await applied(world, hook(OLD));
    await applied(world, hook(NEW));
    expect(await all(world)).toMatchObject([{ api_version: '2026-10-28.endive' }]);
  });

  it('deletes the old one when it is due, even when the manifest goes', async ({ world }) => {
    world.retireAfter = DAY;
    await applied(world, hook(OLD));
    await applied(world, hook(NEW));
    expect(brief(await applied(world, PLAN))).toEqual([`delete ${KEY} []`]);
    expect(await all(world)).toHaveLength(1);
    world.advance(DAY + 1);
    expect(brief(await applied(world, PLAN))).toEqual([`delete ${KEY} []`]);
    expect(await all(world)).toEqual([]);
  });

  it('keeps the record of what is due until it is deleted: nothing else would look for it', async ({
    world,
  }) => {
    world.retireAfter = DAY;
    await applied(world, hook(OLD));
    await applied(world, hook(NEW));
    await applied(world, PLAN);
    world.advance(DAY + 1);
    const { ids } = await world.applied();
    expect(retirements({ ids, now: () => world.now() }, await world.plan(PLAN))).toEqual([]);
  });

  it('uses the old one again after a revert', async ({ world }) => {
    world.retireAfter = DAY;
    await applied(world, hook(OLD));
    const old = await idOf(world, KEY);
    await applied(world, hook(NEW));
    await applied(world, hook(OLD));
    expect(await idOf(world, KEY)).toBe(old);
    expect(await all(world)).toHaveLength(2);
  });

  it('is not made of an endpoint of Connect, which nobody can make the same again', async ({ world }) => {
    await applied(world, hook(OLD));
    const state = world.emulator.state();
    const { test } = state.modes;
    const rows = (test.webhook_endpoint ?? []).map((row) => ({ ...row, application: 'ca_1' }));
    world.emulator.load({ ...state, modes: { ...state.modes, test: { ...test, webhook_endpoint: rows } } });
    expect((await world.plan(hook(NEW))).guards).toMatchObject([
      { name: 'unmanaged_fields', actual: 'application', allow: [`drop:${KEY}`] },
    ]);
    await applied(world, hook(`${OLD}disabled: true\n`));
  });

  it('is not made by taking the line out', async ({ world }) => {
    await applied(world, hook(OLD));
    expect(codes(await applied(world, hook()))).toEqual(['warning plan.cannot-clear']);
    expect(await endpoint(world)).toMatchObject({ api_version: '2026-09-30.endive' });
  });

  it('finishes what an interrupted run left', async ({ world }) => {
    world.retireAfter = DAY;
    await applied(world, hook(OLD));
    const old = await idOf(world, KEY);
    await applied(world, hook(NEW));
    await world.post(`/v1/webhook_endpoints/${old}`, { metadata: { pricebook_retire_at: '' } });
    const plan = await applied(world, hook(NEW));
    expect(plan.changes.map(({ action, reason }) => `${action} ${reason}`)).toEqual(['delete superseded']);
    expect((await world.plan(hook(NEW))).retiring).toMatchObject([{ stripeId: old }]);
  });
});

describe('a webhook endpoint that is gone', () => {
  it('is made again only where somebody allows it, with the same capitals', async ({ world }) => {
    await applied(world, hook());
    vanish(world, await idOf(world, KEY));
    const plan = await world.plan(hook());
    expect(brief(plan)).toEqual([`recreate ${KEY} [events url]`]);
    expect(plan.guards).toMatchObject([{ name: 'secret', keys: [KEY], allow: [`recreate:${KEY}`] }]);
    expect(codes(plan)).toEqual(['warning plan.secret-changes']);
    world.choices = { ...world.choices, allow: new Set([`recreate:${KEY}`]) };
    expect((await world.plan(hook())).guards).toEqual([]);
    await applied(world, hook());
  });
});

it('endpoints are read with one list, and only where there is one', async ({ world }) => {
  await applied(world, hook());
  world.emulator.resetRequests();
  await world.plan(hook());
  expect(world.emulator.requests().routes).toMatchObject({ 'GET /v1/webhook_endpoints': 1 });
  expect(writes(world)).toEqual([]);
});

describe('two environments', () => {
  it('do not differ by the URL of an endpoint', () => {
    const at = (url: string, events: readonly string[]): AppliedState => ({
      ...emptyState({ account: 'acct_1', livemode: false, catalog: 'default' }),
      resources: new Map([
        ['webhook/billing', { key: KEY, kind: 'webhook', id: 'we_1', spec: { url, events }, commit: null }],
      ]),
    });
    const here = at(URL_, ['invoice.paid']);
    expect(compareRecords(here, at('https://other.example', ['invoice.paid'])).differing).toEqual([]);
    expect(compareRecords(here, at('https://other.example', ['*'])).differing).toMatchObject([
      { fields: [{ path: 'events' }] },
    ]);
  });

  it('do not differ by the URLs of a customer portal', () => {
    const at = (url: string): AppliedState => ({
      ...emptyState({ account: 'acct_1', livemode: false, catalog: 'default' }),
      resources: new Map([
        [
          'portal/main',
          {
            key: 'portal/main',
            kind: 'portal',
            id: 'bpc_1',
            spec: { default_return_url: url },
            commit: null,
          },
        ],
      ]),
    });
    expect(compareRecords(at('https://a.example'), at('https://b.example')).differing).toEqual([]);
  });
});
