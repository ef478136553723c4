/** Plans once, over the three sides in the file that is named, and prints what it cost. Runs alone in its process. */
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { planFrom } from '../src/commands/make-plan.ts';
import { NO_CHOICES } from '../src/diff/input.ts';
import type { Cost, Sides } from './planning.ts';

const { workspace, applied, live }: Sides = deserialize(readFileSync(process.argv[2] ?? ''));
// What reading the file left behind is not planning's.
globalThis.gc?.();
const began = performance.now();
const plan = planFrom(workspace, { applied, live }, { choices: NO_CHOICES, now: new Date() });
const milliseconds = performance.now() - began;
if (plan.changes.length > 0) throw new Error(`the plan holds ${plan.changes.length} changes`);
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ milliseconds, megabytes } satisfies Cost));
