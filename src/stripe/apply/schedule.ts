import { dependencyOrder } from '../../lib/graph.ts';
import { StripeFailure } from '../failure.ts';
import { isInterrupted } from '../interrupted.ts';
import type { Written } from './write.ts';

/** One step of an apply: what it waits for, and what it must not run beside. */
export interface Task {
  readonly id: string;
  /** Ids of tasks that come before this one; when one of them fails, this one is skipped. */
  readonly requires: readonly string[];
  /** Tasks of one group run one after the other, in the order of the list as far as requirements allow. */
  readonly group: string;
  readonly run: () => Promise<Written>;
}

/** How a task ended. */
type End =
  | { readonly status: 'done'; readonly written: Written }
  | { readonly status: 'failed'; readonly error: unknown }
  | { readonly status: 'skipped'; readonly because: string };

/** How a task ended, and how long it ran, without what it waited for other tasks. */
export type Ending = End & { readonly milliseconds: number };

/** A failure in one line, for people; Stripe's own words where it has some. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'something was thrown that is no error';
  if (!(error instanceof StripeFailure)) return error.message;
  const status = error.status === null ? 'no answer' : `${error.status}`;
  return `Stripe: ${error.message} (${[status, error.code, error.param].filter((part) => part !== null).join(', ')})`;
}

const INTERRUPTED = 'the run was interrupted';

async function endOf({ run }: Task): Promise<End> {
  try {
    return { status: 'done', written: await run() };
  } catch (error) {
    return isInterrupted(error) ? { status: 'skipped', because: INTERRUPTED } : { status: 'failed', error };
  }
}

const skipped = (because: string): Ending => ({ status: 'skipped', because, milliseconds: 0 });

/**
 * Runs the tasks: dependencies first, groups in order, everything else at once as far as the budget lets it. A
 * failure stops what depends on it and nothing else. After the signal no new task starts.
 *
 * @param earlier the endings of tasks that ran before these.
 */
export async function runTasks(
  tasks: readonly Task[],
  earlier: ReadonlyMap<string, Ending>,
  run: { readonly signal: AbortSignal; readonly ended: (id: string, ending: Ending) => void },
): Promise<void> {
  const endings = new Map([...earlier].map(([id, ending]) => [id, Promise.resolve(ending)]));
  const groups = new Map<string, Promise<Ending>>();
  const start = async (task: Task, before: Promise<Ending> | undefined): Promise<Ending> => {
    const required = await Promise.all(
      task.requires.map(async (id) => ({ id, ending: await endings.get(id) })),
    );
    await before;
    const broken = required.find(({ ending }) => ending !== undefined && ending.status !== 'done');
    if (broken !== undefined) return skipped(`it needs ${broken.id}, which was not done`);
    if (run.signal.aborted) return skipped(INTERRUPTED);
    const began = performance.now();
    return { ...(await endOf(task)), milliseconds: performance.now() - began };
  };
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const inOrder = dependencyOrder(tasks, ({ requires }) => requires.flatMap((id) => byId.get(id) ?? []));
  for (const task of inOrder) {
    const ending = start(task, groups.get(task.group)).then((it) => {
      run.ended(task.id, it);
      return it;
    });
    endings.set(task.id, ending);
    groups.set(task.group, ending);
  }
  await Promise.all(endings.values());
}
