import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AppliedState } from '../../src/model/state.ts';
import { readSnapshot, writeSnapshot } from '../../src/snapshot/file.ts';
import { openWorking, recoverWorking } from '../../src/snapshot/working.ts';
import { applied, catalogOf, contentOf, idRecord } from './catalogs.ts';
import { temporaryFile } from './temporary.ts';

const base = catalogOf(3);
/** The change of number `count`. */
const change = (count: number) => ({
  resource: applied(`product/new_${count}`, `new_${count}`, { name: 'x'.repeat(50) }),
  ids: [idRecord(`product/new_${count}`, `new_${count}`)],
});

/** A process that records from number `first` on until it is killed; `said` grows by what it says. */
function startRecorder(file: string, first = 0) {
  const child = spawn(process.execPath, [
    fileURLToPath(new URL('./recorder.ts', import.meta.url)),
    file,
    '3',
    String(first),
  ]);
  const said: string[] = [];
  const exited = once(child, 'exit');
  const lines = createInterface(child.stdout).on('line', (line) => said.push(line));
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    said,
    async untilSaid(count: number) {
      while (said.length < count) await once(lines, 'line');
    },
    async kill() {
      const read = once(lines, 'close');
      child.kill('SIGKILL');
      await Promise.all([exited, read]);
    },
  };
}

const numbersIn = (state: AppliedState | null): number[] =>
  [...(state?.resources.values() ?? [])]
    .filter(({ key }) => key.startsWith('price/new/'))
    .map(({ spec }) => Number(spec.amount));

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('the record of an apply', () => {
  it('gives the base with what was recorded on it', async () => {
    const working = await openWorking(temporaryFile(), base);
    expect(contentOf(working.state())).toBe(contentOf(base));
    const renamed = applied('product/renamed', 'plan_0', { name: 'New' });
    working.record({ forget: 'product/plan_0', resource: renamed });
    working.record({ ids: [idRecord('product/plan_0', 'plan_0', { until: '2026-02-01T00:00:00Z' })] });
    working.record({ ids: [idRecord('product/renamed', 'plan_0')] });
    const state = working.state();
    working.close();
    expect(state.resources.has('product/plan_0')).toBe(false);
    expect(state.resources.get('product/renamed')).toEqual(renamed);
    expect(state.ids.filter(({ id }) => id === 'plan_0')).toEqual([
      idRecord('product/plan_0', 'plan_0', { until: '2026-02-01T00:00:00Z' }),
      idRecord('product/renamed', 'plan_0'),
    ]);
    expect(base.resources.has('product/plan_0')).toBe(true);
  });

  it('is there for the next apply on the same base, however often one stops', async () => {
    const file = temporaryFile();
    expect(await recoverWorking(file, base)).toBeNull();
    for (const count of [0, 1, 2]) {
      const working = await openWorking(file, base);
      expect(working.leftover).toBe(count === 0 ? 'none' : 'resumed');
      working.record(change(count));
      working.close();
    }
    const recovered = await recoverWorking(file, base);
    expect(recovered?.resources.size).toBe(base.resources.size + 3);
  });

  it('is dropped, and said to be stale, when the snapshot is another one', async () => {
    const file = temporaryFile();
    const before = await openWorking(file, base);
    before.record(change(0));
    before.close();
    const other = { ...base, serial: 2 };
    expect(await recoverWorking(file, other)).toBeNull();
    const working = await openWorking(file, other);
    expect(working.leftover).toBe('stale');
    expect(contentOf(working.state())).toBe(contentOf(other));
    working.close();
  });

  it('becomes the snapshot and goes', async () => {
    const file = temporaryFile();
    const working = await openWorking(file, base);
    working.record(change(0));
    const final = { ...working.state(), serial: 2 };
    expect(await working.finish(final)).toBe(true);
    expect(readdirSync(dirname(file))).toEqual(['snapshot.test.sqlite']);
    expect(contentOf((await readSnapshot(file)) ?? base)).toBe(contentOf(final));
  });

  it('leaves a snapshot alone to which nothing was done', async () => {
    const file = temporaryFile();
    await writeSnapshot(file, base);
    const working = await openWorking(file, base);
    expect(await working.finish(working.state())).toBe(false);
    expect(readdirSync(dirname(file))).toEqual(['snapshot.test.sqlite']);
  });

  it('does no harm when a process died between the snapshot and its removal', async () => {
    const file = temporaryFile();
    const killed = await openWorking(file, base);
    killed.record(change(0));
    const final = { ...killed.state(), serial: 2 };
    await writeSnapshot(file, final);
    killed.close();
    const working = await openWorking(file, final);
    expect(contentOf(working.state())).toBe(contentOf(final));
    working.close();
  });

  it('is refused on a base that is no longer what the snapshot says', async () => {
    const file = temporaryFile();
    await writeSnapshot(file, { ...base, serial: 2 });
    await expect(openWorking(file, base)).rejects.toMatchObject({ code: 'snapshot.outdated' });
    const working = await openWorking(file, { ...base, serial: 2 });
    working.close();
  });

  it('is an error when it is damaged, with what to do', async () => {
    const file = temporaryFile();
    writeFileSync(`${file}.working`, 'x'.repeat(5000));
    for (const opened of [openWorking(file, base), recoverWorking(file, base)]) {
      await expect(opened).rejects.toMatchObject({ code: 'snapshot.working-damaged' });
    }
  });

  it('costs the same in a catalog of any size, and the last change what the first one did', async () => {
    const growth = async (plans: number): Promise<number[]> => {
      const file = temporaryFile();
      const state = catalogOf(plans);
      await writeSnapshot(file, state);
      const working = await openWorking(file, state);
      const sizes = upTo(400).map((count) => {
        working.record(change(count));
        return statSync(`${file}.working`).size + statSync(`${file}.working-journal`).size;
      });
      working.close();
      return sizes;
    };
    const [small, large] = [await growth(2), await growth(1500)];
    expect(large).toEqual(small);
    const steps = small.slice(1).map((size, index) => size - (small[index] ?? 0));
    expect(Math.max(...steps.slice(200))).toBeLessThanOrEqual(Math.max(...steps.slice(0, 200)));
    expect((small.at(-1) ?? 0) / 400).toBeLessThan(400);
  });
});

describe('two processes', () => {
  it.skipIf(process.platform === 'win32')(
    'cannot write to a record that one of them has finished',
    async () => {
      const file = temporaryFile();
      const first = await openWorking(file, base);
      const late = new Sqlite(`${file}.working`, { timeout: 0 });
      onTestFinished(() => void late.close());
      await first.finish({ ...base, serial: 2 });
      expect(() => late.exec('INSERT INTO changes (change) VALUES (1)')).toThrow(
        expect.objectContaining({ code: 'SQLITE_READONLY_DBMOVED' }),
      );
    },
  );

  it('cannot both record: the second is told, and may once the first is killed', async () => {
    const file = temporaryFile();
    const first = startRecorder(file);
    await first.untilSaid(2);
    for (const opened of [openWorking(file, base), recoverWorking(file, base)]) {
      await expect(opened).rejects.toMatchObject({ code: 'snapshot.locked' });
    }
    await first.kill();
    const working = await openWorking(file, base);
    expect(working.leftover).toBe('resumed');
    await expect(openWorking(file, base)).rejects.toMatchObject({ code: 'snapshot.locked' });
    working.close();
  });

  it('lose nothing that was recorded when one is killed with SIGKILL, again and again', async () => {
    const file = temporaryFile();
    let recorded = 0;
    for (const changes of [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144]) {
      const recorder = startRecorder(file, recorded);
      await recorder.untilSaid(changes);
      await recorder.kill();
      const kept = numbersIn(await recoverWorking(file, base));
      // The last one may have been recorded and not said.
      const said = Math.max(recorded, ...recorder.said.slice(1).map((number) => Number(number) + 1));
      expect([said, said + 1]).toContain(kept.length);
      expect(kept).toEqual(upTo(kept.length));
      recorded = kept.length;
    }
    expect(recorded).toBeGreaterThan(300);
  });
});
