import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import { Fault } from '../model/fault.ts';
import { environmentsDiffer, type Comparison, type EnvironmentStatus } from '../model/status.ts';
import { compareRecords } from '../plan/compare-records.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import { resultJson } from '../render/json.ts';
import { statusJson } from '../render/status/json.ts';
import { statusReport } from '../render/status/report.ts';
import { terminalReport } from '../render/terminal.ts';
import { DEFAULT_PATH } from '../workspace/config-file.ts';
import { openHistory, type GitHistory } from '../workspace/git-history.ts';
import { EXIT, type GlobalOptions, type Io } from './io.ts';
import { diagnosticsOf, type Result, type Run } from './run.ts';
import { hasLeftover, readApplied } from './snapshot-state.ts';
import { findEnvironments } from './status/environments.ts';
import { openConfig } from './workspace.ts';

/** What a status understands beside what every command does. */
export interface StatusOptions extends GlobalOptions {
  readonly detailedExitcode: boolean;
}

interface Looked {
  readonly environment: EnvironmentStatus;
  readonly problems: readonly Diagnostic[];
}

/** What an environment's snapshot says. One that cannot be believed is a problem of its own, and no other's. */
async function lookAt(name: string, plans: string, { head, distance }: GitHistory): Promise<Looked> {
  const file = `${plans}/snapshot.${name}.sqlite`;
  try {
    const state = await readApplied(file);
    if (state === null) return { environment: { status: 'missing', name, file }, problems: [] };
    const isInterrupted = await hasLeftover(file);
    const toHead = distance(state.released, head);
    return { environment: { status: 'recorded', name, file, state, isInterrupted, toHead }, problems: [] };
  } catch (error) {
    const problems = diagnosticsOf(error);
    if (problems === null) throw error;
    return { environment: { status: 'unreadable', name, file }, problems };
  }
}

/** Each environment held against each of those after it. */
function compareAll(
  environments: readonly EnvironmentStatus[],
  { distance }: GitHistory,
): readonly Comparison[] {
  const recorded = environments.filter((each) => each.status === 'recorded');
  return recorded.flatMap((first, index) =>
    recorded.slice(index + 1).map((second) => ({
      first: first.name,
      second: second.name,
      ...compareRecords(first.state, second.state),
      distance: distance(second.state.released, first.state.released),
    })),
  );
}

/** The names of the environments to look at; one that `--env` names must be among them. */
async function namesFor(options: StatusOptions): Promise<readonly string[]> {
  const { plans, env, snapshot } = options;
  if (snapshot !== undefined) {
    const detail = 'Name the folder that holds them with --plans.';
    throw new Fault('options.usage', 'status compares snapshots, and --snapshot names a single one', detail);
  }
  const names = await findEnvironments(plans, await openConfig(options));
  if (env === undefined || names.includes(env)) return names;
  const detail = `Name one with --env: ${names.join(', ')}.`;
  throw new Fault('config.environment', `there is no environment ${JSON.stringify(env)}`, detail);
}

/**
 * `status`: how the environments differ, by their snapshots alone. Needs neither a key nor the network. `--env` leaves
 * those comparisons that the environment is part of.
 */
export async function status(options: StatusOptions, io: Io, run: Run): Promise<Result> {
  run.offline = true;
  const { plans, env } = options;
  const names = await namesFor(options);
  const history = openHistory(plans, options.config ?? DEFAULT_PATH);
  const looked = await Promise.all(names.map((name) => lookAt(name, plans, history)));
  const environments = looked.map(({ environment }) => environment);
  const comparisons = compareAll(environments, history).filter(
    ({ first, second }) => env === undefined || env === first || env === second,
  );
  const standing = { environments, comparisons };
  run.diagnostics = looked.flatMap(({ problems }) => problems);
  const style = { colour: io.colour };
  const problems = renderDiagnostics(run.diagnostics, run.sources, style);
  const found = {
    text: `${terminalReport(statusReport(standing), style)}${problems === '' ? '' : `\n\n${problems}`}`,
    json: resultJson(run.facts(), statusJson(standing)),
  };
  if (hasErrors(run.diagnostics)) return { ...found, exit: EXIT.error, failure: 'snapshot' };
  const differ = options.detailedExitcode && environmentsDiffer(standing);
  return { ...found, exit: differ ? EXIT.changes : EXIT.done };
}
