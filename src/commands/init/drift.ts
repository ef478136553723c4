import { WRITE_SECRET, type Setup, type Target } from './setup.ts';
import { checkout, environmentInput, expression, file, job, pricebook, writing } from './workflow.ts';

/** What a run that somebody starts by hand may do about drift. */
const SETTLES = "inputs.on-drift == 'accept' || inputs.on-drift == 'revert'";

const driftJob = (setup: Setup, target: Target): readonly string[] => [
  "if: inputs.on-drift != 'accept' && inputs.on-drift != 'revert'",
  'runs-on: ubuntu-latest',
  'timeout-minutes: 10',
  'permissions:',
  '  contents: read',
  '  issues: write',
  'steps:',
  ...checkout(setup.defaultBranch),
  ...pricebook(setup, target, { command: 'drift', secret: target.readSecret, inputs: ['on-drift: report'] }),
];

const settleJob = (setup: Setup, target: Target): readonly string[] => [
  ...writing(setup, target, [
    setup.targets.length === 1
      ? `if: ${SETTLES}`
      : `if: inputs.environment == '${target.name}' && (${SETTLES})`,
  ]),
  ...pricebook(setup, target, {
    command: 'drift',
    secret: WRITE_SECRET,
    inputs: [`on-drift: ${expression('inputs.on-drift')}`],
  }),
];

const overdueJob = (setup: Setup, target: Target): readonly string[] => [
  ...writing(setup, target, ["if: github.event_name == 'schedule'"]),
  ...pricebook(setup, target, { command: 'apply', secret: WRITE_SECRET }),
];

/** The workflow that looks each day whether Stripe is still what git says, and archives what is due. */
export function driftWorkflow(setup: Setup): string {
  const jobs = setup.targets.flatMap((target) => [
    ['', ...job(target.name, driftJob(setup, target))],
    ['', ...job(`settle-${target.name}`, settleJob(setup, target))],
    ['', ...job(`overdue-${target.name}`, overdueJob(setup, target))],
  ]);
  return file(
    [
      '# Is Stripe still what git says? And replaced prices whose time is over are archived.',
      'name: Pricebook drift',
      '',
      'on:',
      '  schedule:',
      "    - cron: '17 6 * * *'",
      '  workflow_dispatch:',
      '    inputs:',
      '      on-drift:',
      '        description: What to do about it; accept opens a pull request, revert puts it back',
      '        type: choice',
      '        options: [report, accept, revert]',
      ...environmentInput(setup, 'The environment to settle'),
      '',
      'permissions: {}',
      '',
      'jobs:',
    ],
    jobs.flat().slice(1),
  );
}
