import { execFileSync } from 'node:child_process';
import { createInterface } from 'node:readline/promises';
import type { Io, LogFormat } from '../commands/io.ts';
import { logLine } from '../render/log-line.ts';
import { stopSignal } from './stop.ts';

/** The commit that is checked out here, or null outside of git. */
function headCommit(): string | null {
  try {
    return execFileSync('git', ['rev-parse', '--verify', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    // No git, no repository or no commit yet: all of them mean that nothing can be named.
    return null;
  }
}

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^yes$/i.test((await terminal.question(`${question} Only "yes" goes ahead: `)).trim());
  } catch (error) {
    // Ctrl+C and Ctrl+D are a no.
    if (error instanceof Error && error.name === 'AbortError') return false;
    throw error;
  } finally {
    terminal.close();
  }
}

function colourWanted(env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0') return true;
  return process.stdout.isTTY && env.TERM !== 'dumb';
}

/** The process as a command sees it. SIGINT and SIGTERM stop it before its next request to Stripe. */
export function terminalIo(format: LogFormat = 'text'): Io {
  // What Stripe's servers would have the SDK print is for people who call the SDK.
  process.env.STRIPE_SUPPRESS_NOTICES = 'true';
  const err = (text: string): void => void process.stderr.write(text);
  const log: Io['log'] = format === 'json' ? (event) => err(`${logLine(event, new Date())}\n`) : undefined;
  return {
    env: process.env,
    out: (text) => void process.stdout.write(text),
    err,
    log,
    confirm: process.stdin.isTTY && process.stderr.isTTY ? confirm : null,
    colour: colourWanted(process.env),
    now: () => new Date(),
    signal: stopSignal({ err, log }),
    commit: headCommit(),
  };
}
