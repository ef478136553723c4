import { describe, expect, it } from 'vitest';
import { errorOf, fresh, raw } from './client.ts';

const VAT = { display_name: 'VAT', inclusive: true, percentage: 19 };

describe('tax rates', () => {
  it('are those that somebody made by hand, not by Stripe Tax', async () => {
    const { stripe } = await fresh({ now: 1_800_000_000 });
    expect(
      await stripe.taxRates.create({ ...VAT, percentage: 8.875, country: 'US', state: 'NY' }),
    ).toMatchObject({
      id: expect.stringMatching(/^txr_1\w{23}$/),
      object: 'tax_rate',
      active: true,
      country: 'US',
      created: 1_800_000_000,
      description: null,
      effective_percentage: 8.875,
      flat_amount: null,
      inclusive: true,
      jurisdiction: null,
      jurisdiction_level: null,
      metadata: {},
      percentage: 8.875,
      rate_type: 'percentage',
      state: 'NY',
      tax_type: null,
    });
  });

  it.each(['percentage=101', 'percentage=1.23456', 'percentage=-1', 'percentage=1e1', 'percentage='])(
    'refuse %s',
    async (percentage) => {
      const { emulator } = await fresh();
      const body = `display_name=VAT&inclusive=true&${percentage}`;
      const answer = await raw(emulator, 'POST /v1/tax_rates', { body });
      expect(answer).toMatchObject({ status: 400, body: { error: { param: 'percentage' } } });
    },
  );

  it('fix their percentage and whether it is included, and clear no text', async () => {
    const { emulator, stripe } = await fresh();
    const { id } = await stripe.taxRates.create({ ...VAT, country: 'DE' });
    for (const body of ['percentage=20', 'inclusive=false', 'country=', 'display_name=']) {
      const answer = await raw(emulator, `POST /v1/tax_rates/${id}`, { body });
      expect(answer).toMatchObject({ status: 400, body: { error: { param: body.replace(/=.*/, '') } } });
    }
    expect(await stripe.taxRates.update(id, { tax_type: 'vat', metadata: { a: '1' } })).toMatchObject({
      country: 'DE',
      percentage: 19,
      tax_type: 'vat',
      metadata: { a: '1' },
    });
  });

  it('are listed by what they are, archived ones included', async () => {
    const { stripe } = await fresh();
    const { id } = await stripe.taxRates.create(VAT);
    await stripe.taxRates.create({ ...VAT, inclusive: false });
    await stripe.taxRates.update(id, { active: false });
    const count = async (filter: object) => (await stripe.taxRates.list(filter)).data.length;
    expect(
      await Promise.all([{}, { active: true }, { active: false }, { inclusive: false }].map(count)),
    ).toEqual([2, 1, 1, 1]);
  });

  it('say what an update changed, and are unknown by other ids', async () => {
    const { stripe } = await fresh();
    const { id } = await stripe.taxRates.create(VAT);
    await stripe.taxRates.update(id, { active: false });
    const [updated, created] = (await stripe.events.list()).data;
    expect([created?.type, updated?.type]).toEqual(['tax_rate.created', 'tax_rate.updated']);
    expect(updated?.data.previous_attributes).toEqual({ active: true });
    expect(await errorOf(stripe.taxRates.retrieve('txr_nope'))).toMatchObject({
      statusCode: 404,
      message: "No such tax rate: 'txr_nope'",
      param: 'tax_rate',
    });
  });
});
