import { onTestFinished } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { doctor } from '../../src/commands/doctor.ts';
import type { GlobalOptions, Io, PlanOptions } from '../../src/commands/io.ts';
import { newRun, settle, type Command, type Result } from '../../src/commands/run.ts';
import { startEmulator, type Emulator } from '../../src/emulator/server.ts';
import type { HealthFinding } from '../../src/model/health.ts';
import type { Repo } from '../github/repo.ts';
import { startGithub, type GithubServer, type TokenOptions } from '../github/server.ts';
import { newRepository, type Repository } from '../init/repository.ts';

/** The account of the emulator. */
export const ACCOUNT = 'acct_1HW7pNvjA24WqShu';

export const PLANS = `
code: pro
name: Pro Plan
default_price: monthly
prices:
  monthly: { amount: 25.00, currency: usd, interval: month }
  yearly: { amount: 250.00, currency: usd, interval: year }
`;

const CONFIG = `
environments:
  test: { account: ${ACCOUNT}, livemode: false }
max_requests_per_second: 100
`;

/** A restricted key that may read what reviews need, and nothing of customers. */
export const READING = 'rk_test_without_customer_read_0123456789';

const PLAN_OPTIONS: Omit<PlanOptions, keyof GlobalOptions> = {
  allow: [],
  prefer: [],
  revertDrift: [],
  offline: false,
  detailedExitcode: false,
  yes: true,
};

/** What `doctor` said. */
export interface Diagnosis extends Result {
  readonly findings: readonly HealthFinding[];
  /** The findings of one check, each as `status: summary`. */
  readonly of: (check: string) => readonly string[];
  /** The fixes of one check. */
  readonly fixes: (check: string) => readonly (string | undefined)[];
}

/** A repository with manifests, beside an embedded Stripe. */
export interface Patient {
  readonly repository: Repository;
  readonly emulator: Emulator;
  /** Applies the manifests, so that there is a snapshot. */
  readonly release: () => Promise<void>;
  readonly doctor: (env?: Io['env'], options?: Given) => Promise<Diagnosis>;
}

/** Options, and the folder to run it in instead of the repository's top. */
type Given = Partial<GlobalOptions> & { readonly folder?: string };

async function runIn<Options extends GlobalOptions>(
  folder: string,
  command: Command<Options>,
  { options, env }: { readonly options: Options; readonly env: Io['env'] },
): Promise<Result> {
  const io: Io = {
    env,
    out: () => {},
    err: () => {},
    confirm: null,
    colour: false,
    now: () => new Date('2026-11-22T10:00:00Z'),
    signal: new AbortController().signal,
    commit: null,
  };
  const home = process.cwd();
  process.chdir(folder);
  try {
    return await settle(command, options, { io, run: newRun('doctor', io) });
  } finally {
    process.chdir(home);
  }
}

/** A fresh one, with a configuration that names its account. */
export async function newPatient(origin?: string): Promise<Patient> {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const repository = newRepository(origin);
  repository.write('plans/pro.yaml', PLANS);
  repository.write('.github/pricebook.yaml', CONFIG);
  const base = { STRIPE_API_BASE: emulator.url };
  const options: GlobalOptions = { plans: 'plans', json: false };
  return {
    repository,
    emulator,
    async release() {
      const env = { ...base, STRIPE_API_KEY: 'sk_test_writer' };
      const result = await runIn(repository.folder, apply, { options: { ...options, ...PLAN_OPTIONS }, env });
      if (result.exit !== 0) throw new Error(result.text);
    },
    async doctor(env = { STRIPE_API_KEY: READING }, { folder = repository.folder, ...more } = {}) {
      const result = await runIn(folder, doctor, {
        options: { ...options, ...more },
        env: { ...base, ...env },
      });
      const findings = result.json.findings as unknown as readonly HealthFinding[];
      const of = (check: string) => findings.filter((finding) => finding.check === check);
      return {
        ...result,
        findings,
        of: (check) => of(check).map(({ status, summary }) => `${status}: ${summary}`),
        fixes: (check) => of(check).map(({ fix }) => fix),
      };
    },
  };
}

/** A patient whose repository is on a GitHub server as well. */
export interface Hosted {
  readonly patient: Patient;
  readonly github: GithubServer;
  readonly shop: Repo;
  /** Runs `doctor` with a token of that sort; an administrator's unless something else is said. */
  readonly doctor: (token?: TokenOptions) => Promise<Diagnosis>;
}

const ADMIN: TokenOptions = {
  login: 'octocat',
  permissions: { contents: 'read', actions: 'read', administration: 'read' },
};

export async function newHosted(options: { readonly private?: boolean } = {}): Promise<Hosted> {
  const github = await startGithub();
  onTestFinished(() => github.close());
  const shop = github.repository('acme/shop', options);
  shop.commit({ files: { 'README.md': '# Shop\n' }, message: 'Start' });
  const patient = await newPatient('https://github.com/acme/shop.git');
  return {
    patient,
    github,
    shop,
    doctor: (token = ADMIN) => patient.doctor({ GITHUB_API_URL: github.url, GH_TOKEN: github.token(token) }),
  };
}
