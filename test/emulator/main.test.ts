import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const program = `
  import { runEmulator } from ${JSON.stringify(`${import.meta.dirname}/../../src/emulator/main.ts`)};
  await runEmulator({ port: 0, state: process.argv[1], onListening: ({ url }) => console.log(url) });
  console.log('stopped');
`;

const post = (url: string, name: string) =>
  fetch(`${url}/v1/products`, {
    method: 'POST',
    headers: { Authorization: 'Bearer sk_test_x' },
    body: `name=${name}`,
  });

it.each(['SIGINT', 'SIGTERM'] as const)('saves its state and ends by itself on %s', async (signal) => {
  const directory = await mkdtemp(join(tmpdir(), 'emulator-'));
  const file = join(directory, 'state.json');
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  await post(String(line).trim(), 'Pro');
  child.kill(signal);
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  const { modes } = JSON.parse(await readFile(file, 'utf8'));
  expect(modes.test.product).toMatchObject([{ name: 'Pro' }]);
  await rm(directory, { recursive: true });
});
