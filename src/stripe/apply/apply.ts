import type { Effort } from '../../model/log.ts';
import type { Outcome, Plan } from '../../model/plan.ts';
import type { ApplyContext } from './context.ts';
import { effortOf, outcomeOf } from './outcome.ts';
import { applied, retirements, withRows } from './records.ts';
import { runTasks, type Ending, type Task } from './schedule.ts';
import { stepsOf } from './steps.ts';
import { tasksOf, type ChangeTasks } from './tasks.ts';

const taskIds = ({ first, links, last }: ChangeTasks): readonly string[] =>
  [...first, ...links, ...last].map(({ id }) => id);

/**
 * Makes the changes of a plan and tells what became of each. Nothing is decided here: the plan said what, and a
 * run that ends early leaves a state from which the next plan goes on.
 *
 * `progress` is called once for each change, when its last step ended.
 */
export async function applyPlan(
  plan: Plan,
  given: ApplyContext,
  progress: (outcome: Outcome, effort: Effort) => void,
): Promise<readonly Outcome[]> {
  const ids = retirements(given, plan);
  if (ids.length > 0) given.record({ ids });
  // What this run records of a key starts from here; the rows of a replaced id would else be taken back.
  const context = { ...given, ids: withRows(given.ids, ids) };
  for (const catchUp of plan.catchUps) context.record(applied(context, catchUp, catchUp.formerKey));

  const parts = tasksOf(plan, stepsOf(plan, context), context.kindNamed);
  const owners = new Map(parts.flatMap((part) => taskIds(part).map((id) => [id, part] as const)));
  const endings = new Map<string, Ending>();
  const outcomes = new Map<ChangeTasks, Outcome>();
  const ended = (id: string, ending: Ending): void => {
    endings.set(id, ending);
    const part = owners.get(id);
    const all = part === undefined ? [] : taskIds(part).map((own) => endings.get(own));
    const known = all.filter((item) => item !== undefined);
    if (part === undefined || known.length < all.length) return;
    const outcome = outcomeOf(part.change, known);
    outcomes.set(part, outcome);
    progress(outcome, effortOf(known));
  };
  const run = (tasks: readonly Task[]): Promise<void> =>
    runTasks(tasks, endings, { signal: context.signal, ended });
  await run([...parts.flatMap(({ first }) => first), ...parts.flatMap(({ links }) => links)]);
  await run(parts.flatMap(({ last }) => last));
  return parts.map((part) => outcomes.get(part)).filter((outcome) => outcome !== undefined);
}
