import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../src/emulator/server.ts';
import { engineAt } from './engine.ts';

/** What a plan costs with one kind more than before. */
interface KindCost {
  readonly added: string;
  readonly requests: number;
  readonly seconds: number;
  /** The lists that were not read before, with how often. */
  readonly lists: readonly string[];
}

const PLANS = 'code: a\nname: A\nprice: 5\ncurrency: usd\ninterval: month\n---\ncode: b\nname: B\n';
const UNLOCKED = 'code: c\nname: C\nentitlements: [sso]\n---\ncode: d\nname: D\nentitlements: [sso]\n';

/** Documents, each edition with those before it. */
const EDITIONS: readonly (readonly [added: string, yaml: string])[] = [
  ['plans with prices', PLANS],
  ['a meter', 'kind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum\n'],
  ['a tax rate', 'kind: tax_rate\ncode: vat\ndisplay_name: VAT\npercentage: 19\ninclusive: true\n'],
  ['a coupon', 'kind: coupon\ncode: ten\npercent_off: 10\n'],
  ['a promotion code', 'kind: promotion_code\ncode: TEN\ncoupon: ten\n'],
  ['an entitlement', 'kind: entitlement\ncode: sso\nname: Single sign-on\n'],
  ['two plans that unlock it', UNLOCKED],
  ['a portal', 'kind: portal\ncode: main\nheadline: Plans\n'],
  [
    'a webhook endpoint',
    'kind: webhook\ncode: hook\nurl: { test: "https://example.com/hook" }\nonly: [test]\nevents: [invoice.paid]\n',
  ],
];

/** Requests and time of a plan with nothing to change, kind after kind, at a latency for each request. */
export async function costsOfKinds(latencyMs: number): Promise<readonly KindCost[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-bench-'));
  const costs: KindCost[] = [];
  let before: Readonly<Record<string, number>> = {};
  try {
    for (let count = 1; count <= EDITIONS.length; count += 1) {
      const [added = ''] = EDITIONS[count - 1] ?? [];
      const yaml = EDITIONS.slice(0, count)
        .map(([, text]) => text)
        .join('---\n');
      const emulator = await startEmulator();
      const engine = engineAt(emulator.url, 1_000_000);
      const { applied } = await engine.apply(yaml, join(folder, `${count}.sqlite`));
      emulator.faults({ latencyMs });
      emulator.resetRequests();
      const began = performance.now();
      const { live } = await engine.read(yaml, applied);
      const { changes } = engine.plan(yaml, { applied, live });
      const seconds = (performance.now() - began) / 1000;
      const { total, routes } = emulator.requests();
      await emulator.close();
      if (changes.length > 0) throw new Error(`${added}: the plan holds ${changes.length} changes`);
      const known = before;
      const lists = Object.entries(routes).flatMap(([route, times]) => {
        const more = times - (known[route] ?? 0);
        return more === 0 ? [] : [`${more} × ${route.replace('GET ', '')}`];
      });
      costs.push({ added, requests: total, seconds, lists });
      before = routes;
    }
    return costs;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
