// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from './it.ts';
import { applied, idOf, monthly, priceOf, pro } from './shop.ts';
import { brief, type World } from './world.ts';

const KEY = 'price/pro/monthly';
const yaml = (amount = '25', more = ''): string => pro({ monthly: monthly(amount, more) });

describe('currencies and tax behaviour', () => {
  const options = async (world: World): Promise<unknown> => (await priceOf(world, KEY)).currency_options;

  it('are an update when one is added, which sends the whole map', async ({ world }) => {
    await applied(world, yaml('25', 'currencies: { eur: { amount: 23, tax_behavior: inclusive } }'));
    const id = await idOf(world, KEY);
    await world.post(`/v1/prices/${id}`, { currency_options: { gbp: { unit_amount: 2000 } } });
    let body = '';
    world.emulator.onRequest(({ method, body: sent }) => {
      if (method === 'POST') body = sent;
    });
    const more = yaml('25', 'currencies: { eur: { amount: 23, tax_behavior: inclusive }, jpy: 3600 }');
    expect(brief(await applied(world, more))).toEqual([`update ${KEY} [currencies.jpy.amount]`]);
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      'currency_options[eur][unit_amount]': '2300',
      'currency_options[eur][tax_behavior]': 'inclusive',
      'currency_options[gbp][unit_amount]': '2000',
      'currency_options[jpy][unit_amount]': '3600',
    });
    expect(await idOf(world, KEY)).toBe(id);
  });

  it('are an update when an unspecified tax behaviour is set', async ({ world }) => {
    await applied(world, yaml('25', 'currencies: { eur: 23 }'));
    const id = await idOf(world, KEY);
    const plan = await applied(
      world,
      yaml('25', 'tax_behavior: exclusive, currencies: { eur: { amount: 23, tax_behavior: inclusive } }'),
    );
    expect(brief(plan)).toEqual([`update ${KEY} [currencies.eur.tax_behavior tax_behavior]`]);
    expect(await idOf(world, KEY)).toBe(id);
    expect(await options(world)).toMatchObject({ eur: { unit_amount: 2300, tax_behavior: 'inclusive' } });
  });

  it('are a replacement when a tax behaviour changes', async ({ world }) => {
    await applied(world, yaml('25', 'tax_behavior: exclusive'));
    expect(brief(await applied(world, yaml('25', 'tax_behavior: inclusive')))).toEqual([
      `replace ${KEY} [tax_behavior]`,
    ]);
    expect(await priceOf(world, KEY)).toMatchObject({ tax_behavior: 'inclusive' });
  });

  it('are a replacement when the amount of an option changes', async ({ world }) => {
    await applied(world, yaml('25', 'currencies: { eur: 23 }'));
    expect(brief(await applied(world, yaml('25', 'currencies: { eur: 24 }')))).toEqual([
      `replace ${KEY} [currencies.eur.amount]`,
    ]);
    expect(await options(world)).toMatchObject({ eur: { unit_amount: 2400 } });
  });

  it('are a replacement when one is removed, its tax behaviour with it', async ({ world }) => {
    await applied(world, yaml('25', 'currencies: { eur: { amount: 23, tax_behavior: inclusive }, gbp: 20 }'));
    expect(brief(await applied(world, yaml('25', 'currencies: { gbp: 20 }')))).toEqual([
      `replace ${KEY} [currencies.eur.amount currencies.eur.tax_behavior]`,
    ]);
    expect(Object.keys((await options(world)) as object).sort()).toEqual(['gbp', 'usd']);
  });

  it('are a replacement when one is removed whose tax behaviour no manifest mentions', async ({ world }) => {
    await applied(world, yaml('25', 'currencies: { eur: 23, gbp: 20 }'));
    await world.post(`/v1/prices/${await idOf(world, KEY)}`, {
      currency_options: { eur: { unit_amount: 2300, tax_behavior: 'inclusive' } },
    });
    await applied(world, yaml('25', 'currencies: { gbp: 20 }'));
    expect(Object.keys((await options(world)) as object).sort()).toEqual(['gbp', 'usd']);
  });

  it('are a replacement that keeps what was set by hand in an option that stays', async ({ world }) => {
    await applied(world, yaml('25', 'currencies: { eur: 23 }'));
    await world.post(`/v1/prices/${await idOf(world, KEY)}`, {
      currency_options: { eur: { unit_amount: 2300, tax_behavior: 'inclusive' } },
    });
    await applied(world, yaml('29', 'currencies: { eur: 23 }'));
    expect(await options(world)).toMatchObject({ eur: { unit_amount: 2300, tax_behavior: 'inclusive' } });
  });
});
