import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** What a review has beside: it asks GitHub first. */
const GITHUB = { GITHUB_REPOSITORY: 'acme/shop', 'INPUT_GITHUB-TOKEN': 'bench' };

/**
 * Milliseconds from starting `dist/action.js`, as the runner does, to its first request; the runs' median.
 *
 * @param name the event: `schedule` asks Stripe first, `pull_request` GitHub.
 */
export async function startupOfAction(name: string, runs: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-bench-'));
  const event = join(folder, 'event.json');
  writeFileSync(event, JSON.stringify({ repository: { default_branch: 'main' } }));
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await once(name, folder, event));
  rmSync(folder, { recursive: true, force: true });
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? Number.NaN;
}

async function once(name: string, folder: string, event: string): Promise<number> {
  const { promise: requested, resolve } = Promise.withResolvers<number>();
  const server = createServer((_, response) => {
    resolve(performance.now());
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{"message":"no"}}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, 'dist/action.js')], {
    cwd: root,
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: event,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: '0'.repeat(40),
      ...(name === 'pull_request' ? { ...GITHUB, GITHUB_API_URL: `http://127.0.0.1:${port}` } : {}),
      RUNNER_TEMP: folder,
      'INPUT_STRIPE-API-KEY': 'rk_test_bench',
      STRIPE_API_BASE: `http://127.0.0.1:${port}`,
    },
  });
  const ended = new Promise<number>((exit) => child.once('exit', () => exit(Number.NaN)));
  const at = await Promise.race([requested, ended]);
  child.kill('SIGKILL');
  server.closeAllConnections();
  server.close();
  return at - began;
}
