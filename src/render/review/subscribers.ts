import type { Amount } from '../../lib/money.ts';
import { kindOf, type ResourceKey } from '../../model/key.ts';
import type { SubscriberCounts, Subscribers } from '../../model/review.ts';
import { joined, named, say, word, type Phrase } from '../phrase.ts';
import { isSold } from '../sale.ts';
import { countText, roundedMoney } from './numbers.ts';

/** Statuses in the order of what they mean to a business; Stripe may know others. */
const ORDER = ['active', 'trialing', 'past_due', 'unpaid', 'paused', 'incomplete'];

/** Those whose amounts are added up. */
const PAYING: readonly string[] = ['active', 'past_due'];

const rank = (status: string): number => (ORDER.includes(status) ? ORDER.indexOf(status) : ORDER.length);

const numberOf = ({ statuses }: Subscribers): number =>
  Object.values(statuses).reduce((sum, number) => sum + number, 0);

function subscriptions(subscribers: Subscribers): Phrase {
  const number = numberOf(subscribers);
  const things = number === 1 && !subscribers.more ? 'subscription stays' : 'subscriptions stay';
  return say`${[countText(number, subscribers.more ? 'more' : 'all')]} ${[things]}`;
}

/** Whose the amount is where not everybody pays: `the active pay `. */
function payers({ statuses }: Subscribers): Phrase {
  const present = Object.keys(statuses).filter((status) => statuses[status] !== 0);
  const paying = PAYING.filter((status) => present.includes(status));
  return paying.length === present.length ? [] : say`the ${word(paying.join(' and '))} pay `;
}

/** `$5,350.00 a month before discounts and tax`; null where nothing is known to be paid. */
function paid(subscribers: Subscribers): Phrase | null {
  const { monthly, metered, more } = subscribers;
  const sums = Object.entries<Amount>(monthly)
    .filter(([, amount]) => amount !== '0')
    .map(([currency, amount]) => roundedMoney(amount, currency));
  if (sums.length === 0) return metered ? say`paid by use` : null;
  const end = more ? ' a month or more' : ' a month';
  const about = sums.every(({ exact }) => exact) ? '' : 'about ';
  const money = joined(sums.map(({ text }) => named(text)));
  const use = metered ? ', and what is paid by use' : '';
  return say`${payers(subscribers)}${[about]}${money}${[end]} before discounts and tax${[use]}`;
}

function details(subscribers: Subscribers): Phrase {
  const statuses = Object.entries(subscribers.statuses)
    .filter(([, number]) => number > 0)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([status, number]) => say`${[countText(number)]} ${word(status)}`);
  const money = paid(subscribers);
  const counts = say`${[subscribers.more ? 'at least ' : '']}${joined(statuses)}`;
  return money === null ? counts : say`${counts}; ${money}`;
}

/**
 * Who subscribes to an object that is replaced or goes off sale, and that they stay; nothing where nobody was to be
 * counted.
 *
 * @param it what the object is called here.
 */
export function stayWords(
  key: ResourceKey,
  counts: SubscriberCounts,
  it: 'it' | 'the old one',
): readonly Phrase[] {
  if (counts.status !== 'counted' || !isSold(kindOf(key))) return [];
  const subscribers = counts.byKey.get(key);
  if (subscribers === undefined) {
    return [say`Who subscribes to ${[it]} was not counted: too much changes at once.`];
  }
  if (numberOf(subscribers) === 0) return [say`Nobody subscribes to ${[it]}.`];
  return [say`${subscriptions(subscribers)} on ${[it]} for good (${details(subscribers)}).`];
}

/** The same in a few words, behind a comma; empty where nothing is known. */
export function stayNote(key: ResourceKey, counts: SubscriberCounts): Phrase {
  const subscribers = counts.status === 'counted' ? counts.byKey.get(key) : undefined;
  if (subscribers === undefined) return [];
  return numberOf(subscribers) === 0
    ? say`, without subscriptions`
    : say`, ${subscriptions(subscribers)} on it`;
}

/**
 * When subscribers feel a change of what their plan unlocks. "Existing subscriptions will create active entitlements for
 * any product feature changes at the start of the next billing period": https://docs.stripe.com/billing/entitlements,
 * which does not say when they lose one.
 */
const FELT = {
  gain: {
    one: 'gains it when the next billing period begins',
    many: 'gain it when their next billing period begins',
  },
  lose: { one: 'loses it', many: 'lose it' },
} as const;

/** How many have something that gives more, or less, from then on, behind a colon; empty where nobody was counted. */
export function changingWords(key: ResourceKey, counts: SubscriberCounts, what: keyof typeof FELT): Phrase {
  const subscribers = counts.status === 'counted' ? counts.byKey.get(key) : undefined;
  if (subscribers === undefined) return [];
  const number = numberOf(subscribers);
  if (number === 0) return say`: nobody subscribes to it`;
  const isOne = number === 1 && !subscribers.more;
  const words = isOne ? `subscriber ${FELT[what].one}` : `subscribers ${FELT[what].many}`;
  return say`: ${[countText(number, subscribers.more ? 'more' : 'all')]} ${[words]}`;
}

/** Why subscribers are not counted, and what would count them; null where they are, or nobody was to be asked. */
export function uncountedWords({ status }: SubscriberCounts): Phrase | null {
  switch (status) {
    case 'forbidden':
      return say`Who subscribes is not shown: the key may not list subscriptions. Give it ${named('Subscriptions: read')} in the Stripe Dashboard (${'subscription_read'}).`;
    case 'failed':
      return say`Who subscribes is not shown: Stripe did not answer when it was asked. Run the review again to see it.`;
    case 'hidden':
      return say`Subscriber counts are switched off, or left out in public repositories; ${'show_subscribers: true'} shows them.`;
    case 'counted':
    case 'unasked':
      return null;
  }
}
