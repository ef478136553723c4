import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyCatalog, untaxed, yamlOf } from '../engine/laws/catalogs.ts';
import { ALL, edited, editsOf } from '../engine/laws/edits.ts';
import type { DriftCheck } from '../../src/model/drift.ts';
import { kindNamed } from '../../src/kinds/registry.ts';
import { untold } from '../../src/plan/origin.ts';
import { kindOf } from '../../src/model/key.ts';
import { anyMoves, makeMoves } from './moves.ts';
import { moved, newStand, type Stand } from './stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await newStand();
});
afterAll(() => stand.close());

/** No limit stops what these laws do. */
const GUARDS = `guards: { max_archives: 1000, max_replacements: 1000, max_recreates: 1000, max_changed_share: 100, max_price_change: 1000000 }\n`;
const CONFIG = `environments: { test: { livemode: false, revert: all }, live: { livemode: true } }\n${GUARDS}`;

/** What a reset starts from. */
function start(yaml: string): Promise<unknown> {
  stand.reset();
  stand.configure(CONFIG);
  stand.write(yaml);
  return stand.apply();
}

describe('whatever somebody does in the Dashboard', () => {
  it('a revert undoes it, and releases nothing that was merged', async () => {
    let drifted = 0;
    await fc.assert(
      fc.asyncProperty(anyCatalog, editsOf(ALL, 3), anyMoves, async (catalog, edits, moves) => {
        const yaml = yamlOf(untaxed(catalog));
        await start(yaml);
        const merged = yamlOf(untaxed(edited(untaxed(catalog), edits)));
        stand.write(merged);
        const waiting = waits(await stand.check());
        await makeMoves(stand, moves);
        const asked = await stand.check();
        stand.write(yaml);
        const before = moved(await stand.check());
        drifted += before.length;
        stand.write(merged);
        const result = await stand.revert({ allow: await everything() });
        expect(result).toMatchObject({ exit: 0 });

        const check = await stand.check();
        expect([moved(check), check.conflicts]).toEqual([[], []]);
        const after = waits(check);
        // What no longer waits was done in the Dashboard and not by the revert.
        const stillAsked = new Set([...waits(asked), ...inConflict(asked)]);
        expect(waiting.filter((line) => !after.includes(line) && stillAsked.has(line))).toEqual([]);
        // A field that was never applied is nobody's drift; what the manifests want of it waits.
        const news = after.filter((line) => !waiting.includes(line)).map((line) => line.split(' '));
        const { resources } = await stand.applied();
        const recorded = new Map([...resources.values()].map(({ key, spec }) => [key as string, spec]));
        expect(news.filter(([key = '', path = '']) => path in (recorded.get(key) ?? {}))).toEqual([]);
        // Where the Dashboard gave what the manifests want by now, that stays.
        stand.write(yaml);
        const end = await stand.check();
        const unsettled = new Set([...moved(asked), ...inConflict(asked)]);
        expect([end.pending, end.missing]).toEqual([[], []]);
        expect(moved(end).filter((line) => unsettled.has(line) || !before.includes(line))).toEqual([]);
      }),
      { numRuns: 15, seed: 20_261_123, endOnFailure: true },
    );
    expect(drifted).toBeGreaterThan(25);
  }, 120_000);

  it('a revert undoes no release, where the record of one was lost', async () => {
    await fc.assert(
      fc.asyncProperty(anyCatalog, editsOf(ALL, 4), async (catalog, edits) => {
        await start(yamlOf(untaxed(catalog)));
        const kept = stand.snapshot();
        stand.write(yamlOf(untaxed(edited(untaxed(catalog), edits))));
        const { guards } = await stand.plan();
        await stand.apply({ allow: guards.flatMap(({ allow }) => allow) });
        stand.putBack(kept);
        stand.emulator.resetRequests();
        expect(await stand.revert()).toMatchObject({ exit: 0, text: 'Nothing to put back.' });
      }),
      { numRuns: 10, seed: 20_261_125, endOnFailure: true },
    );
  }, 120_000);

  it('a check names each field that moved and who moved it, and a revert by itself leaves critical ones', async () => {
    let traced = 0;
    await fc.assert(
      fc.asyncProperty(anyCatalog, anyMoves, async (catalog, moves) => {
        await start(yamlOf(untaxed(catalog)));
        await makeMoves(stand, moves);
        const { moved: objects, events } = await stand.check();
        for (const { key, fields } of objects) {
          for (const { path, origin, live } of fields) {
            const who = origin.status === 'found' ? origin.by : origin.status;
            const expected = untold(kindNamed(kindOf(key)), path)?.status ?? 'dashboard-or-api';
            expect([key, path, live, who]).toEqual([key, path, live, expected]);
            traced += 1;
          }
        }
        expect(events.requests).toBeLessThanOrEqual(new Set(objects.map(({ key }) => kindOf(key))).size);
        stand.configure(GUARDS);
        await stand.revert();
        const left = (await stand.check()).moved.flatMap(({ fields }) => fields);
        expect(left.filter(({ severity }) => severity !== 'critical')).toEqual([]);
        const critical = objects.flatMap(({ fields }) =>
          fields.filter(({ severity }) => severity === 'critical'),
        );
        expect(left.map(({ path }) => path).sort()).toEqual(critical.map(({ path }) => path).sort());
      }),
      { numRuns: 16, seed: 20_261_124, endOnFailure: true },
    );
    expect(traced).toBeGreaterThan(20);
  }, 120_000);
});

/** What waits for a release, a line for each field. */
const waits = ({ pending }: DriftCheck): readonly string[] =>
  pending.flatMap(({ key, fields }) => fields.map(({ path }) => `${key} ${path}`));

/** What both moved, a line for each field. */
const inConflict = ({ conflicts }: DriftCheck): readonly string[] =>
  conflicts.flatMap(({ key, fields }) => fields.map(({ path }) => `${key} ${path}`));

/** Lifts what no limit lifts: an amount that comes from or goes to zero. */
async function everything(): Promise<readonly string[]> {
  const { resources } = await stand.applied();
  return [...resources.keys()].flatMap((key) => [`replace:${key}`, `update:${key}`, `drop:${key}`]);
}
