import { readdir } from 'node:fs/promises';
import type { Config } from '../../model/config.ts';
import { Fault } from '../../model/fault.ts';
import { errorCode } from '../../workspace/error-code.ts';
import { environmentsOf } from '../environment.ts';

const SNAPSHOT = /^snapshot\.([A-Za-z0-9][A-Za-z0-9_-]{0,62})\.sqlite$/;

/** The environments that have a snapshot in the folder, whether the configuration knows them or not. */
async function recordedIn(plans: string): Promise<readonly string[]> {
  try {
    return (await readdir(plans)).flatMap((name) => SNAPSHOT.exec(name)?.[1] ?? []).sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * The names of the environments that there are: those of the configuration in its order, then all others that have a
 * snapshot. Without a configuration only these.
 *
 * @throws {Fault} `snapshot.missing` when there are none.
 */
export async function findEnvironments(plans: string, config: Config): Promise<readonly string[]> {
  const recorded = await recordedIn(plans);
  const known = environmentsOf(config).map(({ name }) => name);
  const expected = config.environments.size === 0 ? known.filter((name) => recorded.includes(name)) : known;
  const names = [...new Set([...expected, ...recorded])];
  if (names.length > 0) return names;
  throw new Fault(
    'snapshot.missing',
    `there is no snapshot in ${plans}`,
    'The first apply writes it. Name its folder with --plans.',
  );
}
