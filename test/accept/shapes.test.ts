import { copyFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untaxed, type Catalog } from '../engine/laws/catalogs.ts';
import { anyPrice, type PriceText } from '../engine/laws/prices.ts';
import { vanish } from '../engine/shop.ts';
import { newDesk, open, type Desk } from './desk.ts';
import { anyDice, dressed } from './dress.ts';

/** Without tax behavior, which Stripe never takes back: the new price would have that of the old one. */
const catalog = (price: PriceText): Catalog =>
  untaxed({
    plans: [{ code: 'pro', fields: { name: 'Pro' }, defaultPrice: undefined, prices: { main: price } }],
  });

describe('a price in the place of another one, with its marker', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await newDesk();
  });
  afterAll(() => desk.close());

  /** The price of this manifest is gone, and another one has its marker. */
  async function replaceBy(text: string, other: PriceText): Promise<void> {
    desk.reset();
    desk.write(text);
    await desk.apply();
    const lost = (await desk.at('price/pro/main')).split('/').at(-1) ?? '';
    copyFileSync(desk.snapshot, `${desk.snapshot}.kept`);
    desk.write(dressed(catalog({ ...other, active: true }), [0]).text);
    await desk.apply({ allow: ['price_change', 'replace'].map((action) => `${action}:price/pro/main`) });
    copyFileSync(`${desk.snapshot}.kept`, desk.snapshot);
    desk.write(text);
    vanish(desk, lost);
  }

  it('is written into the manifest, whatever its shape', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(anyPrice, anyPrice, anyDice, async (price, other, dice) => {
        const { text, notes } = dressed(catalog({ ...price, active: true }), dice);
        await replaceBy(text, other);
        const { left, edits } = await desk.merge();
        accepted += edits.length;
        const after = desk.read();
        expect(left).toEqual([]);
        expect(open(await desk.plan()).filter((each) => each !== 'relink price/pro/main []')).toEqual([]);
        expect(notes.filter((note) => !after.includes(`# ${note}`))).toEqual([]);
      }),
      { numRuns: 20, seed: 20_261_122, endOnFailure: false },
    );
    expect(accepted).toBeGreaterThan(50);
  }, 300_000);

  it('makes of the short form what it takes', async () => {
    const short = 'code: pro # 1\nname: Pro\nprice: 10.00 # 2\n# 3\ninterval: month # 4\ncurrency: usd\n';
    const meter = '---\nkind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum\n';
    await fc.assert(
      fc.asyncProperty(anyPrice, async (other) => {
        await replaceBy(`${short}${meter}`, other);
        const { left } = await desk.merge();
        const after = desk.read();
        expect(left).toEqual([]);
        expect(open(await desk.plan()).filter((each) => each !== 'relink price/pro/main []')).toEqual([]);
        expect(['# 1', '# 2', '# 3', '# 4'].filter((note) => !after.includes(note))).toEqual([]);
      }),
      { numRuns: 15, seed: 20_261_122, endOnFailure: false },
    );
  }, 300_000);
});
