import { describe, expect, it } from 'vitest';
import { exportRecords, formatExport } from '../../src/snapshot/export.ts';
import { applied, idRecord, shuffled, stateWith } from './catalogs.ts';

const state = stateWith(
  [
    applied('product/pro', 'pro', { name: 'Pro' }),
    applied('price/pro/monthly', 'price_2', { lookup_key: 'pro_monthly' }),
    applied('coupon/launch-20', 'launch-20'),
  ],
  {
    ids: [
      idRecord('price/pro/monthly', 'price_1', { until: 'x', retireAt: '2026-01-03T00:00:00Z' }),
      idRecord('price/pro/monthly', 'price_0', { until: 'x', retireAt: '2026-01-02T00:00:00Z' }),
      idRecord('price/pro/monthly', 'price_old', { until: 'x' }),
    ],
  },
);

const RECORDS = [
  { key: 'coupon/launch-20', id: 'launch-20', lookupKey: null, retiring: [] },
  {
    key: 'price/pro/monthly',
    id: 'price_2',
    lookupKey: 'pro_monthly',
    retiring: [
      { id: 'price_0', until: '2026-01-02T00:00:00Z' },
      { id: 'price_1', until: '2026-01-03T00:00:00Z' },
    ],
  },
  { key: 'product/pro', id: 'pro', lookupKey: null, retiring: [] },
];

/** The value that a TypeScript module exports. */
const imported = async (text: string): Promise<unknown> => {
  const plain = text.replace(' as const', '').replace(/^export type.*$/m, '');
  return (await import(`data:text/javascript,${encodeURIComponent(plain)}`)).pricebook;
};

describe('an export', () => {
  it('has every key, sorted, with what is retiring', () => {
    expect(exportRecords(state)).toEqual(RECORDS);
    expect(exportRecords(shuffled(state))).toEqual(RECORDS);
  });

  it('as json is one document', () => {
    const text = formatExport(exportRecords(state), 'json');
    expect(JSON.parse(text)).toEqual({ formatVersion: 1, records: RECORDS });
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('as ts is a module with a constant and the type of its keys', async () => {
    const text = formatExport(exportRecords(state), 'ts');
    expect(text).toContain('export type PricebookKey = keyof typeof pricebook;');
    expect(await imported(text)).toMatchObject({
      'price/pro/monthly': { id: 'price_2', lookupKey: 'pro_monthly' },
    });
  });

  it('as ts runs nothing that a name holds', async () => {
    const hostile = `'"\`\${process.exit()}\\\u2028*/</script>`;
    const records = exportRecords(stateWith([applied(`price/x/${hostile.replace('/', '')}`, hostile)]));
    const module = await imported(formatExport(records, 'ts'));
    expect(module).toEqual({ [records[0]?.key ?? '']: { id: hostile, lookupKey: null, retiring: [] } });
  });

  it('as env has a line for each id, lookup key and list of retiring ids', () => {
    expect(formatExport(exportRecords(state), 'env')).toBe(
      [
        'PRICEBOOK_COUPON_LAUNCH_20=launch-20',
        'PRICEBOOK_PRICE_PRO_MONTHLY=price_2',
        'PRICEBOOK_PRICE_PRO_MONTHLY_LOOKUP_KEY=pro_monthly',
        'PRICEBOOK_PRICE_PRO_MONTHLY_RETIRING=price_0,price_1',
        'PRICEBOOK_PRODUCT_PRO=pro\n',
      ].join('\n'),
    );
  });

  it.each([
    ['pro-plus', 'pro_plus'],
    ['Pro', 'pro'],
    ['v1.0', 'v1_0'],
  ])('as env is refused where %s and %s would share a variable', (one, other) => {
    const records = exportRecords(
      stateWith([applied(`product/${one}`, 'a'), applied(`product/${other}`, 'b')]),
    );
    const asked = () => formatExport(records, 'env');
    expect(asked).toThrow(expect.objectContaining({ code: 'export.name' }));
    expect(asked).toThrow(`product/${one}`);
  });

  it.each(['a b', 'a\nB=1', '$(id)', "'", '#', ''])('as env is refused for the id %j', (id) => {
    const records = exportRecords(stateWith([applied('product/pro', id)]));
    expect(() => formatExport(records, 'env')).toThrow(expect.objectContaining({ code: 'export.name' }));
  });

  it.each([
    ['json', '{\n  "formatVersion": 1,\n  "records": []\n}\n'],
    ['env', ''],
  ] as const)('of nothing is empty as %s', (format, text) => {
    expect(formatExport([], format)).toBe(text);
  });
});
