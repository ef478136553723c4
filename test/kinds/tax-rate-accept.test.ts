// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given a desk in desk.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { copyFileSync } from 'node:fs';
import { vanish } from '../engine/shop.ts';
import { it, open } from '../accept/desk.ts';

const VAT = `kind: tax_rate
code: vat_de # for good
display_name: VAT
percentage: 19.0
inclusive: true
country: DE
metadata: { ledger: "1776" }
protect: true
`;

describe('what somebody changed on a tax rate', () => {
  it('is written into its manifest', async ({ desk }) => {
    desk.write(VAT);
    await desk.apply();
    await desk.move(await desk.at('tax_rate/vat_de'), {
      display_name: 'MwSt.',
      country: 'AT',
      active: 'false',
      metadata: { ledger: '' },
    });
    const { left, edits } = await desk.merge();
    expect(left).toEqual([]);
    expect(edits).toHaveLength(4);
    expect(desk.read()).toBe(`kind: tax_rate
code: vat_de # for good
display_name: MwSt.
percentage: 19.0
inclusive: true
country: AT
active: false
protect: true
`);
    expect(open(await desk.plan())).toEqual([]);
  });

  it('is written too where another object of ours stands in its place', async ({ desk }) => {
    const open_ = VAT.replace('protect: true\n', '');
    desk.write(open_);
    await desk.apply();
    const first = (await desk.at('tax_rate/vat_de')).split('/').at(-1) ?? '';
    copyFileSync(desk.snapshot, `${desk.snapshot}.kept`);
    desk.write(open_.replace('19.0', '8.875').replace('inclusive: true', 'inclusive: false'));
    await desk.apply();
    copyFileSync(`${desk.snapshot}.kept`, desk.snapshot);
    desk.write(open_);
    vanish(desk, first);
    expect((await desk.merge()).left).toEqual([]);
    expect(desk.read()).toContain('percentage: 8.875\ninclusive: false\n');
  });
});
