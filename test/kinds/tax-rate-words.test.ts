import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import type { Spec } from '../../src/model/spec.ts';
import { archive, creation, fields, replacement, update } from '../render/build.ts';
import { impactOf, review, view } from '../review/build.ts';
import { reviewComment } from '../../src/render/review/comment.ts';

const KEY = 'tax_rate/vat_de';
const VAT: Spec = { display_name: 'VAT', percentage: '19', inclusive: true, country: 'DE', active: true };
const its = {
  lockGroup: KEY,
  kind: 'tax_rate',
  where: { file: 'plans/tax.yaml', line: 4, column: 1 },
} as const;

/** The comment about one change of a tax rate that is applied already, in live mode. */
function told(change: Change): string {
  const of = review({ changes: [change], livemode: true });
  const impact = impactOf([], { names: new Map([[KEY, 'VAT']]) });
  const applied = new Map([[KEY, { spec: VAT }]] as const);
  return reviewComment(of, view(of, { impact, applied, nouns: { tax_rate: 'tax rate' } }));
}

describe('the comment about a tax rate', () => {
  it('says how much a new one is, and of what', () => {
    expect(told(creation(KEY, VAT, its))).toContain('**The tax rate** is new: 19 % included in prices.');
  });

  it('says what it was and what it becomes, and what becomes of the old one', () => {
    const target = { ...VAT, percentage: '20' };
    const change = replacement(KEY, {
      ...its,
      before: VAT,
      target,
      fields: fields({ percentage: ['19', '20'] }),
    });
    const text = told(change);
    expect(text).toContain('**The tax rate**: 19 % → 20 % included in prices. A new tax rate; the old one');
    expect(text).toContain('the old one stays available until a day after the release.');
    expect(text).toContain('Existing subscriptions stay as they are and keep what they have.');
    expect(text).not.toContain('sale until');
  });

  it('says that it counts the other way round', () => {
    const target = { ...VAT, inclusive: false };
    const change = replacement(KEY, {
      ...its,
      before: VAT,
      target,
      fields: fields({ inclusive: [true, false] }),
    });
    expect(told(change)).toContain('19 % included in prices → 19 % on top of prices');
  });

  it('does not say of one that goes that it is off sale', () => {
    const text = told(archive(KEY, 'txr_1', its));
    expect(text).toContain('**The tax rate**, 19 % included in prices, is withdrawn with the release');
    expect(text).toContain('1 tax rate withdrawn');
    expect(text).not.toContain('off sale');
    const moved = { target: VAT, raw: { id: 'txr_1', object: 'tax_rate' } };
    const off = update(KEY, { ...its, ...moved, fields: fields({ active: [true, false] }) });
    expect(told(off)).toContain('**The tax rate**, 19 % included in prices, is withdrawn with the release');
    const name = fields({ display_name: ['VAT', 'MwSt.'] });
    expect(told(update(KEY, { ...its, ...moved, fields: name }))).toContain('is renamed from VAT to MwSt.');
  });
});
