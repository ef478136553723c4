import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { fresh } from './client.ts';

const command = resolve(import.meta.dirname, '../../node_modules/.bin/stripe');

const run = (args: readonly string[], home: string): Promise<{ code: number; output: string }> =>
  new Promise((done) => {
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_CONFIG_HOME: home,
      STRIPE_API_KEY: 'sk_test_command_line',
    };
    execFile(command, [...args], { env, timeout: 30_000 }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : 1, output: `${stdout}${stderr}` });
    });
  });

const installed = existsSync(command) && (await run(['version'], tmpdir())).code === 0;

beforeAll(() => {
  if (!installed) console.log('Skipped: the binary of the Stripe CLI is not installed on this platform.');
});

it.runIf(installed)('the official command line creates, lists and updates', async () => {
  const { emulator, stripe } = await fresh();
  const home = await mkdtemp(join(tmpdir(), 'stripe-cli-'));
  const cli = (...args: string[]) => run([...args, '--api-base', emulator.url], home);
  expect(await cli('products', 'create', '-d', 'id=pro', '--name', 'Pro')).toMatchObject({ code: 0 });
  const created = await cli(
    'prices',
    'create',
    '--product',
    'pro',
    '--currency',
    'usd',
    '--unit-amount',
    '1000',
    '-d',
    'recurring[interval]=month',
    '--lookup-key',
    'pro_monthly',
  );
  expect(created.output).toContain('"lookup_key": "pro_monthly"');
  const { data } = await stripe.prices.list({ lookup_keys: ['pro_monthly'] });
  expect(data).toMatchObject([{ unit_amount: 1000, recurring: { interval: 'month' }, product: 'pro' }]);
  expect((await cli('prices', 'update', data[0]?.id ?? '', '--active=false')).output).toContain(
    '"active": false',
  );
  expect((await cli('products', 'list')).output).toContain('"id": "pro"');
  expect((await cli('get', '/v1/prices/price_nope')).output).toContain("No such price: 'price_nope'");
  await rm(home, { recursive: true });
});
