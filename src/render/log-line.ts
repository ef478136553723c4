import { redact } from '../lib/redact.ts';
import type { LogEvent } from '../model/log.ts';

type Level = 'info' | 'warning' | 'error';

function levelOf(event: LogEvent): Level {
  switch (event.event) {
    case 'start':
      return 'info';
    case 'request':
      return event.error === null ? 'info' : 'warning';
    case 'change':
      return ({ done: 'info', skipped: 'warning', failed: 'error' } as const)[event.status];
    case 'signal':
      return 'warning';
    case 'diagnostic':
      return event.severity;
    case 'end':
      return event.failure === null ? 'info' : 'error';
  }
}

/** Control characters, what is not seen, and what some readers take for the end of a line. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');

/**
 * An event as one line of JSON, without its line feed: every key and secret in it is cut after its prefix, and nothing
 * in it is a command of GitHub's runner, which looks for `::name` where a line starts and for `##[name` anywhere.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function logLine(event: LogEvent, time: Date): string {
  const text = JSON.stringify({ time: time.toISOString(), level: levelOf(event), ...event });
  return redact(text)
    .replace(UNSEEN, escaped)
    .replace(/##(?=\[)/g, '#\\u0023');
}
