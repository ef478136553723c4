import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/emulator/server.ts';
import { newJob, type Job, type StepResult } from './runner.ts';

const KEY = 'rk_test_action_1234567890';
const manifest = (amount: string): string =>
  `code: pro\nname: Pro Plan\nprices:\n  monthly: { amount: ${amount}, currency: usd, interval: month }\n`;

let emulator: Emulator;
let job: Job;

beforeEach(async () => {
  emulator = await startEmulator();
  job = newJob();
  job.write('plans/pro.yaml', manifest('25.00'));
});

afterEach(async () => {
  job.close();
  await emulator.close();
});

const run = (step: Parameters<Job['run']>[0]): Promise<StepResult> =>
  job.run({
    ...step,
    inputs: { command: 'auto', 'stripe-api-key': KEY, ...step.inputs },
    env: { STRIPE_API_BASE: emulator.url, ...step.env },
  });

const writes = (): number => emulator.log().filter(({ method }) => method !== 'GET').length;

describe('by event', () => {
  it('plans when it is told to, with a key that may only read', async () => {
    const inputs = { command: 'plan', 'stripe-api-key': 'rk_test_readonly_1234567890' };
    const step = await run({ event: 'push', inputs });
    expect(step.exit).toBe(0);
    expect(writes()).toBe(0);
    expect(step.outputs).toMatchObject({ 'has-changes': 'true', drift: 'false', 'failure-reason': '' });
    expect(step.outputs.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(JSON.parse(step.outputs.summary!)).toMatchObject({ create: 2, unchanged: 0 });
    const plan = JSON.parse(readFileSync(step.outputs['plan-file']!, 'utf8'));
    expect(plan).toMatchObject({
      formatVersion: 1,
      command: 'plan',
      digest: step.outputs.digest,
      livemode: false,
    });
    expect(step.summary).toContain('product/pro');
    expect(step.log).toContain('::group::');
  });

  it('applies on a push to the default branch, and records the commit', async () => {
    const step = await run({ event: 'push' });
    expect(step.exit).toBe(0);
    expect(step.outputs['failure-reason']).toBe('');
    expect(writes()).toBe(2);
    expect(existsSync(join(job.folder, 'plans/snapshot.test.sqlite'))).toBe(true);
    const again = await run({ event: 'push' });
    expect(again.outputs['has-changes']).toBe('false');
    expect(writes()).toBe(2);
  });

  it.each(['schedule', 'workflow_dispatch'])(
    'checks for drift on %s, and fails when told to',
    async (event) => {
      await run({ event: 'push' });
      const clean = await run({ event, inputs: { 'on-drift': 'fail' } });
      expect(clean.outputs.drift).toBe('false');
      expect(clean.exit).toBe(0);
      await fetch(`${emulator.url}/v1/products/pro`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk_test_dashboard' },
        body: new URLSearchParams({ name: 'Pro!' }),
      });
      const reported = await run({ event });
      expect(reported).toMatchObject({ exit: 0, outputs: { drift: 'true' } });
      expect(reported.summary).toContain('Pro!');
      const failed = await run({ event, inputs: { 'on-drift': 'fail' } });
      expect(failed.exit).toBe(1);
    },
  );

  it.each(['issues', 'release', ''])('refuses the event %j, which auto does not know', async (event) => {
    const step = await run({ event });
    expect(step.exit).toBe(1);
    expect(step.log).toContain('action.unknown-event');
    expect(emulator.requests().total).toBe(0);
  });

  it.each(['pull_request_target', 'workflow_run'])('refuses %s, whatever the command', async (event) => {
    const step = await run({ event, inputs: { command: 'plan' } });
    expect(step.exit).toBe(1);
    expect(emulator.requests().total).toBe(0);
  });

  it.each(['refs/heads/feature', 'refs/tags/main', 'refs/pull/1/merge'])(
    'applies on no other ref: %s',
    async (ref) => {
      for (const event of ['push', 'workflow_dispatch']) {
        const step = await run({ event, ref, inputs: { command: 'apply' } });
        expect(step.exit).toBe(1);
        expect(step.log).toContain('action.not-default-branch');
      }
      expect(emulator.requests().total).toBe(0);
    },
  );
});

describe('what it says', () => {
  it('annotates the lines that have problems', async () => {
    job.write(
      'plans/pro.yaml',
      'code: pro\nname: Pro\nprices:\n  monthly: { amount: 1e3, currency: usd, intervall: month }\n',
    );
    const step = await run({ event: 'push', inputs: { command: 'plan' } });
    expect(step.exit).toBe(1);
    expect(step.outputs['failure-reason']).toBe('invalid-manifest');
    expect(step.log).toMatch(/^::error title=manifest\.[a-z-]+,file=plans\/pro\.yaml,line=4,col=\d+::/m);
    expect(step.log).toContain('Did you mean `interval`?');
    expect(writes()).toBe(0);
  });

  it('plans offline without a key', async () => {
    const step = await run({ event: 'push', inputs: { command: 'plan', 'stripe-api-key': '' } });
    expect(step.exit).toBe(0);
    expect(step.outputs['has-changes']).toBe('true');
    expect(step.summary).toContain('Offline');
    expect(emulator.requests().total).toBe(0);
  });

  it('needs a key to apply', async () => {
    const step = await run({ event: 'push', inputs: { 'stripe-api-key': '' } });
    expect(step.exit).toBe(1);
    expect(step.log).toContain('stripe.no-key');
  });

  it('names the guard that stops it', async () => {
    await run({ event: 'push' });
    job.write('plans/pro.yaml', manifest('250.00'));
    const step = await run({ event: 'push' });
    expect(step).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'guard' } });
    expect(step.summary).toContain('max_price_change');
    expect(step.log).toContain('replace:price/pro/monthly');
  });

  it.each([
    ['sk_live_wrong_1234567890', 'wrong-account'],
    ['sk_test_ok_1234567890', ''],
  ])('refuses a key of another mode than the snapshot (%s)', async (key, reason) => {
    await run({ event: 'push' });
    const env = { 'stripe-api-key': key, environment: 'test' };
    const step = await run({ event: 'workflow_dispatch', inputs: env });
    expect(step.outputs['failure-reason']).toBe(reason);
  });

  it('masks the key and prints it nowhere else', async () => {
    const step = await run({ event: 'push' });
    expect(step.log).toContain(`::add-mask::${KEY}`);
    const rest = step.log.replaceAll(`::add-mask::${KEY}`, '') + step.summary + JSON.stringify(step.outputs);
    expect(rest).not.toContain(KEY);
  });

  it('never lets a manifest speak to the runner', async () => {
    job.write(
      'plans/pro.yaml',
      `code: pro\nname: "x\\n::error::owned ##[command]rm"\nprices:\n  m: { amount: 1, currency: usd, interval: month, nickname: "::set-env name=A::b" }\n`,
    );
    const step = await run({ event: 'push', inputs: { command: 'plan' } });
    expect(step.log).toContain('owned');
    expect(step.log).not.toMatch(/^\s*::(error|set-env)::?owned/m);
    expect(step.log).not.toContain('##[command]');
  });
});
