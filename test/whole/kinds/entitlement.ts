import type { WholeKind } from '../kind.ts';

/** Entitlements, some of which plans unlock. */
export const entitlement: WholeKind = {
  kind: 'entitlement',
  before: `kind: entitlement
code: sso
name: Single sign-on
metadata: { area: login }
---
kind: entitlement
code: audit
name: Audit log
protect: true
---
kind: entitlement
code: exports
name: Exports
---
kind: entitlement
code: seldom
name: Seldom
`,
  after: `kind: entitlement
code: sso
name: Sign in once
metadata: { area: security }
---
kind: entitlement
code: audit
name: Audit log
---
kind: entitlement
code: exports
name: Exports
---
kind: entitlement
code: seldom
name: Seldom
active: false
`,
  last: ['sso', 'audit', 'exports', 'seldom']
    .map((code) => `kind: entitlement\ncode: ${code}\nname: Over\nactive: false\n`)
    .join('---\n'),
};
