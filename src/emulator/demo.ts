/**
 * `npm start`: the whole job before your eyes, on an embedded Stripe, with the sample catalog in `plans/`. Nothing
 * leaves this machine and nothing in the repository is changed: the demo works on a copy in a temporary folder.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { startEmulator } from './server.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'pricebook-demo-'));
const emulator = await startEmulator();
const key = 'sk_test_demo';

const say = (text: string): void => console.log(`\n${styleText('bold', `── ${text}`)}\n`);

/** Runs the command line as a user would, and fails the demo when it does not end as expected. */
async function pricebook(args: readonly string[], expected = 0): Promise<void> {
  console.log(styleText('dim', `$ pricebook ${args.join(' ')}`));
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), ...args], {
    cwd: folder,
    stdio: 'inherit',
    env: {
      ...process.env,
      STRIPE_API_KEY: key,
      STRIPE_API_BASE: emulator.url,
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
    },
  });
  const exit = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (exit !== expected) throw new Error(`pricebook ${args[0]} ended with ${exit}, not with ${expected}`);
}

/** A request of somebody else's, as the Dashboard sends them. */
async function dashboard(
  method: 'GET' | 'POST',
  path: string,
  body?: Record<string, string>,
): Promise<unknown> {
  const response = await fetch(emulator.url + path, {
    method,
    headers: { authorization: 'Bearer sk_test_dashboard' },
    ...(body === undefined ? {} : { body: new URLSearchParams(body) }),
  });
  if (!response.ok) throw new Error(`the embedded Stripe answered ${response.status}`);
  return response.json();
}

try {
  cpSync(join(root, 'plans'), join(folder, 'plans'), { recursive: true });
  say('1. The catalog is three plans in plans/*.yaml. Is it valid?');
  await pricebook(['validate']);
  say('2. What would it do to Stripe, where there is nothing yet?');
  await pricebook(['plan']);
  say('3. Do it.');
  await pricebook(['apply', '--yes']);
  say('4. Is anything left to do? Exit code 0 says no.');
  await pricebook(['plan', '--detailed-exitcode']);
  say('5. The application asks for an id, offline.');
  await pricebook(['lookup', 'pro_monthly']);

  say('6. Someone edits a price in the Dashboard: Pro Plan goes off sale, with a note.');
  const found = (await dashboard('GET', '/v1/prices?lookup_keys[]=pro_monthly')) as {
    data: { id: string }[];
  };
  const id = found.data[0]?.id ?? '';
  await dashboard('POST', '/v1/products/pro_monthly', { default_price: '' });
  await dashboard('POST', `/v1/prices/${id}`, { active: 'false', nickname: 'paused for the summer' });
  await pricebook(['drift', '--detailed-exitcode'], 2);
  say('7. It was a mistake: put back what was last applied.');
  await pricebook(['apply', '--yes', '--revert-drift']);

  say('8. A pull request raises Pro Plan from 25.00 to 29.00 a month. Prices are immutable in Stripe:');
  const manifest = join(folder, 'plans/pro.yaml');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('price: 25.00', 'price: 29.00'));
  await pricebook(['plan', '--detailed-exitcode'], 2);
  await pricebook(['apply', '--yes']);
  await pricebook(['lookup', 'pro_monthly']);
  say(
    `That was all of it, in ${emulator.requests().total} requests. With a real key the same commands work on a real account.`,
  );
} finally {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
}
