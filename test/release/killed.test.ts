import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newJob, type StepResult } from '../action/runner.ts';
import { pushEvent } from '../github/payloads.ts';
import { basic, EVERYTHING, SHOP } from './catalog.ts';
import { account, differences, recorded } from './equal.ts';
import type { Passing } from './gate.ts';
import { newShop, type Shop } from './real-git.ts';
import { released } from './released.ts';
import { saveShop } from './save-shop.ts';

let shop: Shop;
let goBack: () => void;
let objects: readonly string[];
let start: string;

beforeAll(async () => {
  shop = await newShop(SHOP, 'live');
  await released(shop, 'approved');
  await shop.merged({ 'plans/basic.yaml': basic('without') });
  await released(shop);
  await shop.merged(EVERYTHING);
  start = shop.repo.tip();
  goBack = saveShop(shop);
  await released(shop);
  ({ objects } = account(shop));
});
beforeEach(() => goBack());
afterAll(() => shop?.close());

type Kill = (signal: 'SIGKILL' | 'SIGTERM') => void;

/** The action itself, as the runner starts it, in a checkout of the tip. */
async function action(born?: (kill: Kill) => void): Promise<StepResult> {
  const job = newJob();
  try {
    shop.git.checkOut(job.folder, shop.repo.tip());
    const { env, payload } = pushEvent(shop.repo, { before: null });
    const token = shop.github.token({
      permissions: { contents: 'write', pull_requests: 'write', issues: 'write' },
    });
    return await job.run({
      event: 'push',
      payload,
      inputs: { 'stripe-api-key': 'rk_live_release_1234567890', 'github-token': token },
      env: { ...env, GITHUB_API_URL: shop.gate.github, STRIPE_API_BASE: shop.gate.stripe },
      ...(born === undefined ? {} : { born }),
    });
  } finally {
    job.close();
  }
}

/** A request at which the process gets a signal, the nth that fits. */
interface Point {
  readonly signal: 'SIGKILL' | 'SIGTERM';
  readonly nth: number;
  readonly phase: 'before' | 'after';
  readonly fits: (passing: Passing) => boolean;
}

async function signalled({ signal, nth, phase, fits }: Point): Promise<StepResult> {
  let kill: Kill = () => {};
  let count = 0;
  let sent = false;
  shop.gate.watch((passing, now) => {
    if (!sent && now === phase && fits(passing) && (count += 1) === nth) {
      sent = true;
      kill(signal);
    }
    // What a dead process sent is on its way all the same, and nobody reads the answer.
    return undefined;
  });
  const step = await action((given) => {
    kill = given;
  });
  shop.gate.watch(null);
  expect(sent).toBe(true);
  return step;
}

const readsStripe = ({ to, writes }: Passing): boolean => to === 'stripe' && !writes;
const writesStripe = ({ to, writes }: Passing): boolean => to === 'stripe' && writes;
const commits = ({ to, writes, body }: Passing): boolean =>
  to === 'github' && writes && body.includes('createCommitOnBranch');

async function finished(): Promise<void> {
  const next = await action();
  expect(next).toMatchObject({ exit: 0 });
  expect(await differences(shop)).toEqual([]);
  expect(account(shop).objects).toEqual(objects);
  expect(shop.git.fsck()).toBe('');
}

describe('a job that is killed', () => {
  it.each<[string, Omit<Point, 'signal'>]>([
    ['before the apply', { nth: 3, phase: 'before', fits: readsStripe }],
    ['at its first write', { nth: 1, phase: 'before', fits: writesStripe }],
    ['in the middle of the apply, after an effect', { nth: 5, phase: 'after', fits: writesStripe }],
    ['after the last write to Stripe', { nth: 11, phase: 'after', fits: writesStripe }],
    ['right before the snapshot’s commit', { nth: 1, phase: 'before', fits: commits }],
    ['right after it', { nth: 1, phase: 'after', fits: commits }],
  ])('%s is finished by the next', async (_name, point) => {
    const step = await signalled({ signal: 'SIGKILL', ...point });
    expect(step.exit).toBeNull();
    await finished();
  });
});

describe('a job that is cancelled', () => {
  it('starts no new write, commits what is done, and the next one does the rest', async () => {
    const step = await signalled({ signal: 'SIGTERM', nth: 3, phase: 'before', fits: writesStripe });
    expect(step).toMatchObject({ exit: 1 });
    expect(shop.repo.tip()).not.toBe(start);
    const { released: until, resources } = await recorded(shop);
    expect(until).not.toBe(start);
    expect([...resources.values()].filter(({ commit }) => commit === start).length).toBeGreaterThan(0);
    await finished();
  });
});

describe('two jobs at once', () => {
  it('release one tip together, and the next finds nothing wrong', async () => {
    shop.emulator.faults({ latencyMs: 20 });
    const both = await Promise.all([action(), action()]);
    shop.emulator.faults({});
    expect(both).toContainEqual(expect.objectContaining({ exit: 0 }));
    await finished();
  });
});
