import { Fault } from '../model/fault.ts';
import type { Config, Environment } from '../model/config.ts';

const byMode = (livemode: boolean): Environment => ({
  name: livemode ? 'live' : 'test',
  account: null,
  livemode,
  retireAfter: livemode ? 24 * 60 * 60 : 0,
  review: livemode ? 'planned' : 'none',
});

/**
 * The environment that a run is about: the one named, else the only one of the key's mode. Without a configuration
 * there are two, `test` and `live`.
 *
 * @param livemode the key's mode; null where no key is needed.
 * @throws {Fault} `config.environment` when the name is none, or when a name is needed.
 */
export function chooseEnvironment(
  config: Config,
  name: string | undefined,
  livemode: boolean | null,
): Environment {
  const configured = [...config.environments.values()];
  const known = configured.length > 0 ? configured : [byMode(false), byMode(true)];
  const names = known.map((environment) => environment.name).join(', ');
  const refuse = (summary: string): never => {
    throw new Fault('config.environment', summary, `Name one with --env: ${names}.`);
  };
  if (name !== undefined) {
    return (
      known.find((environment) => environment.name === name) ??
      refuse(`there is no environment ${JSON.stringify(name)}`)
    );
  }
  const fitting = known.filter((environment) => livemode === null || environment.livemode === livemode);
  const [only, ...others] = fitting;
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined)
    return refuse(`no environment is of the key's mode (${livemode === true ? 'live' : 'test'})`);
  return refuse('it is not clear which environment is meant');
}
