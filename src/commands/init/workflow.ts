import { DEFAULT_PATH } from '../../workspace/config-file.ts';
import { githubEnvironment, type Setup, type Target } from './setup.ts';

/** What GitHub puts in the place of an expression. */
export const expression = (inner: string): string => `\${{ ${inner} }}`;

/** Lines as a file: each part in turn, a line feed at the end. */
export const file = (...parts: readonly (readonly string[])[]): string => `${parts.flat().join('\n')}\n`;

const indent = (lines: readonly string[], by: number): readonly string[] =>
  lines.map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`));

/** A job of a workflow, its lines indented as they stand below `jobs:`. */
export const job = (id: string, lines: readonly string[]): readonly string[] => [
  `  ${id}:`,
  ...indent(lines, 4),
];

/** The input of a run by hand that names an environment; the dearest one first. Nothing where there is one alone. */
export const environmentInput = ({ targets }: Setup, description: string): readonly string[] =>
  targets.length === 1
    ? []
    : [
        '      environment:',
        `        description: ${description}`,
        '        type: choice',
        `        options: [${targets
          .map(({ name }) => name)
          .toReversed()
          .join(', ')}]`,
      ];

/** The step that checks out a branch, or what the event is about where none is named. It leaves no token behind. */
export function checkout(branch: string | null): readonly string[] {
  const inputs = [...(branch === null ? [] : [`ref: ${branch}`]), 'persist-credentials: false'];
  return ['  - uses: actions/checkout@v6', '    with:', ...indent(inputs, 6)];
}

/** What a job wants of the action, beside what follows from its setup. */
interface Wanted {
  /** What the event does not say by itself. */
  readonly command?: string;
  /** The name of the secret that holds the key. */
  readonly secret: string;
  /** Further inputs, a line each. */
  readonly inputs?: readonly string[];
}

/** The step that runs the action. */
export function pricebook(
  { action, plans, config, snapshotBranch }: Setup,
  target: Target,
  { command, secret, inputs = [] }: Wanted,
): readonly string[] {
  return [
    `  - uses: ${action.repository}@${action.ref}`,
    '    with:',
    ...indent(
      [
        ...(command === undefined ? [] : [`command: ${command}`]),
        `environment: ${target.name}`,
        `stripe-api-key: ${expression(`secrets.${secret}`)}`,
        ...(plans === 'plans' ? [] : [`plans: ${plans}`]),
        ...(config === DEFAULT_PATH ? [] : [`config: ${config}`]),
        ...(snapshotBranch === null ? [] : [`snapshot-branch: ${snapshotBranch}`]),
        ...inputs,
      ],
      6,
    ),
  ];
}

/** What a job that writes begins with, up to its steps. */
export function writing(setup: Setup, target: Target, extra: readonly string[] = []): readonly string[] {
  return [
    ...extra,
    'runs-on: ubuntu-latest',
    'timeout-minutes: 30',
    `environment: ${githubEnvironment(target)}`,
    'permissions:',
    '  contents: write',
    '  pull-requests: write',
    '  issues: write',
    'concurrency:',
    `  group: pricebook-${target.name}`,
    '  cancel-in-progress: false',
    ...(setup.canQueue ? ['  queue: max'] : []),
    'steps:',
    ...checkout(setup.defaultBranch),
  ];
}
