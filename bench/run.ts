/**
 * `npm run bench`: what the product promises in numbers, against the naive way in the same run, on the embedded
 * Stripe at 50 ms a request. Prints a table, then the same as JSON. Asserts nothing: judge the numbers.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../src/emulator/server.ts';
import { catalog } from './catalog.ts';
import { engineAt } from './engine.ts';
import { costsOfKinds } from './kinds.ts';
import { naiveApply, naivePlan } from './naive.ts';
import { planningCost } from './planning.ts';
import { reviewCost } from './review.ts';
import { startupOfAction } from './startup.ts';

const LATENCY_MS = 50;
const FASTEST = 1_000_000;
/** https://docs.stripe.com/rate-limits */
const STRIPE_PER_SECOND = 100;
const STRIPE_PER_ENDPOINT = 25;

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  readonly naive: string;
}

const folder = mkdtempSync(join(tmpdir(), 'pricebook-bench-'));
const rows: Row[] = [];
const results: Record<string, number> = {};
const seconds = (value: number): string => `${value.toFixed(2)} s`;

async function emptyPlan(): Promise<void> {
  const emulator = await startEmulator();
  const yaml = catalog(1000);
  const { applied } = await engineAt(emulator.url, FASTEST).apply(yaml, join(folder, 'large.sqlite'));
  emulator.faults({ latencyMs: LATENCY_MS });
  emulator.resetRequests();
  const engine = engineAt(emulator.url, STRIPE_PER_SECOND);
  const began = performance.now();
  const { live, requests } = await engine.read(yaml, applied);
  const plan = engine.plan(yaml, { applied, live });
  const ours = (performance.now() - began) / 1000;
  const writes = emulator.log().filter(({ method }) => method !== 'GET').length;
  if (plan.changes.length > 0) throw new Error(`the plan holds ${plan.changes.length} changes`);
  const naive = await naivePlan(emulator.url, [...applied.resources.values()]);
  await emulator.close();
  Object.assign(results, { emptyPlanRequests: requests, emptyPlanSeconds: ours, emptyPlanWrites: writes });
  Object.assign(results, { naivePlanRequests: naive.requests, naivePlanSeconds: naive.seconds });
  const most = Math.ceil(1000 / 100) + Math.ceil(3000 / 100) + 6;
  rows.push(
    {
      what: 'plan, nothing to change: requests',
      measured: `${requests}, ${writes} writes`,
      target: `≤ ${most}, 0 writes`,
      naive: `${naive.requests}`,
    },
    {
      what: 'plan, nothing to change: time',
      measured: `${seconds(ours)} (${(naive.seconds / ours).toFixed(0)} times faster)`,
      target: '≥ 20 times faster',
      naive: seconds(naive.seconds),
    },
  );
}

async function firstApply(): Promise<void> {
  const emulator = await startEmulator();
  emulator.faults({
    latencyMs: LATENCY_MS,
    rateLimit: { perSecond: STRIPE_PER_SECOND, burst: STRIPE_PER_SECOND, perEndpoint: STRIPE_PER_ENDPOINT },
  });
  const ours = await engineAt(emulator.url, STRIPE_PER_SECOND).apply(
    catalog(200),
    join(folder, 'first.sqlite'),
  );
  const failed = ours.outcomes.filter(({ status }) => status !== 'done').length;
  const limited = emulator.log().filter(({ status }) => status === 429).length;
  // 600 prices at 25 a second are the longest queue: nothing can be done sooner than that.
  const allowed = 600 / STRIPE_PER_ENDPOINT;
  emulator.faults({ latencyMs: LATENCY_MS });
  const naive = await naiveApply(emulator.url, 200);
  await emulator.close();
  Object.assign(results, {
    firstApplySeconds: ours.seconds,
    firstApplyShare: allowed / ours.seconds,
    firstApplyFailed: failed,
  });
  Object.assign(results, { firstApply429: limited, naiveApplySeconds: naive.seconds });
  rows.push({
    what: 'first apply of 200 plans, 600 prices',
    measured: `${seconds(ours.seconds)}, ${((100 * allowed) / ours.seconds).toFixed(0)} % of the allowed rate, ${failed} failed, ${limited} × 429`,
    target: '≥ 90 %, 0 failed',
    naive: seconds(naive.seconds),
  });
}

async function review(): Promise<void> {
  const { seconds: ours, stripe, github, writes } = await reviewCost(1000, LATENCY_MS);
  Object.assign(results, {
    reviewSeconds: ours,
    reviewStripe: stripe,
    reviewGithub: github,
    reviewWrites: writes,
  });
  rows.push({
    what: 'review of a pull request on 1,000 plans, dist/action.js',
    measured: `${seconds(ours)}, ${stripe} requests to Stripe, ${writes} writes, ${github} to GitHub`,
    target: '0 writes',
    naive: `${2 * (results.naivePlanRequests ?? 0)} requests, both sides read apart`,
  });
}

async function alone(): Promise<void> {
  const startup = await startupOfAction('schedule', 9);
  const reviewing = await startupOfAction('pull_request', 9);
  const planning = await planningCost();
  Object.assign(results, {
    startupMs: startup,
    reviewStartupMs: reviewing,
    planning10kMs: planning.milliseconds,
    planning10kMb: planning.megabytes,
  });
  rows.push(
    {
      what: 'dist/action.js to its first request',
      measured: `${startup.toFixed(0)} ms; on pull_request ${reviewing.toFixed(0)} ms`,
      target: '< 300 ms',
      naive: '',
    },
    {
      what: 'planning 10,000 prices, no network',
      measured: `${planning.milliseconds.toFixed(0)} ms, ${planning.megabytes.toFixed(0)} MB`,
      target: '< 1 s, < 300 MB',
      naive: '',
    },
  );
}

/** A list for each kind that is in use, two for one whose objects Stripe lists by state, and one for each plan that unlocks something. */
async function kinds(): Promise<void> {
  const costs = await costsOfKinds(LATENCY_MS);
  Object.assign(results, {
    kindsRequests: costs.at(-1)?.requests ?? 0,
    kindsSeconds: costs.at(-1)?.seconds ?? 0,
  });
  for (const { added, requests, seconds: time, lists } of costs) {
    rows.push({
      what: `plan with ${added}`,
      measured: `${requests} requests, ${seconds(time)}`,
      target: `+ ${lists.join(', ')}`,
      naive: '',
    });
  }
}

try {
  await alone();
  await emptyPlan();
  await review();
  await firstApply();
  await kinds();
  const width = (name: keyof Row, title: string): number =>
    Math.max(title.length, ...rows.map((row) => row[name].length));
  const titles: Row = { what: 'what', measured: 'measured', target: 'target', naive: 'the naive way' };
  for (const row of [titles, ...rows]) {
    const cells = (['what', 'measured', 'target', 'naive'] as const).map((name) =>
      row[name].padEnd(width(name, titles[name])),
    );
    console.log(cells.join('  ').trimEnd());
  }
  console.log(`\n${JSON.stringify(results)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
