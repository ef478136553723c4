import { spawnSync } from 'node:child_process';
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { planFrom } from '../src/commands/make-plan.ts';
import type { Workspace } from '../src/commands/workspace.ts';
import { NO_CHOICES } from '../src/diff/input.ts';
import { startEmulator } from '../src/emulator/server.ts';
import type { AppliedState, LiveState } from '../src/model/state.ts';
import { catalog } from './catalog.ts';
import { engineAt, workspaceFor } from './engine.ts';

interface Cost {
  readonly milliseconds: number;
  readonly megabytes: number;
}

interface Sides {
  readonly workspace: Workspace;
  readonly applied: AppliedState;
  readonly live: LiveState;
}

/** Time and peak memory of planning 3,334 plans with 10,002 prices, in a process of its own that does nothing else. */
export async function planningCost(): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-bench-'));
  const emulator = await startEmulator();
  try {
    const yaml = catalog(3334);
    const engine = engineAt(emulator.url, 1_000_000);
    const { applied } = await engine.apply(yaml, join(folder, 'planning.sqlite'));
    const { live } = await engine.read(yaml, applied);
    const file = join(folder, 'sides.bin');
    writeFileSync(file, serialize({ workspace: workspaceFor(yaml, ''), applied, live } satisfies Sides));
    const child = spawnSync(process.execPath, [import.meta.filename, file], { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(child.stderr);
    return JSON.parse(child.stdout);
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The child: reads the three sides from a file, plans once, and says what it cost. */
function measure(file: string): void {
  const { workspace, applied, live }: Sides = deserialize(readFileSync(file));
  const began = performance.now();
  const plan = planFrom(workspace, { applied, live }, { choices: NO_CHOICES, now: new Date() });
  const milliseconds = performance.now() - began;
  if (plan.changes.length > 0) throw new Error(`the plan holds ${plan.changes.length} changes`);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ milliseconds, megabytes }));
}

const [, script, file] = process.argv;
if (script === import.meta.filename && file !== undefined) measure(file);
