import { schemaUrl, type Setup, type Target } from './setup.ts';
import { file } from './workflow.ts';

const ENVIRONMENT: Readonly<Record<Target['name'], readonly string[]>> = {
  test: [
    '  test:',
    '    livemode: false',
    '    # account: acct_…   keys of another account are then refused',
  ],
  live: [
    '  live:',
    '    livemode: true',
    '    # account: acct_…',
    '    review: planned       # a release applies only what a pull request showed',
    '    retire_after: 24h     # how long a replaced price stays on sale',
  ],
};

/** The configuration with the environments of a setup; everything else in it is a comment that shows the default. */
export function configFile(setup: Setup): string {
  return file(
    [
      `# yaml-language-server: $schema=${schemaUrl(setup, 'config')}`,
      '# How Pricebook treats this repository. What counts is this file on the default branch.',
      '',
      '# catalog: default         # the name under which this repository owns objects in Stripe. Two repositories on',
      '#                          # one account need different names; settle it before the first release.',
      '# default_currency: usd    # of prices that name none',
      '# show_subscribers: true   # count subscribers in the comments of a public repository too: everybody reads them',
      '',
      'environments:',
    ],
    ...setup.targets.map(({ name }) => ENVIRONMENT[name]),
    [
      '',
      '# What stops a release until somebody says that it is meant; these are the defaults.',
      '# guards:',
      '#   max_archives: 5',
      '#   max_replacements: 20',
      '#   max_recreates: 3',
      '#   max_changed_share: 30   # percent of what is recorded, from ten objects up',
      '#   max_price_change: 50    # percent',
    ],
  );
}
