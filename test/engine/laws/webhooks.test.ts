import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newLab, todo, type Lab } from './lab.ts';

const CODES = ['a', 'b'] as const;
const EVENTS = ['*', 'invoice.paid', 'price.created', 'price.updated'];
const VERSIONS = ['2026-09-30.endive', '2026-10-28.endive'] as const;
/** More than the day that idempotency keys and retirements last. */
const LATER = 25 * 3600;

const anyHook = fc.record(
  {
    events: fc.uniqueArray(fc.constantFrom(...EVENTS), { minLength: 1 }),
    api_version: fc.constantFrom(...VERSIONS),
    disabled: fc.boolean(),
    description: fc.constantFrom('One', 'Two'),
  },
  { requiredKeys: ['events', 'api_version', 'disabled'] },
);

/** Endpoints by code, whose URLs may change places. */
const anyHooks = fc.record({
  hooks: fc.record({ a: anyHook, b: anyHook }, { requiredKeys: [] }),
  isSwapped: fc.boolean(),
});

type Hooks = typeof anyHooks extends fc.Arbitrary<infer Value> ? Value : never;

const listOf = ({ hooks, isSwapped }: Hooks) =>
  (isSwapped ? CODES.toReversed() : CODES).flatMap((path, at) => {
    const code = CODES[at] ?? 'a';
    const hook = hooks[code];
    return hook === undefined ? [] : [{ code, url: `https://example.com/${path}`, ...hook }];
  });

const yamlOf = (given: Hooks): string =>
  [{ code: 'pro', name: 'Pro' }, ...listOf(given).map((hook) => ({ kind: 'webhook', ...hook }))]
    .map((document) => JSON.stringify(document))
    .join('\n---\n');

/** As much of an endpoint as is looked at. */
interface Row {
  readonly url: string;
  readonly enabled_events: readonly string[];
  readonly api_version: string;
  readonly status: string;
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string | undefined>>;
}

/** What Stripe sends, and where; those that retire apart. */
function sent({ emulator }: Lab, which: 'all' | 'staying'): readonly string[] {
  const rows: readonly Row[] = JSON.parse(JSON.stringify(emulator.state().modes.live.webhook_endpoint ?? []));
  return rows
    .filter(({ metadata }) => which === 'all' || metadata.pricebook_retire_at === undefined)
    .map(({ metadata, url, enabled_events: events, api_version: version, status, description }) =>
      [metadata.pricebook_key, url, events.toSorted().join(), version, status, description].join(' '),
    )
    .sort();
}

const wanted = (given: Hooks): readonly string[] =>
  listOf(given)
    .map(({ code, url, events, api_version: version, disabled, description }) =>
      [
        `webhook/${code}`,
        url,
        events.toSorted().join(),
        version,
        disabled ? 'disabled' : 'enabled',
        description,
      ].join(' '),
    )
    .sort();

describe('webhook endpoints', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await newLab('live');
  });
  afterAll(() => lab.close());

  const settled = async (given: Hooks): Promise<readonly string[]> => {
    const { outcomes, left } = await lab.apply(yamlOf(given));
    expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
    expect(todo(left)).toEqual([]);
    return sent(lab, 'staying');
  };
  const aDayLater = async (given: Hooks): Promise<readonly string[]> => {
    lab.advance(LATER);
    await settled(given);
    return sent(lab, 'all');
  };

  it(
    'are what the manifests say after every apply, and a day later nothing else is left',
    {
      timeout: 120_000,
    },
    () =>
      fc.assert(
        fc.asyncProperty(fc.array(anyHooks, { minLength: 1, maxLength: 4 }), async (releases) => {
          lab.reset();
          for (const given of releases) expect(await settled(given)).toEqual(wanted(given));
          for (const last of releases.slice(-1)) expect(await aDayLater(last)).toEqual(wanted(last));
        }),
        { numRuns: 25 },
      ),
  );

  it('end the same wherever a run is killed, with or without the snapshot', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({
          before: anyHooks,
          after: anyHooks,
          write: fc.integer({ min: 1, max: 7 }),
          moment: fc.constantFrom('before' as const, 'after' as const),
          lost: fc.boolean(),
        }),
        async ({ before, after, write, moment, lost }) => {
          lab.reset();
          await settled(before);
          const snapshot = lab.snapshot();
          await lab.applyUntil(yamlOf(after), { write, moment });
          if (lost) lab.putBack(snapshot);
          expect(await settled(after)).toEqual(wanted(after));
          expect(await aDayLater(after)).toEqual(wanted(after));
        },
      ),
      { numRuns: 60 },
    ),
  );
});
