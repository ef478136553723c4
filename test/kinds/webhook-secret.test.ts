import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectWriter } from '../../src/stripe/client.ts';
import { shop, start } from '../logs/shop.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import type { Faults } from '../../src/emulator/types.ts';

const HOOK =
  'kind: webhook\ncode: billing\nurl: https://example.com/hook\nevents: [invoice.paid]\napi_version: 2026-09-30.endive\n';
const AGAIN = HOOK.replace('2026-09-30', '2026-10-28');
const SECRET = 'whsec_';

/** Every text below a folder: manifests, snapshots, and whatever else was written there. */
const textsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'));

describe('the signing secret', () => {
  const faults: readonly (readonly [string, Faults])[] = [
    ['nothing goes wrong', {}],
    [
      'the answer is lost and played back',
      { fail: [{ path: '/v1/webhook_endpoints', method: 'POST', nth: 1, kind: 'drop-after' }] },
    ],
    [
      'the answer is an error after the effect',
      { fail: [{ path: '/v1/webhook_endpoints', method: 'POST', nth: 1, kind: 'error-after' }] },
    ],
  ];

  it.each(faults)('is nowhere when %s', async (_name, given) => {
    const stand = await shop();
    const outputs: string[] = [];
    const run = async (...args: readonly string[]): Promise<string> => {
      const { exit, out, err } = await start(stand, ['cli.ts', ...args]).ended;
      expect({ exit, err }).toMatchObject({ exit: 0 });
      outputs.push(out, err, ...textsIn(stand.folder));
      return out + err;
    };
    stand.write('plans/hook.yaml', HOOK);
    stand.emulator.faults(given);
    const page = /https:\/\/dashboard\.stripe\.com\/acct_\w+\/test\/webhooks\/we_\w+/;
    expect(await run('apply', '--yes')).toMatch(page);
    stand.write('plans/hook.yaml', AGAIN);
    const json = await run('apply', '--yes', '--json');
    expect(JSON.parse(json)).toMatchObject({
      outcomes: [{ key: 'webhook/billing', action: 'replace', page: expect.stringMatching(page) }],
      diagnostics: [{ severity: 'warning', summary: expect.stringContaining('THE SIGNING SECRET CHANGES') }],
    });
    await run('drift', '--json');
    await run('snapshot', 'dump');
    await run('export', '--format', 'json');
    await run('apply', '--yes', '--log-format', 'json');
    expect(JSON.stringify(stand.emulator.state().idempotency)).toContain(SECRET);
    expect(outputs.length).toBeGreaterThan(12);
    expect(outputs.filter((text) => text.includes(SECRET))).toEqual([]);
  });

  it('is not in what the client answers, replayed or not', async () => {
    const emulator = await startEmulator();
    const key = { secret: 'sk_test_world_1234567890', livemode: false };
    const writer = connectWriter({ key, base: emulator.url, requestsPerSecond: 1000 });
    const path = '/v1/webhook_endpoints';
    const params = { url: 'https://example.com', enabled_events: ['*'] };
    const answers = [
      await writer.post({ endpoint: path, path, params }, 'once'),
      await writer.post({ endpoint: path, path, params }, 'once'),
    ];
    await emulator.close();
    expect(answers.map(({ replayed }) => replayed)).toEqual([false, true]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect(answers[0]?.body).toMatchObject({ object: 'webhook_endpoint', url: 'https://example.com' });
    expect(JSON.stringify(answers)).not.toContain(SECRET);
  });
});
