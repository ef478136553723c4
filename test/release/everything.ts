import { account, differences, recorded } from './equal.ts';
import { basic, EVERYTHING, SHOP } from './catalog.ts';
import type { Passing } from './gate.ts';
import { newShop, type Mode, type Shop } from './real-git.ts';
import { released } from './released.ts';
import { saveShop } from './save-shop.ts';

/** A shop in which a change that does everything is merged and not released, and what its release comes to in peace. */
export interface Everything {
  readonly shop: Shop;
  readonly goBack: () => void;
  /** The requests of that release. */
  readonly steps: readonly Passing[];
  /** True while Stripe and the branch are as they were: one more run is the first one then, which was tried in peace. */
  isUntouched(): boolean;
  /** Releases once more, and tells what is not as it would be had nothing gone wrong; none is good. */
  wrongAfterOneMoreRun(): Promise<readonly string[]>;
}

/** Objects with what is recorded of each, without what another run of the same may have otherwise. */
async function endOf(shop: Shop): Promise<readonly string[]> {
  const { resources } = await recorded(shop);
  const records = [...resources.values()].map(({ key, spec }) => `recorded ${key} ${JSON.stringify(spec)}`);
  return [...account(shop).objects, ...records.sort()];
}

/** A shop with one reviewed and merged change that creates, updates, replaces, archives and restores. */
export async function mergedEverything(mode: Mode): Promise<Everything> {
  const shop = await newShop(SHOP, mode);
  await released(shop, 'approved');
  await shop.merged({ 'plans/basic.yaml': basic('without') });
  await released(shop);
  await shop.merged(EVERYTHING);
  const goBack = saveShop(shop);
  shop.gate.watch(null);
  const run = await released(shop);
  const steps = [...shop.gate.seen];
  const actions = new Set(run.outcomes?.map(({ action }) => action));
  const peace = await endOf(shop);
  const found = await differences(shop);
  if (actions.size !== 5 || found.length > 0) throw new Error([...actions, ...found].join('\n'));
  goBack();
  const start = [shop.repo.tip(), ...account(shop).objects].join('\n');
  return {
    shop,
    goBack,
    steps,
    isUntouched: () => [shop.repo.tip(), ...account(shop).objects].join('\n') === start,
    async wrongAfterOneMoreRun() {
      shop.gate.watch(null);
      const next = await shop.release();
      if (next.exit !== 0)
        return [`the next run fails: ${next.failure} ${next.codes.join(', ')}\n${next.log}`];
      const end = await endOf(shop);
      return [
        ...(await differences(shop)),
        ...end.filter((text) => !peace.includes(text)).map((text) => `one too many: ${text}`),
        ...peace.filter((text) => !end.includes(text)).map((text) => `missing: ${text}`),
        ...(end.length === peace.length ? [] : [`${end.length} instead of ${peace.length}`]),
      ];
    },
  };
}

/** A request in a line. */
export const lineOf = ({ number, to, method, path, body }: Passing): string =>
  `${number}: ${method} ${to} ${path} ${body.slice(0, 200)}`;
