import { WRITE_SECRET, type Setup, type Target } from './setup.ts';
import { checkout, environmentInput, expression, file, job, pricebook, writing } from './workflow.ts';

/** An approved digest is of one environment: with several, the other ones must not get it. */
function approval({ targets }: Setup, { name }: Target): string {
  const given =
    targets.length === 1 ? 'inputs.approve' : `inputs.environment == '${name}' && inputs.approve || ''`;
  return `approve: ${expression(given)}`;
}

const dispatchInputs = (setup: Setup): readonly string[] => [
  '      approve:',
  '        description: The digest of a plan that was refused, to apply exactly that plan',
  '        type: string',
  ...environmentInput(setup, 'The environment that the digest is of'),
];

const releaseJob = (setup: Setup, target: Target, before: Target | undefined): readonly string[] => [
  ...writing(setup, target, before === undefined ? [] : [`needs: ${before.name}`]),
  ...pricebook(setup, target, {
    command: 'apply',
    secret: WRITE_SECRET,
    inputs: [approval(setup, target)],
  }),
];

const deployJob = (setup: Setup): readonly string[] => [
  `needs: ${setup.targets.at(-1)?.name}`,
  'runs-on: ubuntu-latest',
  'permissions:',
  '  contents: read',
  'steps:',
  ...checkout(setup.defaultBranch),
  ...(setup.snapshotBranch === null ? [] : [...checkout(setup.snapshotBranch), '      path: snapshot']),
  "  - run: echo 'Put your own deploy here, or take this job out.'",
];

/** The workflow that makes Stripe what was merged, and then deploys what relies on it. */
export function releaseWorkflow(setup: Setup): string {
  const { defaultBranch, plans, config, targets } = setup;
  return file(
    [
      '# Makes Stripe what was merged, records it in the snapshot, then deploys what relies on it.',
      'name: Pricebook release',
      '',
      'on:',
      '  push:',
      `    branches: [${defaultBranch}]`,
      `    paths: [${plans}/**.yaml, ${plans}/**.yml, ${config}]`,
      '  workflow_dispatch:',
      '    inputs:',
      ...dispatchInputs(setup),
      '',
      'permissions: {}',
      '',
      'jobs:',
    ],
    ...targets.map((target, at) => [...job(target.name, releaseJob(setup, target, targets[at - 1])), '']),
    job('deploy', deployJob(setup)),
  );
}
