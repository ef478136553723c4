import { beforeEach, describe, expect, it } from 'vitest';
import { WORKFLOWS } from '../init/repository.ts';
import { newPatient, type Diagnosis, type Patient } from './patient.ts';

const [REVIEW = '', RELEASE = '', DRIFT = ''] = WORKFLOWS;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const CHECKOUT = `actions/checkout@${COMMIT}`;

let patient: Patient;
beforeEach(async () => {
  patient = await newPatient();
  await patient.repository.init({ action: { repository: 'acme/pricebook', ref: COMMIT } });
  for (const path of WORKFLOWS) edit(path, 'actions/checkout@v6', CHECKOUT);
});

/** Replaces a text wherever a file has it; fails the test where it has not. */
function edit(path: string, from: string | RegExp, to: string): void {
  const before = patient.repository.read(path);
  const after = before.replaceAll(from instanceof RegExp ? new RegExp(from, 'g') : from, to);
  expect(after).not.toBe(before);
  patient.repository.write(path, after);
}

/** What is said without a key; the workflows need none. */
const examined = (): Promise<Diagnosis> => patient.doctor({});
const found = async (check: string): Promise<readonly string[]> => (await examined()).of(check);

it('the workflows that init writes are in order, once their actions are pinned', async () => {
  const { findings } = await examined();
  const ours = findings.filter(({ check }) => check.startsWith('workflow'));
  expect(ours.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
});

it('a repository without any is a warning', async () => {
  expect(await (await newPatient()).doctor({}).then(({ of }) => of('workflows'))).toEqual([
    'warning: no job in .github/workflows runs Pricebook',
  ]);
});

it('a workflow that is no YAML is an error', async () => {
  patient.repository.write(REVIEW, 'jobs: [\n  - uses: acme/pricebook@v0\n');
  expect((await found('workflows'))[0]).toMatch(/^error: .*pricebook-review\.yml cannot be read: /);
});

describe('events', () => {
  it.each(['pull_request_target', 'workflow_run'])('that include %s are an error', async (event) => {
    edit(REVIEW, '  pull_request:', `  ${event}:`);
    const { of, exit } = await examined();
    expect(of('workflow-events')).toEqual([expect.stringMatching(`^error: ${REVIEW}:5: ${event} gives`)]);
    expect(exit).toBe(1);
  });

  it('are found in a list as well', async () => {
    edit(DRIFT, /\non:\n[^]*?\n\n/, '\non: [push, workflow_run]\n\n');
    expect((await found('workflow-events'))[0]).toContain(`${DRIFT}:4: workflow_run`);
  });
});

describe('permissions', () => {
  it.each([
    [REVIEW, '      pull-requests: write\n', '"pull-requests: write"'],
    [RELEASE, '      issues: write\n', '"issues: write"'],
    [DRIFT, /(?<=contents: read\n) {6}issues: write\n/, '"issues: write"'],
  ])('of %s are an error where a line is missing, which is named', async (path, line, name) => {
    edit(path, line, '');
    const { of, fixes } = await examined();
    expect(of('workflow-permissions')).toEqual([
      expect.stringMatching(new RegExp(`^error: ${path}:\\d+: the job test lacks ${name}$`)),
    ]);
    expect(fixes('workflow-permissions')).toEqual([`Add ${name} to the permissions of the job.`]);
  });

  it('are an error where they are too little', async () => {
    edit(RELEASE, 'contents: write', 'contents: read');
    expect((await found('workflow-permissions'))[0]).toContain('lacks "contents: write"');
  });

  it('need not be those for a comment where there is none', async () => {
    edit(REVIEW, 'pull-requests: write', 'pull-requests: read');
    edit(REVIEW, 'environment: test', 'environment: test\n          comment: off');
    expect((await found('workflow-permissions'))[0]).toMatch(/^ok: /);
  });

  it('are taken from the workflow where the job names none', async () => {
    edit(REVIEW, /    permissions:\n( {6}.*\n){2}/, '');
    expect((await found('workflow-permissions'))[0]).toContain(
      'lacks "contents: read", "pull-requests: write"',
    );
    edit(REVIEW, 'permissions: {}', 'permissions: write-all');
    expect((await found('workflow-permissions'))[0]).toMatch(/^ok: /);
  });

  it('are a warning where nobody names any', async () => {
    edit(REVIEW, /    permissions:\n( {6}.*\n){2}/, '');
    edit(REVIEW, 'permissions: {}', '');
    expect((await found('workflow-permissions'))[0]).toMatch(/^warning: .*names no permissions/);
  });
});

describe('actions', () => {
  it.each([
    ['acme/pricebook', REVIEW, `acme/pricebook@${COMMIT}`],
    ['actions/checkout', RELEASE, CHECKOUT],
  ])('that are not pinned by commit are a warning: %s', async (name, path, pinned) => {
    edit(path, pinned, `${name}@v1`);
    expect((await found('workflow-pins'))[0]).toMatch(
      `warning: ${name}@v1 is not pinned by commit: ${path}:`,
    );
  });

  it('that nobody has named yet are an error', async () => {
    edit(REVIEW, `acme/pricebook@${COMMIT}`, 'OWNER/pricebook@v0');
    expect((await found('workflow-pins'))[0]).toMatch(/^error: OWNER\/pricebook@v0 stands for/);
  });
});

describe('the branch of the snapshot', () => {
  it('is an error where the jobs do not agree', async () => {
    edit(RELEASE, 'command: apply', 'command: apply\n          snapshot-branch: pricebook');
    expect(await found('workflow-snapshot-branch')).toEqual([
      'error: the jobs keep the snapshot on different branches: the default branch, "pricebook"',
    ]);
  });

  it('is no matter of a job that validates alone', async () => {
    for (const path of [RELEASE, DRIFT])
      edit(path, /command: (apply|drift)/, 'command: $1\n          snapshot-branch: pricebook');
    edit(REVIEW, 'environment: test', 'command: validate');
    expect((await found('workflow-snapshot-branch'))[0]).toMatch(/^ok: /);
  });
});

describe('concurrency', () => {
  it('is a warning where a job that writes is in no group', async () => {
    edit(RELEASE, /    concurrency:\n( {6}.*\n){3}/, '');
    expect(await found('workflow-concurrency')).toEqual([
      expect.stringMatching(/^warning: .*the job test writes to Stripe and is in no concurrency group$/),
    ]);
  });

  it('is a warning where such a job can be cancelled', async () => {
    edit(RELEASE, 'cancel-in-progress: false', 'cancel-in-progress: true');
    expect((await found('workflow-concurrency'))[0]).toContain('can be cancelled half-way');
  });

  it('is a warning where two of them are in different groups', async () => {
    edit(DRIFT, 'group: pricebook-test', 'group: nightly');
    expect((await found('workflow-concurrency'))[0]).toContain(
      'in different groups: nightly, pricebook-test',
    );
  });
});

describe('the writing key', () => {
  it('is an error in a review', async () => {
    edit(REVIEW, 'secrets.STRIPE_READ_KEY', 'secrets.STRIPE_WRITE_KEY');
    const { of, exit } = await examined();
    expect(of('workflow-keys')).toEqual([
      expect.stringMatching(/^error: .*the job test runs for pull requests and uses STRIPE_WRITE_KEY/),
    ]);
    expect(exit).toBe(1);
  });

  it('may be in a workflow for pull requests where the job that has it only releases', async () => {
    edit(RELEASE, '  push:\n', '  pull_request:\n  push:\n');
    expect((await found('workflow-keys'))[0]).toMatch(/^ok: /);
    edit(RELEASE, 'command: apply', 'command: auto');
    expect((await found('workflow-keys'))[0]).toMatch(/^error: /);
  });

  it('is a warning where its job names no environment of GitHub', async () => {
    edit(RELEASE, '    environment: stripe-test\n', '');
    expect((await found('workflow-keys'))[0]).toMatch(/^warning: .*names no environment of GitHub/);
  });
});
