import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { InitOptions } from '../../src/commands/init/options.ts';
import { newRepository, WORKFLOWS, type Repository } from './repository.ts';

const ROOT = join(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly run?: string;
}

interface Job {
  readonly needs?: string;
  readonly environment?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const PLAIN: Partial<InitOptions> = {};
const FULL: Partial<InitOptions> = {
  live: true,
  protected: true,
  plans: './pricing/',
  config: 'pricing.config.yaml',
  action: { repository: 'acme/pricebook', ref: '0123456789abcdef0123456789abcdef01234567' },
};
const SETUPS = [
  ['the plain setup', PLAIN],
  ['every option', FULL],
] as const;

async function written(options: Partial<InitOptions>): Promise<Repository> {
  const repository = newRepository();
  await repository.init(options);
  return repository;
}

const workflow = (repository: Repository, name: string): Workflow =>
  parse(repository.read(`.github/workflows/pricebook-${name}.yml`)) as Workflow;

const stepsOf = ({ jobs }: Workflow): readonly Step[] => Object.values(jobs).flatMap(({ steps }) => steps);

/** The inputs that each step hands to the action. */
const inputsOf = (job: Job | undefined): Readonly<Record<string, string>> =>
  job?.steps.find(({ uses }) => uses?.includes('/pricebook@'))?.with ?? {};

describe.each(SETUPS)('the workflows of %s', (_, options) => {
  it('give no permission but what a job names', async () => {
    const repository = await written(options);
    const reading = { contents: 'read' };
    const writing = { contents: 'write', 'pull-requests': 'write', issues: 'write' };
    for (const name of ['review', 'release', 'drift']) {
      const { permissions, jobs } = workflow(repository, name);
      expect(permissions).toEqual({});
      for (const [id, job] of Object.entries(jobs)) {
        const writes = inputsOf(job).command === 'apply' || id.startsWith('settle-');
        const more =
          name === 'review' ? { 'pull-requests': 'write' } : id === 'deploy' ? {} : { issues: 'write' };
        expect(job.permissions).toEqual(writes ? writing : { ...reading, ...more });
      }
    }
  });

  it('hand the action inputs that it has', async () => {
    const repository = await written(options);
    const { inputs } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as { inputs: object };
    const known = new Set(Object.keys(inputs));
    const given = ['review', 'release', 'drift'].flatMap((name) =>
      Object.values(workflow(repository, name).jobs).flatMap((job) => Object.keys(inputsOf(job))),
    );
    expect(given.length).toBeGreaterThan(10);
    expect(given.filter((input) => !known.has(input))).toEqual([]);
  });

  it('use the writing key in jobs of a restricted environment alone, one at a time', async () => {
    const repository = await written(options);
    const jobs = ['review', 'release', 'drift'].flatMap((name) =>
      Object.values(workflow(repository, name).jobs),
    );
    const withKey = jobs.filter((job) => JSON.stringify(job).includes('secrets.STRIPE_WRITE_KEY'));
    expect(withKey).toHaveLength(options.live === true ? 6 : 3);
    for (const job of withKey) {
      const { environment } = inputsOf(job);
      expect(job.environment).toBe(`stripe-${environment}`);
      expect(job.concurrency).toEqual({
        group: `pricebook-${environment}`,
        'cancel-in-progress': false,
        queue: 'max',
      });
      expect(job.steps[0]?.with?.ref).toBe('main');
    }
    for (const job of jobs.filter((each) => !withKey.includes(each))) expect(job.environment).toBeUndefined();
  });

  it('run no code of a pull request with secrets, and hold no input in a shell', async () => {
    const repository = await written(options);
    for (const path of WORKFLOWS)
      expect(repository.read(path)).not.toMatch(/pull_request_target|workflow_run/);
    const scripts = ['review', 'release', 'drift'].flatMap((name) =>
      stepsOf(workflow(repository, name)).flatMap(({ run }) => run ?? []),
    );
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  it('come with a plan and a configuration that are valid', async () => {
    const { folder } = await written(options);
    const { plans = 'plans', config = '.github/pricebook.yaml' } = options;
    const { status, stdout, stderr } = spawnSync(
      NODE,
      [join(ROOT, 'src/cli.ts'), 'validate', '--plans', plans, '--config', config],
      { cwd: folder, encoding: 'utf8' },
    );
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: '2 files are valid: 3 objects.\n',
      stderr: '',
    });
  });

  it('come with a configuration whose comments are valid as well', async () => {
    const repository = await written(options);
    const { plans = 'plans', config = '.github/pricebook.yaml' } = options;
    const text = repository.read(config);
    const uncommented = text
      .replace(/^# (?=\w+:|  )/gm, '')
      .replace(/# account: acct_….*/g, 'account: acct_1')
      .replace(/(?<=live:\n +livemode: true\n +account: acct_)1/, '2');
    expect(uncommented).toMatch(
      /^catalog: [^]*^show_subscribers: [^]* account: [^]*^guards:\n {2}max_archives/m,
    );
    repository.write(config, uncommented);
    const args = [join(ROOT, 'src/cli.ts'), 'validate', '--plans', plans, '--config', config];
    expect(spawnSync(NODE, args, { cwd: repository.folder, encoding: 'utf8' }).stderr).toBe('');
  });
});

describe('the release', () => {
  it('applies on push and by hand, and deploys from the tip after it', async () => {
    const { on, jobs } = workflow(await written(PLAIN), 'release');
    expect(Object.keys(on)).toEqual(['push', 'workflow_dispatch']);
    expect(inputsOf(jobs.test)).toMatchObject({ command: 'apply', approve: '${{ inputs.approve }}' });
    expect(jobs.deploy?.needs).toBe('test');
    expect(jobs.deploy?.steps[0]?.with).toEqual({ ref: 'main', 'persist-credentials': false });
  });

  it('goes from test to live to the deploy, and hands a digest to its environment alone', async () => {
    const { jobs } = workflow(await written(FULL), 'release');
    expect(Object.keys(jobs)).toEqual(['test', 'live', 'deploy']);
    expect([jobs.live?.needs, jobs.deploy?.needs]).toEqual(['test', 'live']);
    expect(inputsOf(jobs.live).approve).toBe("${{ inputs.environment == 'live' && inputs.approve || '' }}");
  });

  it('names the branch of the snapshot in every step of Pricebook', async () => {
    const repository = await written(FULL);
    const jobs = ['review', 'release', 'drift'].flatMap((name) =>
      Object.values(workflow(repository, name).jobs),
    );
    const branches = jobs.map(inputsOf).filter(({ environment }) => environment !== undefined);
    expect(branches.map((inputs) => inputs['snapshot-branch'])).toEqual(Array(10).fill('pricebook'));
  });
});

describe('where it is not github.com', () => {
  it('writes no line that the server may not know', async () => {
    const repository = newRepository('git@github.example.com:acme/shop.git');
    await repository.init();
    for (const path of WORKFLOWS) expect(repository.read(path)).not.toContain('queue:');
  });
});

describe('docs/workflows.md', () => {
  const page = readFileSync(join(ROOT, 'docs/workflows.md'), 'utf8');

  it.each([...WORKFLOWS, '.github/pricebook.yaml'])('shows %s as it is written', async (path) => {
    const repository = await written({ protected: false });
    expect(page).toContain(`\`\`\`yaml\n# ${path}\n${repository.read(path)}\`\`\`\n`);
  });

  it('shows the line of .gitattributes', async () => {
    const lines = (await written(PLAIN)).read('.gitattributes').trimEnd().split('\n');
    expect(page).toContain(`\`\`\`gitattributes\n${lines.at(-1)}\n\`\`\``);
  });

  it("speaks of every line that is Pricebook's choice", async () => {
    const repository = await written(PLAIN);
    const keys = WORKFLOWS.flatMap((path) =>
      [...repository.read(path).matchAll(/^ *(?:- )?([a-z_-]+):/gm)].map(([, key = '']) => key),
    );
    const prose = page.replaceAll(/^ *```[^]*?^ *```$/gm, '');
    const usual = new Set(
      'name on jobs runs-on steps uses with run if inputs description type options branches group cron needs'.split(
        ' ',
      ),
    );
    const own = [...new Set(keys)].filter((key) => !usual.has(key));
    expect(own.length).toBeGreaterThan(15);
    expect(own.filter((key) => !prose.includes(`\`${key}`))).toEqual([]);
  });
});
