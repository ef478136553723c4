import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEFORE, CONFIG } from './catalogs.ts';
import { newStand, type Stand } from './stand.ts';

const READONLY = 'sk_test_readonly1234567890';
const CONFIGURED = ['--config', 'config.yaml'];

let stand: Stand;
beforeAll(async () => {
  stand = await newStand();
  stand.write('config.yaml', CONFIG);
  stand.write('plans/all.yaml', BEFORE);
  await stand.run(['apply', '--yes', ...CONFIGURED]);
  // Somebody changes a name in the Dashboard, and a price is wanted at another amount: there is much to do.
  await fetch(`${stand.emulator.url}/v1/products/basic`, {
    method: 'POST',
    headers: {
      Authorization: 'Bearer sk_test_dashboard1234',
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: 'name=Renamed',
  });
  stand.write('plans/all.yaml', BEFORE.replace('10.00', '11.00'));
});
afterAll(() => stand.close());

it.each([
  { args: ['validate'], exit: 0, reads: false },
  { args: ['plan'], exit: 0, reads: true },
  { args: ['plan', '--json', '--detailed-exitcode'], exit: 2, reads: true },
  { args: ['plan', '--revert-drift', '--detailed-exitcode'], exit: 2, reads: true },
  { args: ['plan', '--offline', '--detailed-exitcode'], exit: 2, reads: false },
  { args: ['drift'], exit: 0, reads: true },
  { args: ['drift', '--detailed-exitcode'], exit: 2, reads: true },
  { args: ['doctor'], exit: 0, reads: true },
  { args: ['lookup', 'pro/monthly'], exit: 0, reads: false },
  { args: ['lookup', 'nobody/knows'], exit: 1, reads: false },
  { args: ['export', '--format', 'env'], exit: 0, reads: false },
  { args: ['snapshot', 'dump'], exit: 0, reads: false },
  { args: ['snapshot', 'verify'], exit: 0, reads: false },
  { args: ['snapshot', 'rebuild'], exit: 0, reads: true },
])('"$args" sends no write, and exits with $exit', async ({ args, exit, reads }) => {
  const before = stand.emulator.state();
  stand.emulator.resetRequests();
  const ended = await stand.run([...args, ...CONFIGURED], { key: READONLY });
  expect(ended).toMatchObject({ exit });
  const methods = new Set(stand.emulator.log().map(({ method }) => method));
  expect([...methods]).toEqual(reads ? ['GET'] : []);
  expect(stand.emulator.state()).toEqual(before);
  expect(`${ended.out}${ended.err}`).not.toContain('readonly1234567890');
});

it('"apply" with such a key is refused by Stripe, says so, and changes nothing', async () => {
  const before = stand.emulator.state();
  const ended = await stand.run(['apply', '--yes', ...CONFIGURED], { key: READONLY });
  expect(ended.exit).toBe(1);
  expect(`${ended.out}${ended.err}`).toContain('rak_product_write');
  expect(`${ended.out}${ended.err}`).not.toContain('readonly1234567890');
  expect(stand.emulator.state().modes).toEqual(before.modes);
});
