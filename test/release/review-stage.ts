import { expect } from 'vitest';
import type { Clone } from '../github/git.ts';
import { mergeGroupEvent } from '../github/payloads.ts';
import { CONFIG, FAST, plain, pro } from './catalog.ts';
import { account } from './equal.ts';
import { newShop, type Shop } from './real-git.ts';
import { released } from './released.ts';

/** Judged strictly, so that a pull request has something to loosen. */
export const RULES = `${FAST}guards: { max_price_change: 30 }
environments:
  live: { livemode: true }
  staging: { livemode: true }
`;

/** Whose comments count. */
export const BOT = 'github-actions[bot]';

type Change = Readonly<Record<string, string | null>>;

/** From 25 to 29 dollars. */
export const raise: Change = { 'plans/pro.yaml': pro('29.00') };
/** The same product under another name. */
export const rename: Change = { 'plans/pro.yaml': pro('25.00', 'Pro Plan') };
/** Of another plan. */
export const cheaper: Change = { 'plans/basic.yaml': plain('basic', '9.00') };
/** More than a comment has room to record change by change. */
export const large: Change = Object.fromEntries(
  Array.from({ length: 60 }, (_, index) => [`plans/more-${index}.yaml`, plain(`more-${index}`, '7.00')]),
);
/** Nothing that is released. */
export const readme: Change = { 'README.md': '# The shop\n' };

/** What people and the bot do to a shop, in the words of the cases. */
export interface Stage {
  readonly shop: Shop;
  /** Opens a pull request with a commit for each change, and reviews it. */
  reviewed(...changes: readonly Change[]): Promise<number>;
  review(number: number): Promise<void>;
  merge(number: number, method?: 'squash' | 'merge' | 'rebase'): string;
  /** Merges through a queue, in one group. */
  queue(...numbers: readonly number[]): void;
  /** Commits to the default branch. */
  push(change: Change): string;
  /** Commits to the branch of a pull request. */
  commitTo(number: number, change: Change): string;
  /** The bot's comment of a pull request. */
  comment(number: number): { body: string };
  /** Somebody edits it. */
  edit(number: number, change: (body: string) => string): void;
  /** Somebody with a clone. */
  person(): Clone;
  /** What the product is called, and the amounts in cents that are on sale for good. */
  selling(): string;
}

/** What `selling` says where nothing was released since the start. */
export const UNCHANGED = 'Pro 2500, basic 1000';

function sellingIn(shop: Shop): string {
  const rows = account(shop).objects.map((text) => JSON.parse(text));
  const amountOf = (key: string): string =>
    rows
      .filter(
        ({ active, metadata }) =>
          active && metadata.pricebook_key === key && metadata.pricebook_retire_at === undefined,
      )
      .map((row) => row.unit_amount)
      .join(' and ');
  const { name } = rows.find(({ metadata }) => metadata.pricebook_key === 'product/pro');
  return `${name} ${amountOf('price/pro/monthly')}, basic ${amountOf('price/basic/main')}`;
}

/** A shop with two plans that are released. The caller closes it. */
export async function openStage(): Promise<Stage> {
  const files = {
    [CONFIG]: RULES,
    'plans/pro.yaml': pro('25.00'),
    'plans/basic.yaml': plain('basic', '10.00'),
  };
  const shop = await newShop(files, 'live');
  await released(shop, 'approved');
  const { repo } = shop;
  const stage: Stage = {
    shop,
    async reviewed(...changes) {
      const number = shop.propose(...changes);
      await stage.review(number);
      return number;
    },
    async review(number) {
      const run = await shop.review(number);
      if (run.exit !== 0) throw new Error(run.log);
    },
    merge: (number, method = 'squash') => repo.merge(number, method),
    queue(...numbers) {
      mergeGroupEvent(repo, numbers);
      for (const number of numbers) repo.mergeQueued(number);
    },
    push: (change) => repo.commit({ change }),
    commitTo: (number, change) => repo.commit({ branch: repo.pull(number).head.ref, change }),
    comment(number) {
      const found = repo
        .pull(number)
        .comments.find(({ author, body }) => author === BOT && body.startsWith('<!--'));
      if (found === undefined) throw new Error(`The bot did not comment on ${number}.`);
      return found;
    },
    edit(number, change) {
      const found = stage.comment(number);
      const body = change(found.body);
      expect(body).not.toBe(found.body);
      found.body = body;
    },
    person: () => shop.git.clone(),
    selling: () => sellingIn(shop),
  };
  return stage;
}
