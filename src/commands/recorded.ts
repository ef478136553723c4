import { existsSync } from 'node:fs';
import type { AppliedState } from '../model/state.ts';
import type { Environment } from '../model/config.ts';
import { Fault } from '../model/fault.ts';
import { chooseEnvironment, environmentsOf } from './environment.ts';
import type { GlobalOptions } from './io.ts';
import type { Run } from './run.ts';
import { readApplied } from './snapshot-state.ts';
import { openConfig, snapshotPath } from './workspace.ts';

/** The environment whose snapshot is meant: the one named, else the only one that has a snapshot. */
async function snapshotEnvironment(options: GlobalOptions): Promise<Environment> {
  const config = await openConfig(options);
  if (options.env !== undefined) return chooseEnvironment(config, options.env, null);
  const known = environmentsOf(config);
  const present = known.filter((environment) => existsSync(snapshotPath(options, environment)));
  const [first, ...others] = present;
  // With --snapshot every environment has the same file; what it is for stands in it.
  if (first !== undefined && (others.length === 0 || options.snapshot !== undefined)) return first;
  const what = first === undefined ? 'there is no snapshot yet' : 'there are several snapshots';
  throw new Fault(
    'snapshot.which',
    `${what} in ${options.plans}`,
    first === undefined
      ? 'The first apply writes it. Name its folder with --plans, or the file with --snapshot.'
      : `Name one of them with --env: ${present.map(({ name }) => name).join(', ')}.`,
  );
}

/**
 * The environment that an offline plan is about: the one named, else the first that has a snapshot, else the first of
 * the configuration.
 */
export async function offlineEnvironment(options: GlobalOptions): Promise<string | undefined> {
  if (options.env !== undefined) return options.env;
  const known = environmentsOf(await openConfig(options));
  const present = known.find((environment) => existsSync(snapshotPath(options, environment)));
  return (present ?? known[0])?.name;
}

/** A snapshot that must be there, and where it is. */
export async function openSnapshot(
  options: GlobalOptions,
  run: Run,
): Promise<{ readonly file: string; readonly state: AppliedState }> {
  run.offline = true;
  const environment = await snapshotEnvironment(options);
  const file = snapshotPath(options, environment);
  const state = await readApplied(file);
  if (state === null) {
    throw new Fault('snapshot.missing', `there is no snapshot ${file}`, 'The first apply writes it.');
  }
  run.environment = environment.name;
  run.account = state.account;
  run.livemode = state.livemode;
  return { file, state };
}
