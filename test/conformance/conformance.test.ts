import { execFile } from 'node:child_process';
import { expect, it } from 'vitest';
import { fresh } from '../emulator/client.ts';
import { assumptions } from './assumptions.ts';
import { newContext } from './context.ts';
import { disagrees, tryAll } from './suite.ts';
import { chooseTarget } from './target.ts';

const runner = `${import.meta.dirname}/run.ts`;

it('the emulator does what we assume of Stripe, and is left clean', async () => {
  const { stripe } = await fresh();
  const ctx = newContext(stripe);
  const findings = await tryAll(stripe, ctx, assumptions);
  expect(findings.filter(({ agrees }) => agrees === 'no')).toEqual([]);
  expect(findings.filter(({ agrees }) => agrees === 'yes').length).toBeGreaterThan(30);
  expect(await ctx.cleanUp()).toEqual([]);
  expect((await stripe.prices.list({ active: true })).data).toEqual([]);
  expect((await stripe.products.list({ active: true })).data).toEqual([]);
});

it('a disagreement counts only when something relies on it', async () => {
  const { stripe } = await fresh();
  const wrong = { id: 'x', question: 'q', expected: 'a', run: () => Promise.resolve('b') };
  const findings = await tryAll(stripe, newContext(stripe), [{ ...wrong, relied: false }]);
  expect(disagrees(findings)).toBe(false);
  expect(disagrees(await tryAll(stripe, newContext(stripe), [{ ...wrong, relied: true }]))).toBe(true);
});

it('a live key and a base elsewhere are refused before any request', async () => {
  await expect(chooseTarget({ key: 'sk_live_x', base: undefined })).rejects.toThrow('live key');
  await expect(chooseTarget({ key: 'rk_live_x', base: 'http://127.0.0.1:1' })).rejects.toThrow('live key');
  await expect(chooseTarget({ key: 'sk_test_x', base: 'https://example.com' })).rejects.toThrow('loopback');
});

it('the command prints one JSON document and exits with 0', async () => {
  const { STRIPE_API_KEY: _key, STRIPE_API_BASE: _base, ...env } = process.env;
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [runner, '--json'], { env }, (error, stdout) =>
      error === null ? resolve(stdout) : reject(error),
    );
  });
  expect(JSON.parse(output)).toMatchObject({ target: 'the emulator', differ: 0 });
});
