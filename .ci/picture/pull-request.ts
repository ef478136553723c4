import { newShop, READ_KEY, type Shop } from '../../test/action/shop.ts';

const pro = (monthly: string, yearly: string): string => `code: pro
name: Pro Plan
description: For growing teams
features: [50 Projects, Advanced Analytics, Priority Email Support]
default_price: monthly
prices:
  monthly: { amount: ${monthly}, currency: usd, interval: month }
  yearly: { ${yearly} }
`;

const team = `code: team
name: Team Plan
features: [Unlimited Projects, Advanced Analytics, Single Sign-On]
prices:
  monthly: { amount: 79.00, currency: usd, interval: month, currencies: { eur: 72.00, jpy: 11500 } }
`;

const basic = `code: basic
name: Basic Plan
features: [5 Projects, Basic Analytics]
price: 10.00
currency: usd
interval: month
`;

/** What was released before. */
const BEFORE = {
  'plans/pro.yaml': pro(
    '25.00',
    'amount: 250.00, currency: usd, interval: year, currencies: { eur: 230.00, jpy: 36000 }',
  ),
  'plans/basic.yaml': basic,
};

/** Two prices raised, a plan added, a plan taken off sale. */
const CHANGE = {
  'plans/pro.yaml': pro(
    '29.00',
    'amount: 290.00, currency: usd, interval: year, currencies: { eur: 265.00, jpy: 42000 }',
  ),
  'plans/team.yaml': team,
  'plans/basic.yaml': null,
};

/** Subscriptions of each status, by the lookup key of their price. */
const SUBSCRIPTIONS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  pro_monthly: { active: 205, trialing: 9 },
  pro_yearly: { active: 61, past_due: 2 },
  basic: { active: 38 },
};

/** Subscribes customers. The emulator takes no payments, so who is on trial or past due is written into its state. */
async function subscribeAll(shop: Shop): Promise<void> {
  const statuses: string[] = [];
  for (const [lookupKey, numbers] of Object.entries(SUBSCRIPTIONS)) {
    const some = Object.entries(numbers).flatMap(([status, number]) => Array<string>(number).fill(status));
    await shop.subscribe(lookupKey, Array<number>(some.length).fill(1));
    statuses.push(...some);
  }
  const state = shop.emulator.state();
  const { live } = state.modes;
  const subscription = (live['subscription'] ?? []).map((row, index) => ({
    ...row,
    status: statuses[index],
  }));
  shop.emulator.load({ ...state, modes: { ...state.modes, live: { ...live, subscription } } });
}

/** The comment that `dist/action.js` writes on the pull request, as Markdown: from an empty account to the review. */
export async function commentMarkdown(): Promise<string> {
  const shop = await newShop(BEFORE);
  try {
    await shop.release('live');
    await subscribeAll(shop);
    const number = shop.propose(CHANGE);
    const step = await shop.review(number, 'opened', {
      inputs: { 'stripe-api-key': READ_KEY.replace('test', 'live') },
    });
    const [comment] = shop.repo.comments(number);
    if (step.exit !== 0 || comment === undefined)
      throw new Error(`The review wrote no comment:\n${step.log}`);
    return comment.body;
  } finally {
    await shop.close();
  }
}
