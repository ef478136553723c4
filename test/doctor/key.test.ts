import { describe, expect, it } from 'vitest';
import { ACCOUNT, newPatient, READING } from './patient.ts';

describe('the key', () => {
  it('is in order when it is restricted and of the account that is configured', async () => {
    const patient = await newPatient();
    const { of } = await patient.doctor();
    expect(of('key')).toEqual(['ok: there is a restricted key of test mode']);
    expect(of('account')).toEqual([`ok: the key is of ${ACCOUNT}, in the mode of the environment test`]);
    expect(of('key-reads').every((finding) => finding.startsWith('ok: '))).toBe(true);
    expect(of('key-excess')).toEqual(['ok: the key may read nothing that was tried and is not needed']);
  });

  it('is an error when there is none, and nothing is asked of Stripe', async () => {
    const patient = await newPatient();
    const { of, exit } = await patient.doctor({});
    expect(of('key')).toEqual(['error: there is no Stripe key in STRIPE_API_KEY']);
    expect(exit).toBe(1);
    expect(patient.emulator.requests().total).toBe(0);
    expect(of('manifests')).toEqual(['ok: the manifests are valid: 3 objects']);
  });

  it('is a warning when it is a secret key, whose excess goes without saying', async () => {
    const patient = await newPatient();
    const { of, exit } = await patient.doctor({ STRIPE_API_KEY: 'sk_test_everything0123' });
    expect(of('key')[0]).toMatch(/^warning: the key of test mode is a secret key/);
    expect([...of('key-excess'), ...of('key-writes')]).toEqual([]);
    expect(exit).toBe(0);
  });

  it('is an error when its mode is not that of the environment, and is sent nowhere', async () => {
    const patient = await newPatient();
    const { of } = await patient.doctor({ STRIPE_API_KEY: 'rk_live_0123456789' }, { env: 'test' });
    expect(of('account')).toEqual(['error: the key is for live mode, but the environment test is test']);
    expect(of('key-reads')).toEqual([]);
    expect(patient.emulator.requests().total).toBe(0);
  });

  it('is an error when no environment is of its mode', async () => {
    const patient = await newPatient();
    const { of } = await patient.doctor({ STRIPE_API_KEY: 'rk_live_0123456789' });
    expect(of('configuration')).toEqual(["error: no environment is of the key's mode (live)"]);
  });

  it('is an error when it is of another account, which is then not read', async () => {
    const patient = await newPatient();
    patient.repository.write(
      '.github/pricebook.yaml',
      'environments:\n  test: { account: acct_1Another, livemode: false }\n',
    );
    const { of } = await patient.doctor();
    expect(of('account')).toEqual([
      `error: the key is for the account ${ACCOUNT}, but the environment test is acct_1Another`,
    ]);
    expect(patient.emulator.requests()).toEqual({ total: 1, routes: { 'GET /v1/account': 1 } });
  });
});

const METER = 'kind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum\n';
const ENTITLEMENT =
  'kind: entitlement\ncode: sso\nname: Single sign-on\n---\ncode: sso_plan\nname: Plan\nentitlements: [sso]\n';
const WEBHOOK = 'kind: webhook\ncode: billing\nurl: https://example.com\nevents: [invoice.paid]\n';
const TAX_RATE = 'kind: tax_rate\ncode: vat\ndisplay_name: VAT\npercentage: 19\ninclusive: true\n';

describe('the permissions of the key', () => {
  it.each([
    ['product_read', '/v1/products'],
    ['plan_read', '/v1/prices'],
    ['billing_meter_read', '/v1/billing/meters', METER],
    ['tax_rate_read', '/v1/tax_rates', TAX_RATE],
    ['entitlement_read', '/v1/entitlements/features', ENTITLEMENT],
    ['webhook_read', '/v1/webhook_endpoints', WEBHOOK],
    ['customer_portal_read', '/v1/billing_portal/configurations', 'kind: portal\ncode: main\n'],
  ])('are an error without %s', async (name, path, more = '') => {
    const patient = await newPatient();
    patient.repository.write('plans/more.yaml', more);
    const { of, fixes, exit } = await patient.doctor({ STRIPE_API_KEY: `${READING}_without_${name}` });
    const errors = of('key-reads').filter((finding) => finding.startsWith('error'));
    expect(errors).toEqual([`error: the key may not read ${path}: nothing can be planned`]);
    expect(fixes('key-reads')).toContain(`Give it the permission ${name}.`);
    expect(exit).toBe(1);
  });

  it('are an error where the account cannot be read', async () => {
    const patient = await newPatient();
    const { of } = await patient.doctor({ STRIPE_API_KEY: `${READING}_without_connected_account_read` });
    expect(of('account')[0]).toContain("Having the 'rak_connected_account_read' permission");
  });

  it.each([
    ['subscriptions', 'subscription_read', 'comments do not say how many subscribe'],
    ['events', 'event_read', 'a drift check does not say who moved what, and when'],
  ])('need none for %s, and it is said what is missed', async (what, permission, missed) => {
    const patient = await newPatient();
    const { of, fixes } = await patient.doctor({ STRIPE_API_KEY: `${READING}_without_${permission}` });
    expect(of('key-reads')).toContain(`ok: the key may not read ${what}: ${missed}`);
    expect(fixes('key-reads').join('\n')).toContain(permission);
  });

  it('are asked for once where several kinds need them, and of what is below other objects not at all', async () => {
    const patient = await newPatient();
    patient.repository.write(
      'plans/more.yaml',
      'code: team\nname: Team\nentitlements: [sso]\n---\nkind: entitlement\ncode: sso\nname: Single sign-on\n',
    );
    const { of } = await patient.doctor();
    expect(of('key-reads').filter((finding) => finding.includes('{'))).toEqual([]);
    expect(of('key-reads')).toContain('ok: the key may read /v1/entitlements/features (entitlement_read)');
    expect(of('key-writes')[0]).toMatch(
      / needs product_write, plan_write, entitlement_read, and subscription_read to switch off/,
    );
  });

  it('for subscriptions are missed more where something is not switched off without them', async () => {
    const patient = await newPatient();
    patient.repository.write('plans/more.yaml', METER);
    const { of } = await patient.doctor({ STRIPE_API_KEY: `${READING}_without_subscription_read` });
    expect(of('key-reads')).toContainEqual(
      expect.stringMatching(/how many subscribe, and nothing is switched off that subscribers may use$/),
    );
  });

  it('are a warning where they are more than what is needed', async () => {
    const patient = await newPatient();
    const { of } = await patient.doctor({ STRIPE_API_KEY: 'rk_test_0123456789' });
    expect(of('key-excess')).toEqual(['warning: the key may read customers, which Pricebook never needs']);
  });

  it('to write are not known, and those of a release are named', async () => {
    const patient = await newPatient();
    patient.repository.write('plans/more.yaml', METER);
    const [finding] = (await patient.doctor()).of('key-writes');
    expect(finding).toMatch(
      /^unknown: .*product_write, billing_meter_write, plan_write, and subscription_read to/,
    );
  });

  it('to write entitlements are those for products, once', async () => {
    const patient = await newPatient();
    patient.repository.write('plans/more.yaml', ENTITLEMENT);
    const [finding] = (await patient.doctor()).of('key-writes');
    expect(finding).toMatch(/ needs product_write, plan_write, entitlement_read, and subscription_read/);
  });

  it('for what the catalog has nothing of are not asked for', async () => {
    const patient = await newPatient();
    const without = `${READING}_without_billing_meter_read_without_tax_rate_read`;
    const { of } = await patient.doctor({ STRIPE_API_KEY: without });
    expect(of('key-reads').filter((finding) => finding.startsWith('error'))).toEqual([]);
    expect(of('key-writes')[0]).toMatch(/ product_write, plan_write$/);
  });
});
