import { safeLine } from './safe.ts';

/** What was thrown and is a bug of ours, with its stack: every line harmless to a terminal and to GitHub's runner. */
export function bugText(error: unknown): string {
  const text =
    error instanceof Error ? (error.stack ?? error.message) : 'something was thrown that is no error';
  return text.split('\n').map(safeLine).join('\n');
}
