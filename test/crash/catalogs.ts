/** Guards out of the way, and as fast as Stripe allows: neither is what is tried here. */
export const CONFIG = `
max_requests_per_second: 100
guards: { max_archives: 100, max_replacements: 100, max_changed_share: 100, max_price_change: 1000 }
`;

const METER = 'kind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum\n';

const rate = (code: string, percentage: string, name: string): string =>
  `kind: tax_rate\ncode: ${code}\ndisplay_name: ${name}\npercentage: ${percentage}\ninclusive: true\n`;

interface Choice {
  readonly code: string;
  readonly fields?: string;
  readonly prices: Readonly<Record<string, string>>;
}

const plan = ({ code, fields = '', prices }: Choice): string => {
  const lines = Object.entries(prices).map(([name, price]) => `  ${name}: { currency: usd, ${price} }`);
  return `code: ${code}\nname: Plan ${code}\n${fields}prices:\n${lines.join('\n')}\n`;
};

const month = (amount: string): string => `amount: ${amount}, interval: month`;
const year = (amount: string): string => `amount: ${amount}, interval: year`;

const coupon = (name: string, title: string, off: string): string =>
  `{ kind: coupon, code: ${name}, name: ${title}, ${off} }\n`;
const code = (text: string, of: string): string =>
  `{ kind: promotion_code, code: ${text}, coupon: ${of}, max_redemptions: 9 }\n`;

/** What is there before. */
export const BEFORE = [
  METER,
  plan({
    code: 'basic',
    fields: 'default_price: monthly\n',
    prices: { monthly: month('10.00'), yearly: year('100') },
  }),
  plan({
    code: 'pro',
    fields: 'default_price: monthly\n',
    prices: { monthly: month('25.00'), yearly: year('250'), seat: month('5') },
  }),
  plan({
    code: 'team',
    prices: { monthly: month('99'), yearly: month('990'), setup: 'amount: 500, interval: once' },
  }),
  plan({
    code: 'old',
    fields: 'default_price: monthly\n',
    prices: { monthly: month('7'), yearly: year('70') },
  }),
  plan({
    code: 'usage',
    prices: { calls: 'interval: month, meter: calls, amount: 0.0025', spare: month('3') },
  }),
  rate('vat', '19', 'VAT'),
  rate('reduced', '7', 'VAT'),
  coupon('ten', 'Ten percent', 'percent_off: 10'),
  coupon('old', 'Old', 'percent_off: 5'),
  code('WELCOME', 'ten'),
  code('STAY', 'ten'),
].join('---\n');

/** What is wanted: some thirty changes that create, replace, update, archive, rename and hand over a lookup key. */
export const AFTER = [
  METER.replace('Calls', 'API calls'),
  plan({
    code: 'basic',
    fields: 'default_price: monthly\ndescription: For one\nfeatures: [5 Projects]\n',
    prices: { monthly: month('12.00'), yearly: year('120'), weekly: 'amount: 4, interval: week' },
  }),
  plan({
    code: 'pro',
    fields: 'default_price: yearly\n',
    prices: {
      monthly: `${month('29.00')}, currencies: { eur: 27, jpy: 4000 }`,
      yearly: `${year('250')}, currencies: { eur: 230 }`,
      place: `${month('6')}, formerly: seat, nickname: Seat`,
      launch: `${month('19')}, lookup_key: pro_monthly_launch`,
    },
  }),
  plan({
    code: 'squad',
    fields: 'formerly: team\nmetadata: { tier: "3" }\n',
    prices: {
      monthly: `${month('99')}, lookup_key: team_yearly`,
      yearly: `${month('990')}, lookup_key: team_monthly`,
    },
  }),
  plan({
    code: 'usage',
    fields: 'unit_label: call\n',
    prices: { calls: 'interval: month, meter: calls, amount: 0.003' },
  }),
  plan({
    code: 'next',
    fields: 'default_price: monthly\n',
    prices: {
      monthly: month('40'),
      yearly: year('400'),
      calls:
        'interval: month, meter: calls, tiers_mode: graduated, tiers: [{ up_to: 10, amount: 0 }, { up_to: inf, amount: 0.5, flat: 1 }]',
      weekly: 'amount: 11, interval: week',
      gift: 'interval: once, custom_amount: { minimum: 5, preset: 20 }',
    },
  }),
  plan({
    code: 'free',
    fields: 'default_price: forever\n',
    prices: { forever: month('0'), seat: month('1'), once: 'amount: 2, interval: once' },
  }),
  rate('vat', '20', 'MwSt.'),
  rate('special', '8.875', 'Sales tax'),
  coupon('ten', 'Ten', 'percent_off: 15, replace: true'),
  coupon('new', 'New', 'amount_off: 5, currency: usd'),
  code('WELCOME', 'new'),
  code('LAUNCH', 'ten'),
  code('STAY', 'ten'),
].join('---\n');
