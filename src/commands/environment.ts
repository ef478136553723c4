import { Fault } from '../model/fault.ts';
import { defaultEnvironment, type Config, type Environment } from '../model/config.ts';

/** Every environment that a run may be about. Without a configuration there are two, `test` and `live`. */
export function environmentsOf(config: Config): readonly Environment[] {
  const configured = [...config.environments.values()];
  return configured.length > 0
    ? configured
    : [defaultEnvironment('test', false), defaultEnvironment('live', true)];
}

/**
 * The environment that a run is about: the one named, else the only one of the key's mode.
 *
 * @param livemode the key's mode; null where no key is needed.
 * @throws {Fault} `config.environment` when the name is none, or when a name is needed.
 */
export function chooseEnvironment(
  config: Config,
  name: string | undefined,
  livemode: boolean | null,
): Environment {
  const known = environmentsOf(config);
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
