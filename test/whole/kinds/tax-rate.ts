import type { WholeKind } from '../kind.ts';

/** Tax rates. */
export const taxRate: WholeKind = {
  kind: 'tax_rate',
  before: `kind: tax_rate
code: vat_de
display_name: VAT
percentage: 19
inclusive: true
metadata: { ledger: "1776" }
---
kind: tax_rate
code: sales
display_name: Sales tax
percentage: 8.875
inclusive: false
---
kind: tax_rate
code: seldom
display_name: Seldom
percentage: 7
inclusive: false
---
kind: tax_rate
code: kept
display_name: Kept
percentage: 5
inclusive: false
protect: true
`,
  after: `kind: tax_rate
code: vat_de
display_name: MwSt.
percentage: 20
inclusive: true
country: DE
state: BE
jurisdiction: Germany
tax_type: vat
description: Since January
metadata: { ledger: "1777" }
---
kind: tax_rate
code: sales
display_name: Sales tax
percentage: 8.875
inclusive: true
---
kind: tax_rate
code: seldom
display_name: Seldom
percentage: 7
inclusive: false
active: false
---
kind: tax_rate
code: kept
display_name: Kept
percentage: 5
inclusive: false
`,
};
