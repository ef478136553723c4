import type { Setup, Target } from './setup.ts';
import { checkout, file, job, pricebook } from './workflow.ts';

const reviewJob = (setup: Setup, target: Target): readonly string[] => [
  'runs-on: ubuntu-latest',
  'timeout-minutes: 10',
  'permissions:',
  '  contents: read',
  '  pull-requests: write',
  'concurrency:',
  `  group: pricebook-review-${target.name}-\${{ github.ref }}`,
  '  cancel-in-progress: true',
  'steps:',
  ...checkout(null),
  ...pricebook(setup, target, { secret: target.readSecret }),
];

/** The workflow that says in each pull request what it would change. */
export function reviewWorkflow(setup: Setup): string {
  return file(
    [
      '# What would this pull request change in Stripe, and for whom? One comment, updated in place.',
      'name: Pricebook review',
      '',
      'on:',
      '  pull_request:',
      '    types: [opened, synchronize, reopened, edited]',
      `    paths: [${setup.plans}/**, ${setup.config}]`,
      '  merge_group:',
      '',
      'permissions: {}',
      '',
      'jobs:',
    ],
    ...setup.targets.map((target, at) => [
      ...(at === 0 ? [] : ['']),
      ...job(target.name, reviewJob(setup, target)),
    ]),
  );
}
