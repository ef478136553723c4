import type { Io } from '../commands/io.ts';

/** By the shell's custom, 128 and the number of SIGINT. */
const EXIT_SIGINT = 130;

/**
 * Aborted by the first SIGINT or SIGTERM. What comes after it changes nothing, so that a record that is being committed
 * is not cut off: GitHub's runner sends SIGINT, SIGTERM 7.5 seconds later, and SIGKILL after 2.5 more. Only a second
 * Ctrl+C on a terminal ends the process at once.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-cancellation
 */
export function stopSignal({ err, log }: Pick<Io, 'err' | 'log'>): AbortSignal {
  const stop = new AbortController();
  const onTerminal = process.stdin.isTTY;
  const stopping = (signal: NodeJS.Signals): void => {
    if (!stop.signal.aborted) {
      const more = onTerminal ? ' Ctrl+C once more ends it at once.' : '';
      if (log === undefined) err(`\nStopping: what is under way is finished and recorded.${more}\n`);
      else log({ event: 'signal', signal });
      stop.abort();
    } else if (onTerminal && signal === 'SIGINT') {
      err('\nStopped. Whatever was shown as done is recorded; the next run finds out about the rest.\n');
      process.exit(EXIT_SIGINT);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stopping);
  return stop.signal;
}
