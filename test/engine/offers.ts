import { textOr } from '../../src/kinds/kind.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import { applied } from './shop.ts';
import type { World } from './world.ts';

/** The coupon `forever10`, with these lines. */
export const coupon = (lines: string): string => `kind: coupon\ncode: forever10\n${lines}\n`;
/** A promotion code of it. */
export const code = (text: string, lines = ''): string =>
  `kind: promotion_code\ncode: ${text}\ncoupon: forever10\n${lines}\n`;
/** Several documents in one file. */
export const all = (...documents: readonly string[]): string => documents.join('\n---\n');

/** Two coupons of one code, of which each may take the other's place. */
export const TEN = coupon('percent_off: 10\nreplace: true');
export const TWENTY = coupon('percent_off: 20\nreplace: true');

/** The codes that customers can use, by text. */
export async function usable(world: World): Promise<JsonRecord[]> {
  const codes = await world.all('/v1/promotion_codes', { active: 'true' });
  return codes.sort((a, b) => (textOr(a.code, '') < textOr(b.code, '') ? -1 : 1));
}

/** A release, later than the one before: Stripe counts in seconds when something was made. */
export async function release(world: World, yaml: string): ReturnType<typeof applied> {
  world.advance(60);
  return applied(world, yaml);
}

type Counts = Readonly<Record<string, number>>;

/** Customers redeem: so often each coupon by its id, and each promotion code that can be used by its text. */
export function redeem({ emulator }: Pick<World, 'emulator'>, times: Counts): void {
  const state = emulator.state();
  const count = (name: string, row: JsonRecord): JsonRecord => {
    const more = row.active === false ? 0 : (times[textOr(row[name], '')] ?? 0);
    return { ...row, times_redeemed: Number(row.times_redeemed) + more };
  };
  const { test } = state.modes;
  const changed: Record<string, unknown> = {
    ...test,
    coupon: (test.coupon ?? []).map((row) => count('id', row as JsonRecord)),
    promotion_code: (test.promotion_code ?? []).map((row) => count('code', row as JsonRecord)),
  };
  emulator.load({ ...state, modes: { ...state.modes, test: changed as typeof test } });
}
