import { kindOf } from '../model/key.ts';
import type { Guard } from '../model/plan.ts';
import { say, type Phrase } from './phrase.ts';
import { blockOf, item, type Block, type Item } from './report.ts';
import { saleWordsOfAll } from './sale.ts';

/** A limit as it is read: a number or a text. */
const shown = (value: Guard['limit']): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What each guard has against the plan. */
const WORDS: Readonly<Record<string, (limit: string, actual: string, keys: Guard['keys']) => Phrase>> = {
  max_archives: (limit, actual, keys) =>
    say`${actual} would ${[saleWordsOfAll(keys.map(kindOf)).away]}; the limit is ${limit}`,
  max_replacements: (limit, actual) => say`${actual} would be replaced; the limit is ${limit}`,
  max_recreates: (limit, actual) =>
    say`${actual} are gone from Stripe and would be made again; the limit is ${limit}`,
  secret: (_, actual) =>
    say`${actual} are gone from Stripe, and would be made again with another secret than the one that their users hold`,
  max_changed_share: (limit, actual) =>
    say`${actual} % of what is recorded would change; the limit is ${limit} %`,
  max_price_change: (limit, actual) =>
    actual === 'incomparable'
      ? say`a cost changes in a way that no percentage says (from or to free, interval, currency, tiers)`
      : say`a cost changes by ${actual} %; the limit is ${limit} %`,
  sibling_price: (limit, actual) =>
    say`${actual} cost more than ${limit} times as much, or as little, as everything beside them; a slip of the keyboard?`,
  empty_catalog: () => say`everything that is recorded would go; are the manifests where they should be?`,
  protect: (_, actual) => say`${actual} protected would be changed in a way that protection forbids`,
  unmanaged_fields: (_, actual) =>
    say`the new object cannot be given ${actual}, which no manifest mentions; write it there, or let it go`,
};

/** What a guard has against the plan, as a sentence without its full stop. */
export function guardWords({ name, limit, actual, keys }: Guard): Phrase {
  const words = WORDS[name]?.(shown(limit), shown(actual), keys);
  return words ?? say`${shown(actual)}; the limit is ${shown(limit)}`;
}

const lift = (allow: readonly string[]): readonly Phrase[] =>
  allow.length === 0
    ? [
        say`Nothing lifts this in one release: take ${'protect: true'} away in a release of its own, then do this.`,
      ]
    : [
        say`If it is meant, lift it object by object:`,
        ...allow.map((allowance) => say`  ${`--allow ${allowance}`}`),
      ];

function guardItem(guard: Guard): Item {
  const { name, keys, allow } = guard;
  return {
    ...item('!', name, guardWords(guard)),
    tone: 'danger',
    notes: [...(allow.length === 0 ? keys.map((key) => say`${key}`) : []), ...lift(allow)],
  };
}

/** The guards that stop an apply, and what lifts them. */
export function guardBlocks(guards: readonly Guard[]): readonly Block[] {
  return blockOf({
    title: say`Stopped by a guard`,
    tone: 'danger',
    intro: say`Nothing is applied while one of these stands.`,
    items: guards.map(guardItem),
    fold: false,
  });
}
