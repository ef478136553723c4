import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../..');

/** The inputs that a workflow leaves out, as the runner fills them in. */
const DEFAULTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries<{ readonly default?: string }>(parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')).inputs)
    // An expression is the runner's to fill in; a test gives the token that it means.
    .flatMap(([name, { default: text = '${{' }]) => (text.startsWith('${{') ? [] : [[name, text]])),
);

/** Of an event that nothing but the default branch is asked about. */
const PAYLOAD = { repository: { default_branch: 'main' } };

/** What the runner shows of a step that ended. */
export interface StepResult {
  readonly exit: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** A checked-out repository in which the action runs. */
export interface Job {
  readonly folder: string;
  write(path: string, content: string | Buffer): void;
  run(step: {
    readonly event: string;
    readonly ref?: string;
    readonly payload?: unknown;
    readonly inputs?: Readonly<Record<string, string>>;
    readonly env?: Readonly<Record<string, string>>;
    /** Gets what sends a signal to the process. */
    readonly born?: (kill: (signal: 'SIGKILL' | 'SIGTERM') => void) => void;
  }): Promise<StepResult>;
  close(): void;
}

/** The values in a file that `setOutput` wrote: `name<<delimiter`, lines, `delimiter`. */
function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name, , value] of text.matchAll(/^([^\n<]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)) {
    outputs[name!] = value!;
  }
  return outputs;
}

/** Runs `dist/action.js` as the runner does: inputs and files through the environment, nothing else around it. */
export function newJob(): Job {
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-action-'));
  const runner = join(folder, '.runner');
  mkdirSync(runner);
  return {
    folder,
    write(path, content) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
    async run({ event, ref = 'refs/heads/main', payload = PAYLOAD, inputs = {}, env = {}, born }) {
      const file = (name: string): string => join(runner, name);
      for (const name of ['output', 'summary']) writeFileSync(file(name), '');
      writeFileSync(file('event.json'), JSON.stringify(payload));
      const child = spawn(process.execPath, [join(ROOT, 'dist/action.js')], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: process.env.PATH,
          GITHUB_ACTIONS: 'true',
          GITHUB_EVENT_NAME: event,
          GITHUB_EVENT_PATH: file('event.json'),
          GITHUB_REF: ref,
          GITHUB_SHA: 'c0ffee0000000000000000000000000000000000',
          GITHUB_OUTPUT: file('output'),
          GITHUB_STEP_SUMMARY: file('summary'),
          RUNNER_TEMP: runner,
          ...Object.fromEntries(
            Object.entries({ ...DEFAULTS, ...inputs }).map(([name, value]) => [
              `INPUT_${name.toUpperCase()}`,
              value,
            ]),
          ),
          ...env,
        },
      });
      born?.((signal) => void child.kill(signal));
      const chunks: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
      const exit = await new Promise<number | null>((ended) => child.once('close', ended));
      return {
        exit,
        log: Buffer.concat(chunks).toString('utf8'),
        outputs: outputsIn(readFileSync(file('output'), 'utf8')),
        summary: readFileSync(file('summary'), 'utf8'),
      };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
