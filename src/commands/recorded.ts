import { existsSync } from 'node:fs';
import type { AppliedState } from '../model/state.ts';
import type { Environment } from '../model/config.ts';
import { Fault } from '../model/fault.ts';
import { chooseEnvironment } from './environment.ts';
import type { GlobalOptions } from './io.ts';
import type { Run } from './run.ts';
import { readApplied } from './snapshot-state.ts';
import { openConfig, snapshotPath } from './workspace.ts';

/** The environment whose snapshot is meant: the one named, else the only one that has a snapshot. */
async function snapshotEnvironment(options: GlobalOptions): Promise<Environment> {
  const config = await openConfig(options);
  if (options.env !== undefined || options.snapshot !== undefined) {
    return chooseEnvironment(config, options.env, options.env === undefined ? false : null);
  }
  const names = config.environments.size > 0 ? [...config.environments.keys()] : ['test', 'live'];
  const present = names
    .map((name) => chooseEnvironment(config, name, null))
    .filter((environment) => existsSync(snapshotPath(options, environment)));
  const [only, ...others] = present;
  if (only !== undefined && others.length === 0) return only;
  const what = only === undefined ? 'there is no snapshot yet' : 'there are several snapshots';
  throw new Fault(
    'snapshot.which',
    `${what} in ${options.plans}`,
    only === undefined
      ? 'The first apply writes it. Name its folder with --plans, or the file with --snapshot.'
      : `Name one of them with --env: ${present.map(({ name }) => name).join(', ')}.`,
  );
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
