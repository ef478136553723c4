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
  counted: ['withdrawn', 'withdrawn'],
};

/** True for objects that are sold; those of a kind that nobody knows are taken for such. */
export function isSold(kind: string): boolean {
  return kinds.find(({ name }) => name === kind)?.sold !== false;
}

/** The words for objects of a kind. */
export function saleWords(kind: string): SaleWords {
  return isSold(kind) ? SOLD : OFFERED;
}
