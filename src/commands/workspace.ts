import { manifestKinds } from '../kinds/manifests.ts';
import { parseConfig } from '../manifest/config.ts';
import { loadManifests } from '../manifest/load.ts';
import type { Config, Environment } from '../model/config.ts';
import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import type { Desired } from '../model/state.ts';
import { readConfigFile } from '../workspace/config-file.ts';
import { readManifests, type ReadManifests } from '../workspace/read.ts';
import { chooseEnvironment } from './environment.ts';
import type { GlobalOptions } from './io.ts';

/** The user's side of a run: what git says, for one environment. */
export interface Workspace {
  readonly config: Config;
  readonly environment: Environment;
  readonly snapshotFile: string;
  readonly desired: readonly Desired[];
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of the files that diagnostics point into, by path. */
  readonly sources: ReadonlyMap<string, string>;
}

/** The input is not valid; every problem is in it. */
export class InvalidInput extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;

  constructor(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>) {
    super('the manifests or the configuration are not valid');
    this.name = 'InvalidInput';
    this.diagnostics = diagnostics;
    this.sources = sources;
  }
}

/** The configuration with everything that is wrong with it. */
export interface ReadConfig {
  readonly config: Config;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

async function readConfig(options: GlobalOptions): Promise<ReadConfig> {
  const file = await readConfigFile(options.config);
  return { ...parseConfig(file), sources: new Map(file === null ? [] : [[file.path, file.text]]) };
}

/**
 * The configuration, or its defaults where there is no file.
 *
 * @throws {InvalidInput} with every error of it.
 */
export async function openConfig(options: GlobalOptions): Promise<Config> {
  const { config, diagnostics, sources } = await readConfig(options);
  if (hasErrors(diagnostics)) throw new InvalidInput(diagnostics, sources);
  return config;
}

/** The snapshot of an environment, where no option says otherwise. */
export function snapshotPath(options: GlobalOptions, environment: Environment): string {
  return options.snapshot ?? `${options.plans}/snapshot.${environment.name}.sqlite`;
}

type Plans = Pick<Workspace, 'desired' | 'diagnostics' | 'sources'>;

/**
 * What these files say for one environment, or for all where it is null.
 *
 * @throws {InvalidInput} with every error of them, and of the configuration.
 */
export function plansOf(
  read: ReadManifests,
  { config, diagnostics, sources }: ReadConfig,
  environment: Environment | null,
): Plans {
  const loaded =
    read.files.length === 0
      ? { desired: [], diagnostics: [] }
      : loadManifests(read.files, {
          kinds: manifestKinds,
          environment: environment?.name ?? null,
          ...(config.environments.size === 0
            ? {}
            : { environments: [...config.environments.keys()], described: config.environments }),
          defaultCurrency: config.defaultCurrency,
          lintRules: config.lint,
        });
  const plans = {
    desired: loaded.desired,
    diagnostics: [...diagnostics, ...read.diagnostics, ...loaded.diagnostics],
    sources: new Map([...sources, ...read.files.map(({ path, text }) => [path, text] as const)]),
  };
  if (hasErrors(plans.diagnostics)) throw new InvalidInput(plans.diagnostics, plans.sources);
  return plans;
}

const readPlans = async (
  options: GlobalOptions,
  config: ReadConfig,
  environment: Environment | null,
): Promise<Plans> => plansOf(await readManifests(options.plans), config, environment);

/** What the configuration says about one environment; the manifests are not read yet. */
export interface Settings extends ReadConfig {
  readonly environment: Environment;
  readonly snapshotFile: string;
}

/**
 * The configuration for the environment that `--env`, or the mode of the key, is for.
 *
 * @throws {InvalidInput} with every error of the configuration, and then of every manifest too.
 */
export async function openSettings(options: GlobalOptions, livemode: boolean | null): Promise<Settings> {
  const read = await readConfig(options);
  if (hasErrors(read.diagnostics)) await readPlans(options, read, null);
  const environment = chooseEnvironment(read.config, options.env, livemode);
  return { ...read, environment, snapshotFile: snapshotPath(options, environment) };
}

/** What git says about an environment. */
export async function openPlans(options: GlobalOptions, settings: Settings): Promise<Workspace> {
  const { config, environment, snapshotFile } = settings;
  return { config, environment, snapshotFile, ...(await readPlans(options, settings, environment)) };
}

/** The manifests for the environment of `--env`, or for all at once where none is named. */
export async function openForValidation(
  options: GlobalOptions,
): Promise<Plans & { readonly environment: Environment | null }> {
  if (options.env !== undefined) return openPlans(options, await openSettings(options, null));
  return { environment: null, ...(await readPlans(options, await readConfig(options), null)) };
}
