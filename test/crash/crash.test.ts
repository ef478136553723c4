import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import type { Io } from '../../src/commands/io.ts';
import { newRun, settle } from '../../src/commands/run.ts';
import { canonicalJson } from '../../src/lib/json.ts';
import { readSnapshot } from '../../src/snapshot/file.ts';
import { accountIn } from '../engine/laws/account.ts';
import { AFTER, BEFORE, CONFIG } from './catalogs.ts';
import { newStand, type Stand } from './stand.ts';

const APPLY = ['apply', '--yes', '--config', 'config.yaml', '--allow', 'replace:price/pro/monthly'];

/** Everything that a run leaves behind, comparable with what another one left. */
async function endState({ emulator, snapshot }: Stand): Promise<readonly string[]> {
  const { objects, faults, onSale } = accountIn(emulator.state(), 'test');
  const state = await readSnapshot(snapshot);
  const records = [...(state?.resources.values() ?? [])];
  return [
    ...objects,
    ...faults,
    ...records.map(({ key, spec }) => `recorded ${key} ${canonicalJson(spec)}`).sort(),
    ...records
      .filter(({ key, id }) => key in onSale && onSale[key] !== id)
      .map(({ key }) => `${key} has a wrong id`),
  ];
}

async function prepared(): Promise<{ stand: Stand; goBack: () => void }> {
  const stand = await newStand();
  stand.write('config.yaml', CONFIG);
  stand.write('plans/all.yaml', BEFORE);
  const first = await stand.run(APPLY);
  expect(first).toMatchObject({ exit: 0 });
  // Stripe counts in seconds when something was made; what was there before is older.
  stand.emulator.advance(1);
  stand.write('plans/all.yaml', AFTER);
  const state = stand.emulator.state();
  copyFileSync(stand.snapshot, join(stand.folder, 'saved'));
  return {
    stand,
    goBack() {
      stand.emulator.load(state);
      copyFileSync(join(stand.folder, 'saved'), stand.snapshot);
    },
  };
}

/** When to kill: at the nth write, before or after its effect, or at the first read after the last write. */
interface Point {
  readonly write: number;
  readonly moment: 'before' | 'after' | 'proof';
}

/** The same command in this process, where nothing has to start: most runs of this test are second ones. */
async function runAgain({ emulator, folder, snapshot }: Stand): Promise<void> {
  const said: string[] = [];
  const io: Io = {
    env: { STRIPE_API_KEY: 'sk_test_stand1234567890', STRIPE_API_BASE: emulator.url },
    out: (text) => void said.push(text),
    err: (text) => void said.push(text),
    confirm: null,
    colour: false,
    now: () => new Date(),
    signal: new AbortController().signal,
    commit: null,
  };
  const result = await settle(
    apply,
    {
      plans: join(folder, 'plans'),
      config: join(folder, 'config.yaml'),
      snapshot,
      json: false,
      allow: ['replace:price/pro/monthly'],
      prefer: [],
      revertDrift: [],
      offline: false,
      detailedExitcode: false,
      yes: true,
    },
    { io, run: newRun('apply', io) },
  );
  expect({ ...result, said }).toMatchObject({ exit: 0 });
}

/** Runs the apply and kills it there. */
async function runAndKill(stand: Stand, { write, moment }: Point): Promise<void> {
  let kill: (() => Promise<void>) | undefined;
  let writes = 0;
  stand.emulator.onRequest(async ({ phase, method }) => {
    if (method !== 'GET' && phase === 'before') writes += 1;
    const reached =
      moment === 'proof' ? method === 'GET' && phase === 'before' : method !== 'GET' && phase === moment;
    if (writes !== write || !reached) return undefined;
    await kill?.();
    return 'drop';
  });
  const ended = await stand.run(APPLY, { born: (it) => (kill = it) });
  stand.emulator.onRequest(null);
  expect(ended).toMatchObject({ exit: null });
}

it('reaches the same end wherever an apply of some thirty changes is killed', {
  timeout: 180_000,
}, async () => {
  // Two at a time: as many as the smallest machine has cores.
  const [one, two] = await Promise.all([prepared(), prepared()]);
  const { stand, goBack } = one;
  stand.emulator.resetRequests();
  const whole = await stand.run([...APPLY, '--json']);
  expect(whole).toMatchObject({ exit: 0 });
  expect(JSON.parse(whole.out).changes).toHaveLength(39);
  const writes = stand.emulator.log().filter(({ method }) => method !== 'GET').length;
  const expected = await endState(stand);
  goBack();

  const points: Point[] = Array.from({ length: writes }, (_, index) => ({
    write: index + 1,
    // Each write once; which side of its effect is taken in turns.
    moment: index % 2 === 0 ? 'before' : 'after',
  }));
  points.push({ write: writes, moment: 'proof' });
  const began = points.length;
  await Promise.all(
    [one, two].map(async (lane) => {
      for (let point = points.shift(); point !== undefined; point = points.shift()) {
        const { write, moment } = point;
        lane.goBack();
        await runAndKill(lane.stand, point);
        await runAgain(lane.stand);
        expect({ write, moment, end: await endState(lane.stand) }).toEqual({ write, moment, end: expected });
      }
    }),
  );
  expect(began).toBeGreaterThan(35);
  await Promise.all([one.stand.close(), two.stand.close()]);
});
