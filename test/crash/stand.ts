import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../src/emulator/server.ts';

const ROOT = join(import.meta.dirname, '../..');

/** How a child process ended. */
interface Ended {
  /** null when it was killed. */
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder with manifests and a snapshot, an embedded Stripe, and the command line as a process of its own. */
export interface Stand {
  readonly emulator: Emulator;
  readonly folder: string;
  readonly snapshot: string;
  write(path: string, text: string): void;
  /** Runs `pricebook` with these arguments and that key; `born` gets what kills it. */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  close(): Promise<void>;
}

/** What a run has beside its arguments. */
interface RunOptions {
  readonly key?: string;
  /** Gets a function that ends the process with SIGKILL and waits until it is gone. */
  readonly born?: (kill: () => Promise<void>) => void;
}

/** A fresh stand. */
export async function newStand(): Promise<Stand> {
  const emulator = await startEmulator();
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-stand-'));
  mkdirSync(join(folder, 'plans'));
  return {
    emulator,
    folder,
    snapshot: join(folder, 'plans/snapshot.test.sqlite'),
    write: (path, text) => writeFileSync(join(folder, path), text),
    async run(args, { key = 'sk_test_stand1234567890', born } = {}) {
      const child = spawn(join(ROOT, 'node_modules/.bin/node'), [join(ROOT, 'src/cli.ts'), ...args], {
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          STRIPE_API_KEY: key,
          STRIPE_API_BASE: emulator.url,
          // Starting is most of what these runs cost.
          NODE_COMPILE_CACHE: join(tmpdir(), 'pricebook-compile-cache'),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const texts = { out: '', err: '' };
      child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      born?.(async () => {
        child.kill('SIGKILL');
        await ended;
      });
      return { exit: await ended, ...texts };
    },
    async close() {
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
