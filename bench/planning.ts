import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { build } from 'esbuild';
import type { Workspace } from '../src/commands/workspace.ts';
import { startEmulator } from '../src/emulator/server.ts';
import type { AppliedState, LiveState } from '../src/model/state.ts';
import { catalog } from './catalog.ts';
import { engineAt, workspaceFor } from './engine.ts';

/** Wall time of one planning, and the peak of its process: `maxRSS`, Node itself included. */
export interface Cost {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** Runs of which the median counts. */
const RUNS = 5;

/** What a plan is made from. */
export interface Sides {
  readonly workspace: Workspace;
  readonly applied: AppliedState;
  readonly live: LiveState;
}

/** The child as users get the product: bundled, so that stripping types is not measured. */
async function bundleChild(outfile: string): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, 'planning-child.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['better-sqlite3'],
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
    },
    logLevel: 'error',
  });
}

function once(script: string, file: string): Cost {
  const child = spawnSync(process.execPath, ['--expose-gc', script, file], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout);
}

/** What planning 3,334 plans with 10,002 prices costs a process that does nothing else: the median of five. */
export async function planningCost(): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-bench-'));
  const emulator = await startEmulator();
  try {
    const yaml = catalog(3334);
    const engine = engineAt(emulator.url, 1_000_000);
    const { applied } = await engine.apply(yaml, join(folder, 'planning.sqlite'));
    const { live } = await engine.read(yaml, applied);
    const [file, script] = [join(folder, 'sides.bin'), join(folder, 'planning.mjs')];
    writeFileSync(file, serialize({ workspace: workspaceFor(yaml, ''), applied, live } satisfies Sides));
    await bundleChild(script);
    const costs = Array.from({ length: RUNS }, () => once(script, file));
    costs.sort((a, b) => a.milliseconds - b.milliseconds);
    return costs[Math.floor(RUNS / 2)]!;
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
