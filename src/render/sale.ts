import { kinds } from '../kinds/registry.ts';

const SOLD = {
  starts: 'goes on sale',
  again: 'goes on sale again',
  back: 'back on sale',
  restored: 'is put back on sale',
  is: 'on sale',
  not: 'not on sale',
  stays: 'stays on sale',
  ends: 'goes off sale',
  off: 'off sale',
  /** What somebody does who ends it. */
  end: 'take it off sale',
  takes: 'takes it off sale',
  /** What an application does that knows its id. */
  uses: 'sells by',
  /** Behind `would`, with what else is taken away. */
  away: 'go off sale or away',
  /** Behind a number of things: one, and several. */
  counted: ['goes off sale', 'go off sale'],
} as const;

/** The words for an object that can be used for something new, or cannot: it is on sale, or available. */
export type SaleWords = {
  readonly [Name in keyof typeof SOLD]: Name extends 'counted' ? readonly [string, string] : string;
};

const OFFERED: SaleWords = {
  starts: 'becomes available',
  again: 'becomes available again',
  back: 'available again',
  restored: 'is made available again',
  is: 'available',
  not: 'withdrawn',
  stays: 'stays available',
  ends: 'is withdrawn',
  off: 'withdrawn',
  end: 'withdraw it',
  takes: 'withdraws it',
  uses: 'uses',
  away: 'be withdrawn or go away',
  counted: ['withdrawn', 'withdrawn'],
};

/** The words that are said of several objects at once. */
type TogetherWords = Pick<SaleWords, 'is' | 'ends' | 'away'>;

const EITHER: TogetherWords = {
  is: 'on sale or available',
  ends: 'goes off sale or is withdrawn',
  away: 'go off sale, be withdrawn or go away',
};
const kindOf = (kind: string) => kinds.find(({ name }) => name === kind);

/** What people call an object of a kind: `promotion code`. */
export function nounOf(kind: string): string {
  return kindOf(kind)?.noun ?? kind;
}

/** True for objects that subscriptions can have; those of a kind that nobody knows are taken for such. */
export function isBilled(kind: string): boolean {
  return kindOf(kind)?.billed !== false;
}

/** What an object of a kind is when it ends: `archived` or `deleted`. */
export function goneWord(kind: string): string {
  return kindOf(kind)?.removal === 'delete' ? 'deleted' : 'archived';
}

/** True for objects that are sold; those of a kind that nobody knows are taken for such. */
export function isSold(kind: string): boolean {
  return kindOf(kind)?.sold !== false;
}

/** The words for objects of a kind. */
export function saleWords(kind: string): SaleWords {
  return isSold(kind) ? SOLD : OFFERED;
}

/** The words for several objects, of one kind or of many; without any, those for what is sold. */
export function saleWordsOfAll(kinds: readonly string[]): TogetherWords {
  const sold = kinds.filter(isSold).length;
  if (sold === kinds.length) return SOLD;
  return sold === 0 ? OFFERED : EITHER;
}
