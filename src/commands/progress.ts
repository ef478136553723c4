import type { Effort } from '../model/log.ts';
import type { Outcome, Plan } from '../model/plan.ts';
import { renderOutcomeLine } from '../render/outcomes.ts';
import type { GlobalOptions, Io } from './io.ts';

/** Tells of each change as it ends: a line for people, or an event where a program watches; nothing with `--json`. */
export function progressOf(
  { changes }: Plan,
  { json }: GlobalOptions,
  { err, log, colour }: Io,
): (outcome: Outcome, effort: Effort) => void {
  let done = 0;
  return (outcome, effort) => {
    done += 1;
    if (log !== undefined) {
      const { error, ...what } = outcome;
      log({ event: 'change', ...what, ...effort, error });
    } else if (!json) {
      const line = renderOutcomeLine(outcome, { style: { colour }, done, total: changes.length });
      err(`${done === 1 ? '\n' : ''}${line}\n`);
    }
  };
}
