import { schemaUrl, type Setup } from './setup.ts';
import { file } from './workflow.ts';

/** A manifest to begin with: a product with two prices. */
export const firstPlan = (setup: Setup): string =>
  file([
    `# yaml-language-server: $schema=${schemaUrl(setup, 'manifest')}`,
    '# Make this your own first plan before you merge it: a release creates in Stripe whatever is in this folder.',
    'code: pro                # stable for good; what your application asks for',
    'name: Pro Plan           # what customers read',
    'features:',
    '  - 50 Projects',
    '  - Advanced Analytics',
    'default_price: monthly',
    'prices:',
    '  monthly:',
    '    amount: 25.00        # in major units, exactly as written',
    '    currency: usd',
    '    interval: month',
    '  yearly:',
    '    amount: 250.00',
    '    currency: usd',
    '    interval: year',
  ]);
