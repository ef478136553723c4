import type { WholeKind } from '../kind.ts';

/** Meters: nothing but the name and the switch. */
export const meter: WholeKind = {
  kind: 'meter',
  before: `kind: meter
code: calls
display_name: Calls
aggregation: sum
---
kind: meter
code: events
display_name: Events
aggregation: count
---
kind: meter
code: seldom
display_name: Seldom
aggregation: last
`,
  after: `kind: meter
code: calls
display_name: API calls
aggregation: sum
---
kind: meter
code: events
display_name: Events
aggregation: count
---
kind: meter
code: seldom
display_name: Seldom
aggregation: last
active: false
`,
  last: `kind: meter
code: calls
display_name: API calls
aggregation: sum
active: false
---
kind: meter
code: events
display_name: Events
aggregation: count
active: false
---
kind: meter
code: seldom
display_name: Seldom
aggregation: last
active: false
`,
};
