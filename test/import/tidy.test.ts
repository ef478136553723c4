import { describe, expect, it } from 'vitest';
import { tidied } from '../../src/commands/import/tidy.ts';
import type { ResourceKey } from '../../src/model/key.ts';
import type { AppliedState } from '../../src/model/state.ts';
import { emptyState } from '../../src/snapshot/state.ts';

/** A snapshot that records these keys under these ids. */
function recording(ids: Readonly<Record<ResourceKey, string>>): AppliedState {
  const resources = Object.entries(ids).map(([name, id]) => {
    const key = name as ResourceKey;
    return [key, { key, kind: key.slice(0, key.indexOf('/')), id, spec: {}, commit: null }] as const;
  });
  const state = emptyState({ account: 'acct_1', livemode: false, catalog: 'default' });
  return { ...state, resources: new Map(resources) };
}

const TEXT = `# the best
code: pro
name: Pro
adopt: { live: prod_1, test: prod_2 }   # since May
prices:
  monthly: { amount: 1, currency: usd, interval: month, adopt: price_1 }
  yearly:
    # for a year
    amount: 10
    currency: usd
    interval: year
    adopt: { live: price_2 }
---
code: basic
name: Basic
price: 1
interval: month
currency: usd
adopt_price: price_9
`;
const tidy = (snapshots: Readonly<Record<string, AppliedState>>) =>
  tidied(new Map([['plans/a.yaml', TEXT]]), new Map(Object.entries(snapshots)));

describe('tidying', () => {
  it('takes away what is recorded in every environment that the line names, and keeps the comments', () => {
    const live = recording({
      'product/pro': 'prod_1',
      'price/pro/monthly': 'price_1',
      'price/pro/yearly': 'price_8',
      'price/basic/main': 'price_9',
    });
    const { files, kept } = tidy({ live });
    expect(kept).toEqual(['product/pro']);
    expect(files).toEqual([
      {
        path: 'plans/a.yaml',
        before: TEXT,
        objects: ['price/pro/monthly', 'price/pro/yearly', 'price/basic/main'],
        text: TEXT.replace(', adopt: price_1', '')
          .replace('    adopt: { live: price_2 }\n', '')
          .replace('adopt_price: price_9\n', ''),
      },
    ]);
    const test = recording({ 'product/pro': 'prod_2' });
    expect(tidy({ live, test }).files[0]?.text).toContain('name: Pro\n# since May\nprices:');
  });

  it('leaves everything where nothing is recorded', () => {
    expect(tidy({})).toEqual({
      files: [],
      kept: ['product/pro', 'price/pro/monthly', 'price/pro/yearly', 'price/basic/main'],
    });
    expect(tidy({ live: recording({ 'price/pro/monthly': 'price_7' }) }).files).toEqual([]);
  });
});
