/** Where the configuration is. */
export const CONFIG = '.github/pricebook.yaml';

/** A configuration that lets releases go as fast as they may. */
export const FAST = 'max_requests_per_second: 100\n';

/** A plan with a default price, and a yearly one with a lookup key of its own. */
export const pro = (amount: string, name = 'Pro'): string => `code: pro
name: ${name}
default_price: monthly
prices:
  monthly: { amount: ${amount}, currency: usd, interval: month }
  yearly: { amount: 250.00, currency: usd, interval: year, lookup_key: pro_by_the_year }
`;

/** A plan with one price. */
export const plain = (code: string, amount: string): string =>
  `code: ${code}\nname: Plan ${code}\nprice: ${amount}\ncurrency: usd\ninterval: month\n`;

const PROMO = '  promo: { amount: 5.00, currency: usd, interval: month }\n';

/** A plan of which one price comes and goes. */
export const basic = (promo: 'with promo' | 'without'): string => `code: basic
name: Basic
prices:
  monthly: { amount: 10.00, currency: usd, interval: month }
${promo === 'with promo' ? PROMO : ''}`;

const METER = 'kind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum\n';

/** A small shop. */
export const SHOP = {
  [CONFIG]: FAST,
  'plans/pro.yaml': pro('25.00'),
  'plans/basic.yaml': basic('with promo'),
  'plans/old.yaml': plain('old', '3.00'),
};

/**
 * What makes a release of the shop do everything: create a plan and a meter, update a product, replace a default price
 * with its lookup key, archive a plan, and restore a price that was taken off sale in between.
 */
export const EVERYTHING = {
  'plans/team.yaml': `${METER}---\n${plain('team', '99.00')}`,
  'plans/pro.yaml': pro('29.00', 'Pro Plan'),
  'plans/basic.yaml': basic('with promo'),
  'plans/old.yaml': null,
};
