import { describe, expect, it } from 'vitest';
import { eventsIn, inFrontOf, shop, start } from './shop.ts';

const PLAN =
  'code: pro\nname: Pro Plan\nprices:\n  monthly: { amount: 25, currency: usd, interval: month }\n';
const APPLY = ['cli.ts', 'apply', '--yes', '--log-format', 'json'] as const;

describe('apply --log-format json', () => {
  it('tells of the run, of each write and of each change, an event a line', async () => {
    const stand = await shop();
    stand.write('plans/pro.yaml', PLAN);
    const { exit, err, out } = await start(stand, APPLY).ended;
    expect({ exit, err }).toMatchObject({ exit: 0 });
    const events = eventsIn(err);
    expect(events.map(({ event }) => event)).toEqual([
      'start',
      'request',
      'change',
      'request',
      'change',
      'end',
    ]);
    expect(events[0]).toMatchObject({
      command: 'apply',
      environment: 'test',
      livemode: false,
      level: 'info',
    });
    expect(events[0]!.account).toMatch(/^acct_/);
    expect(Object.keys(events[1]!)).toEqual([
      'time',
      'level',
      'event',
      'method',
      'path',
      'status',
      'requestId',
      'attempt',
      'milliseconds',
      'error',
    ]);
    expect(events[1]).toMatchObject({ method: 'POST', path: '/v1/products', status: 200, attempt: 1 });
    expect(Object.keys(events[2]!)).toEqual([
      'time',
      'level',
      'event',
      'key',
      'action',
      'status',
      'stripeId',
      'requestId',
      'attempt',
      'milliseconds',
      'error',
    ]);
    expect(events[4]).toMatchObject({
      key: 'price/pro/monthly',
      action: 'create',
      status: 'done',
      attempt: 1,
    });
    expect(events[4]!.requestId).toBe(events[3]!.requestId);
    expect(events[5]).toMatchObject({
      exit: 0,
      failure: null,
      counts: { done: 2, failed: 0, skipped: 0 },
      requests: stand.emulator.log().length,
      retries: 0,
    });
    expect(out).toContain('A second plan is empty.');
  });

  it('counts tries, and what they took', async () => {
    const stand = await shop();
    stand.write('plans/pro.yaml', PLAN);
    stand.emulator.faults({
      fail: [1, 2].map((nth) => ({ method: 'POST', path: '/v1/prices', nth, kind: 'rate-limit' })),
    });
    const events = eventsIn((await start(stand, APPLY).ended).err);
    const tries = events.filter(({ path }) => path === '/v1/prices');
    expect(tries.map(({ attempt, status, level }) => ({ attempt, status, level }))).toEqual([
      { attempt: 1, status: 429, level: 'warning' },
      { attempt: 2, status: 429, level: 'warning' },
      { attempt: 3, status: 200, level: 'info' },
    ]);
    const change = events.find(({ key }) => key === 'price/pro/monthly');
    expect(change).toMatchObject({ attempt: 3, status: 'done' });
    // Two waits of half of 250 ms and half of 500 ms, or more.
    expect(change!.milliseconds).toBeGreaterThanOrEqual(370);
    expect(events.at(-1)).toMatchObject({ event: 'end', retries: 2 });
  });

  it('leaves the outcomes of --json as they are, and the document alone on standard output', async () => {
    const stand = await shop();
    stand.write('plans/pro.yaml', PLAN);
    const { err, out } = await start(stand, [...APPLY, '--json']).ended;
    expect(eventsIn(err)).toHaveLength(6);
    expect(Object.keys(JSON.parse(out).outcomes[0]).toSorted()).toEqual([
      'action',
      'error',
      'key',
      'requestId',
      'status',
      'stripeId',
    ]);
  });

  it('says what went wrong as events too', async () => {
    const stand = await shop();
    stand.write(
      'plans/pro.yaml',
      'code: pro\nname: P\nprice: 1\ncurrency: usd\ninterval: month\ncolour: red\n',
    );
    const { exit, err } = await start(stand, ['cli.ts', 'plan'], { PRICEBOOK_LOG_FORMAT: 'json' }).ended;
    const events = eventsIn(err);
    expect(exit).toBe(1);
    expect(events[0]).toMatchObject({
      event: 'diagnostic',
      level: 'error',
      code: 'manifest.unknown-field',
      file: 'plans/pro.yaml',
      line: 6,
    });
    expect(events.at(-1)).toMatchObject({
      event: 'end',
      command: 'plan',
      exit: 1,
      failure: 'invalid-manifest',
    });
  });

  it('is not what people get', async () => {
    const stand = await shop();
    stand.write('plans/pro.yaml', PLAN);
    const { err } = await start(stand, ['cli.ts', 'apply', '--yes']).ended;
    expect(err).toContain('[1/2] ✓ product/pro');
    expect(err).not.toContain('{');
  });
});

describe('a secret in the text of an error of Stripe', () => {
  const SECRETS = ['sk_live_51Told', 'rk_live_51Told', 'whsec_51Told', 'sk_test_51Told'];

  it.each([
    { args: [...APPLY, '--json'], of: 'events and the document' },
    { args: ['cli.ts', 'apply', '--yes'], of: 'words' },
  ] as const)('is in no $of', async ({ args }) => {
    const stand = await shop();
    stand.write('plans/pro.yaml', PLAN);
    const base = await inFrontOf(stand, (method) =>
      method === 'POST' ? { status: 400, message: `The secrets are ${SECRETS.join(' and ')}.` } : null,
    );
    const { exit, out, err } = await start(stand, [...args], { STRIPE_API_BASE: base }).ended;
    expect(exit).toBe(1);
    expect(`${out}${err}`).toContain('The secrets are sk_live_… and rk_live_… and whsec_… and sk_test_….');
    expect(`${out}${err}`).not.toContain('51Told');
    expect(`${out}${err}`).not.toContain('stand1234567890');
  });
});

describe('PRICEBOOK_LOG_FORMAT in the action', () => {
  const action = {
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_EVENT_PATH: 'event.json',
  };
  const inputs = { INPUT_COMMAND: 'apply', 'INPUT_STRIPE-API-KEY': 'sk_test_stand1234567890' };

  it('has it print events among its lines', async () => {
    const stand = await shop();
    stand.write('plans/pro.yaml', PLAN);
    stand.write('event.json', '{ "repository": { "default_branch": "main" } }');
    const env = { ...action, ...inputs, PRICEBOOK_LOG_FORMAT: 'json' };
    const { exit, out } = await start(stand, ['action.ts'], env).ended;
    const lines = out.split('\n').filter((line) => line.startsWith('{'));
    expect({ exit, out }).toMatchObject({ exit: 0 });
    expect(lines.map((line) => JSON.parse(line).event)).toEqual([
      'start',
      'request',
      'change',
      'request',
      'change',
      'end',
    ]);
    expect(out).not.toContain('[1/2]');
  });

  it('is refused where it is no format', async () => {
    const stand = await shop();
    stand.write('plans/pro.yaml', PLAN);
    stand.write('event.json', '{ "repository": { "default_branch": "main" } }');
    const env = { ...action, ...inputs, PRICEBOOK_LOG_FORMAT: 'xml' };
    const { exit, out } = await start(stand, ['action.ts'], env).ended;
    expect(exit).toBe(1);
    expect(out).toContain('PRICEBOOK_LOG_FORMAT is "xml". Write text or json. (action.bad-input)');
  });
});
