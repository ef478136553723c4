import { WRITE_SECRET, type Setup, type Target } from './setup.ts';
import { checkout, file, job, pricebook, writing } from './workflow.ts';

const driftJob = (setup: Setup, target: Target): readonly string[] => [
  'runs-on: ubuntu-latest',
  'timeout-minutes: 10',
  'permissions:',
  '  contents: read',
  '  issues: write',
  'steps:',
  ...checkout(setup.defaultBranch),
  ...pricebook(setup, target, { command: 'drift', secret: target.readSecret, inputs: ['on-drift: report'] }),
];

const overdueJob = (setup: Setup, target: Target): readonly string[] => [
  ...writing(setup, target),
  ...pricebook(setup, target, { command: 'apply', secret: WRITE_SECRET }),
];

/** The workflow that looks each day whether Stripe is still what git says, and archives what is due. */
export function driftWorkflow(setup: Setup): string {
  const jobs = setup.targets.flatMap((target) => [
    ['', ...job(target.name, driftJob(setup, target))],
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
      '',
      'permissions: {}',
      '',
      'jobs:',
    ],
    jobs.flat().slice(1),
  );
}
