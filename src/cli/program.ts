import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { ImportOptions } from '../commands/import/options.ts';
import type { InitOptions } from '../commands/init/options.ts';
import { DEFAULT_ACTION } from '../commands/init/setup.ts';
import type { GlobalOptions, PlanOptions } from '../commands/io.ts';
import { execute, newRun, type Command as Run } from '../commands/run.ts';
import { toolVersion } from '../commands/version.ts';
import { bugText } from '../render/bug.ts';
import { jsonText, resultJson } from '../render/json.ts';
import { terminalIo } from './terminal.ts';

const ABOUT = `Keeps a Stripe catalog in step with YAML in git.

STRIPE_API_KEY holds the key, which is never an argument.
STRIPE_API_BASE points to another Stripe, such as that of "pricebook emulator".

Exit codes:
  0  done, or nothing to do
  1  error
  2  changes or drift are there (with --detailed-exitcode)
  3  refused by a guard or an unsettled conflict; nothing was written
  4  not the plan that was expected; nothing was written`;

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function portIn(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new InvalidArgumentError('A port is a whole number up to 65535.');
}

function actionIn(text: string): InitOptions['action'] {
  const [, repository, ref] = /^([\w.-]+\/[\w.-]+)@([\w./-]+)$/.exec(text) ?? [];
  if (repository !== undefined && ref !== undefined) return { repository, ref };
  throw new InvalidArgumentError('An action is named owner/name@ref.');
}

/** Seconds since 1970 at the start of a day in UTC, or at a moment. */
function dateIn(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return Math.floor(time / 1000);
  throw new InvalidArgumentError('A date is written 2026-01-31, or 2026-01-31T12:00:00Z.');
}

interface RawPlanOptions
  extends GlobalOptions,
    Partial<Omit<PlanOptions, 'revertDrift' | keyof GlobalOptions>> {
  readonly revertDrift?: true | readonly string[];
}

const planOptions = (raw: RawPlanOptions): PlanOptions => ({
  allow: [],
  prefer: [],
  offline: false,
  detailedExitcode: false,
  yes: false,
  ...raw,
  revertDrift: raw.revertDrift ?? [],
});

/** With `--json` a command that cannot be run prints its document too; the words for people went to standard error. */
function printUsageError({ message }: CommanderError): void {
  const io = terminalIo();
  const run = newRun('pricebook', io);
  const detail = 'Run it with --help.';
  run.diagnostics = [{ severity: 'error', code: 'options.usage', summary: message, detail }];
  io.out(jsonText(resultJson(run.facts(), {})));
}

/**
 * Parses the arguments, runs the command they name and answers its exit code.
 *
 * Commands are loaded when they run, so that `--help` and `lookup` start at once.
 */
export async function program(argv: readonly string[]): Promise<number> {
  let exit = 0;
  const cli = new Command('pricebook')
    .description(ABOUT)
    .version(toolVersion)
    .showHelpAfterError()
    .exitOverride();
  const verb = (parent: Command, name: string, about: string): Command =>
    parent
      .command(name)
      .description(about)
      .option('--plans <dir>', 'folder of the manifests', 'plans')
      .option('--env <name>', "environment (default: the one of the key's mode)")
      .option('--snapshot <file>', 'snapshot (default: <plans>/snapshot.<env>.sqlite)')
      .option('--config <file>', 'configuration (default: .github/pricebook.yaml, if there)')
      .option('--json', 'one JSON document on standard output')
      .addOption(
        new Option('--log-format <format>', 'how progress is told on standard error: json is an event a line')
          .choices(['text', 'json'])
          .default('text')
          .env('PRICEBOOK_LOG_FORMAT'),
      );
  const choices = (command: Command): Command =>
    command
      .addOption(new Option('--allow <action:key>', 'lift a guard for one object').argParser(collect))
      .addOption(
        new Option('--prefer <side:key>', 'settle a conflict: manifest:KEY or stripe:KEY').argParser(collect),
      )
      .option('--revert-drift [key...]', 'put back what was changed in Stripe, everywhere or for these keys')
      .option('--expect <digest>', 'this plan and no other: exit with 4 when the digest differs');
  const runs =
    <Options extends GlobalOptions>(name: string, load: () => Promise<Run<Options>>) =>
    async (options: Options): Promise<void> => {
      exit = await execute(name, await load(), {
        options: { ...options, json: options.json ?? false },
        io: terminalIo(options.logFormat),
      });
    };

  verb(cli, 'validate', 'check the manifests alone: schema, references, money, lint').action(
    runs('validate', async () => (await import('../commands/validate.ts')).validate),
  );
  choices(verb(cli, 'plan', 'show what an apply would do; writes nothing'))
    .option('--offline', 'compare with the snapshot alone; needs no key')
    .option('--detailed-exitcode', 'exit with 2 when there are changes or drift')
    .action(async (raw: RawPlanOptions) =>
      runs('plan', async () => (await import('../commands/plan.ts')).plan)(planOptions(raw)),
    );
  choices(verb(cli, 'apply', 'make Stripe what the manifests say, and record it in the snapshot'))
    .option('--yes', 'do not ask')
    .action(async (raw: RawPlanOptions) =>
      runs('apply', async () => (await import('../commands/apply.ts')).apply)(planOptions(raw)),
    );
  verb(cli, 'drift', 'show what was changed in Stripe by hand; writes nothing')
    .option('--detailed-exitcode', 'exit with 2 when there is drift')
    .action(async (raw: RawPlanOptions) =>
      runs('drift', async () => (await import('../commands/drift.ts')).drift)(planOptions(raw)),
    );
  verb(cli, 'import', 'write manifests of what a Stripe account has; Stripe is only read')
    .addOption(new Option('--product <id>', 'this product and no other; may be repeated').argParser(collect))
    .option('--active', 'leave archived products out, whatever prices they have')
    .addOption(new Option('--since <date>', 'products made on that day or later').argParser(dateIn))
    .option('--tidy', 'import nothing: remove the adopt lines of what is recorded; needs no key')
    .action(async (raw: GlobalOptions & Partial<ImportOptions>) =>
      runs(
        'import',
        async () => (await import('../commands/import.ts')).importCatalog,
      )({ product: [], active: false, tidy: false, ...raw }),
    );
  verb(cli, 'lookup', 'print the Stripe id of a plan, price or lookup key; needs no key')
    .argument('<key>', 'pro/monthly, basic_monthly, price/pro/monthly, or a lookup key')
    .action(async (key: string, options: GlobalOptions) =>
      runs('lookup', async () => (await import('../commands/lookup.ts')).lookup)({ ...options, key }),
    );
  verb(cli, 'export', 'print every key with its Stripe ids, for the application; needs no key')
    .addOption(new Option('--format <format>', 'how').choices(['json', 'ts', 'env']).default('json'))
    .action(runs('export', async () => (await import('../commands/export.ts')).exportIds));

  cli
    .command('init')
    .description('write workflows, configuration and a first plan into this git repository')
    .option('--plans <dir>', 'folder of the manifests, from the top of the repository', 'plans')
    .option('--config <file>', 'configuration (default: .github/pricebook.yaml)')
    .option('--live', 'live mode beside test mode')
    .option('--protected', 'the default branch takes no push: the snapshot gets the branch "pricebook"')
    .option('--snapshot-branch <name>', 'the branch that the snapshot is committed to')
    .option('--default-branch <name>', 'where releases start from (default: as git says)')
    .addOption(
      new Option('--action <owner/name@ref>', 'how workflows name the action')
        .argParser(actionIn)
        .default(DEFAULT_ACTION, `${DEFAULT_ACTION.repository}@${DEFAULT_ACTION.ref}`),
    )
    .option('--yes', 'do not ask: write what is missing, leave alone what is there')
    .option('--json', 'one JSON document on standard output')
    .action(async (raw: Partial<InitOptions> & Pick<InitOptions, 'plans' | 'action'>) =>
      runs(
        'init',
        async () => (await import('../commands/init.ts')).init,
      )({
        ...raw,
        yes: raw.yes ?? false,
        live: raw.live ?? false,
        json: raw.json ?? false,
      }),
    );

  verb(cli, 'doctor', 'check key, configuration, snapshot, workflows and GitHub; writes nothing').action(
    runs('doctor', async () => (await import('../commands/doctor.ts')).doctor),
  );

  verb(cli, 'status', 'compare environments by their snapshots alone; needs no key')
    .option('--detailed-exitcode', 'exit with 2 when they differ')
    .action(async (raw: RawPlanOptions) =>
      runs('status', async () => (await import('../commands/status.ts')).status)(planOptions(raw)),
    );

  const snapshot = cli.command('snapshot').description('look at the record, check it, make it anew');
  verb(snapshot, 'dump', 'the snapshot as text, for git diff')
    .argument('[file]')
    .action(async (file: string | undefined, options: GlobalOptions) =>
      runs('snapshot dump', async () => (await import('../commands/snapshot.ts')).dump)({ ...options, file }),
    );
  verb(snapshot, 'verify', 'check the snapshot without Stripe')
    .argument('[file]')
    .action(async (file: string | undefined, options: GlobalOptions) =>
      runs(
        'snapshot verify',
        async () => (await import('../commands/snapshot.ts')).verify,
      )({ ...options, file }),
    );
  verb(snapshot, 'rebuild', 'make the snapshot anew from the markers in Stripe; writes nothing there').action(
    runs('snapshot rebuild', async () => (await import('../commands/rebuild.ts')).rebuild),
  );

  cli
    .command('emulator')
    .description('run the embedded Stripe on 127.0.0.1, for demos and tests')
    .addOption(new Option('--port <number>', 'port').default(12_111).argParser(portIn))
    .option('--state <file>', 'keep the state in this file')
    .option('--sandbox', 'an account id of its own, as a sandbox has')
    .action(async (options: { port: number; state?: string; sandbox?: true }) => {
      const { runEmulator } = await import('../emulator/main.ts');
      await runEmulator({
        ...options,
        onListening: ({ url }) => void process.stdout.write(`The embedded Stripe listens on ${url}\n`),
      });
    });

  try {
    await cli.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode !== 0 && argv.includes('--json')) printUsageError(error);
      return error.exitCode;
    }
    process.stderr.write(
      `${bugText(error)}\n\nThis is a bug of Pricebook's. Nothing was lost: run it again.\n`,
    );
    return 1;
  }
  return exit;
}
