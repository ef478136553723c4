import { describe, expect, it } from 'vitest';
import { ACCOUNT, newPatient, PLANS, type Patient } from './patient.ts';

const CONFIG = '.github/pricebook.yaml';
const SNAPSHOT = 'plans/snapshot.test.sqlite';

async function released(): Promise<Patient> {
  const patient = await newPatient();
  await patient.release();
  return patient;
}

/** Takes objects of test mode out of Stripe, however much refers to them. */
function lose({ emulator }: Patient, isLost: (id: string) => boolean): void {
  const state = emulator.state();
  const left = Object.entries(state.modes.test).map(([name, rows]) => [
    name,
    rows.filter(({ id }) => !isLost(id)),
  ]);
  emulator.load({ ...state, modes: { ...state.modes, test: Object.fromEntries(left) } });
}

describe('the configuration', () => {
  it('is in order when each environment names its account', async () => {
    const { of } = await (await newPatient()).doctor();
    expect(of('configuration')).toEqual([
      'ok: the configuration is valid, and each environment names its account',
    ]);
  });

  it('is a warning where an environment names none, or where there is no configuration', async () => {
    const patient = await newPatient();
    patient.repository.write(CONFIG, 'environments:\n  test: { livemode: false }\n');
    expect((await patient.doctor()).of('configuration')[0]).toMatch(/^warning: test in the configuration/);
    patient.repository.write(CONFIG, 'catalog: acme\n');
    expect((await patient.doctor()).of('configuration')[0]).toMatch(/^warning: no environment is configured/);
  });

  it('is an error where it is not valid, with the place', async () => {
    const patient = await newPatient();
    patient.repository.write(CONFIG, 'catalog: acme\nguard: {}\n');
    const { of, exit } = await patient.doctor();
    expect(of('configuration')[0]).toMatch(/^error: \.github\/pricebook\.yaml:2: /);
    expect(exit).toBe(1);
  });
});

describe('the manifests', () => {
  it('are an error where they are not valid, with the place', async () => {
    const patient = await newPatient();
    patient.repository.write('plans/pro.yaml', `${PLANS}colour: red\n`);
    expect((await patient.doctor()).of('manifests')[0]).toMatch(/^error: plans\/pro\.yaml:8: /);
  });

  it('are a warning where there is something to warn about', async () => {
    const patient = await newPatient();
    patient.repository.write('plans/pro.yaml', PLANS.replace('250.00', '2500.00'));
    expect((await patient.doctor()).of('manifests')).toEqual([
      'warning: the manifests are valid: 3 objects, 1 warning',
    ]);
  });
});

describe('the snapshot', () => {
  it('is in order after a release', async () => {
    const { of } = await (await released()).doctor();
    expect(of('snapshot')).toEqual([`ok: ${SNAPSHOT} is sound`]);
    expect(of('snapshot-fit')[0]).toMatch(/^ok: /);
    expect(of('recorded-objects')).toEqual(['ok: all 3 recorded objects are in Stripe']);
  });

  it('is a warning before the first release', async () => {
    const { of } = await (await newPatient()).doctor();
    expect(of('snapshot')).toEqual([`warning: there is no snapshot ${SNAPSHOT}`]);
    expect([...of('snapshot-fit'), ...of('recorded-objects')]).toEqual([]);
  });

  it('is not known where the workflows keep it on another branch', async () => {
    const patient = await newPatient();
    await patient.repository.init({ protected: true });
    expect((await patient.doctor()).of('snapshot')[0]).toMatch(/^unknown: .*on the branch "pricebook"$/);
  });

  it('is an error when it is damaged', async () => {
    const patient = await newPatient();
    patient.repository.write(SNAPSHOT, 'SQLite format 3\0 and then nothing');
    const { of, exit } = await patient.doctor();
    expect(of('snapshot')[0]).toMatch(/^error: /);
    expect(exit).toBe(1);
  });

  it('is a warning when an apply left something beside it, which stays there', async () => {
    const patient = await released();
    patient.repository.write(`${SNAPSHOT}.working`, '');
    const before = patient.repository.files();
    const { of } = await patient.doctor();
    expect(of('snapshot')).toEqual([`warning: an apply that did not finish left ${SNAPSHOT}.working`]);
    expect(patient.repository.files()).toEqual(before);
  });

  it.each([
    ['catalog', `catalog: other\nenvironments:\n  test: { account: ${ACCOUNT}, livemode: false }\n`, 'other'],
    ['account', 'environments:\n  test: { account: acct_1Another, livemode: false }\n', 'acct_1Another'],
    ['mode', `environments:\n  test: { account: ${ACCOUNT}, livemode: true }\n`, 'live mode'],
  ])('is an error when it is of another %s than is configured', async (_, config, word) => {
    const patient = await released();
    patient.repository.write(CONFIG, config);
    const found = (await patient.doctor(undefined, { env: 'test' })).of('snapshot-fit');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^error: /);
    expect(found[0]).toContain(word);
  });
});

describe('the recorded objects', () => {
  it('are a warning when one is gone, for a release makes it anew', async () => {
    const patient = await released();
    lose(patient, (id) => id === 'pro');
    const { of, exit } = await patient.doctor();
    expect(of('recorded-objects')).toEqual([
      'warning: 1 of 3 recorded objects are not in Stripe: product/pro (pro)',
    ]);
    expect(exit).toBe(0);
  });

  it('are an error when so many are gone that a guard stops the release', async () => {
    const patient = await released();
    patient.repository.write(
      CONFIG,
      `guards: { max_recreates: 1 }\nenvironments:\n  test: { account: ${ACCOUNT}, livemode: false }\n`,
    );
    lose(patient, (id) => id.startsWith('price_'));
    const { of, fixes } = await patient.doctor();
    expect(of('recorded-objects')[0]).toMatch(/^error: 2 of 3/);
    expect(fixes('recorded-objects')[0]).toContain('max_recreates');
  });

  it('are an error when one is gone whose secret somebody holds', async () => {
    const patient = await newPatient();
    const hook = 'kind: webhook\ncode: billing\nurl: https://example.com\nevents: [invoice.paid]\n';
    patient.repository.write('plans/hook.yaml', `${hook}only: [test]\n`);
    await patient.release();
    lose(patient, (id) => id.startsWith('we_'));
    const { of, fixes } = await patient.doctor();
    expect(of('recorded-objects')[0]).toMatch(/^error: 1 of 4 recorded objects are not in Stripe/);
    expect(fixes('recorded-objects')[0]).toContain('--allow recreate:webhook/billing');
  });

  it('are an error when Stripe cannot be read', async () => {
    const patient = await released();
    const { of } = await patient.doctor({ STRIPE_API_KEY: 'rk_test_without_plan_read_0123' });
    expect(of('recorded-objects')[0]).toMatch(/^error: .*rak_plan_read/);
  });
});
