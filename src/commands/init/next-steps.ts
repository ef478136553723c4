import { permissionsOf, readPermission, SUBSCRIPTIONS, writePermissions } from '../../kinds/permissions.ts';
import { kinds } from '../../kinds/registry.ts';
import type { Choice } from './choose.ts';
import type { Origin } from './repository.ts';
import { DEFAULT_ACTION, githubEnvironment, WRITE_SECRET, type Target } from './setup.ts';

const ACCOUNT = 'connected_account_read';

const always = kinds.filter(({ reading }) => reading === 'always');

/** What every catalog needs, and what those do that have manifests of other kinds. */
function permissions(of: Parameters<typeof permissionsOf>[1]): readonly [needed: string, others: string] {
  const needed = permissionsOf(always, of);
  const others = permissionsOf(kinds, of).filter((name) => !needed.includes(name));
  return [[...needed, ACCOUNT].join(', '), others.join(', ')];
}

const [READ, MORE_TO_READ] = permissions(readPermission);
const [WRITE, MORE_TO_WRITE] = permissions(writePermissions);

const keysOf = (target: Target): readonly string[] => [
  `     ${target.name === 'live' ? 'Live mode: https://dashboard.stripe.com/apikeys' : 'Test mode: https://dashboard.stripe.com/test/apikeys'}`,
  `       reading  ${READ};`,
  `                only with such manifests: ${MORE_TO_READ};`,
  `                ${SUBSCRIPTIONS} too, if the comment is to count subscribers`,
  `                -> secret ${target.readSecret} of the repository`,
  `       writing  ${WRITE};`,
  `                only with such manifests: ${MORE_TO_WRITE};`,
  `                ${SUBSCRIPTIONS} to switch off what subscribers may use`,
  `                -> secret ${WRITE_SECRET} of the environment ${githubEnvironment(target)}`,
];

function snapshotWords({ setup, protection }: Choice): readonly string[] {
  const { defaultBranch, snapshotBranch } = setup;
  if (snapshotBranch !== null)
    return [`The snapshot gets the branch "${snapshotBranch}", since "${defaultBranch}" takes no push.`];
  if (protection !== 'assumed') return [];
  return [
    `"${defaultBranch}" is taken for a branch that the release may commit to. If it is protected, remove the workflows`,
    'and run "pricebook init --protected": the snapshot then gets a branch of its own.',
  ];
}

/** What a person does after the files are there. */
export function nextSteps(choice: Choice, origin: Origin | null): string {
  const { targets, defaultBranch, plans, action } = choice.setup;
  const settings =
    origin === null ? "the repository's settings" : `https://${origin.host}/${origin.name}/settings`;
  const environments = targets.map(githubEnvironment);
  const steps = [
    ...(action.repository === DEFAULT_ACTION.repository
      ? [
          [
            `In the files, put the action's own repository in the place of ${action.repository}, and pin it by commit.`,
          ],
        ]
      : []),
    [
      `Environments on GitHub (${settings}${origin === null ? '' : '/environments'}): ${environments.join(' and ')}.`,
      `     Let only the branch "${defaultBranch}" deploy to ${environments.length === 1 ? 'it' : 'them'}: whoever can run a job there can use the writing key.`,
    ],
    [
      'Two restricted keys in Stripe for each mode, with these permissions and no other:',
      ...targets.flatMap(keysOf),
    ],
    [
      'Their secrets, each typed at the prompt and never on the command line:',
      ...targets.flatMap((target) => [
        `       gh secret set ${target.readSecret}`,
        `       gh secret set ${WRITE_SECRET} --env ${githubEnvironment(target)}`,
      ]),
    ],
    [`Write your first plan in ${plans}/, check it with "pricebook validate", and open a pull request.`],
  ];
  const numbered = steps.map(([first = '', ...rest], at) => [`  ${at + 1}. ${first}`, ...rest].join('\n'));
  return [
    ...snapshotWords(choice),
    'Next:',
    ...numbered,
    `Each line is explained in https://github.com/${action.repository}/blob/${action.ref}/docs/workflows.md`,
  ].join('\n');
}
