import fc from 'fast-check';
import type { LawKind } from './kind.ts';
import { anyMetadata } from './metadata.ts';

/** Entitlements; the plans that unlock them name them. None is switched off: that is refused while a plan names it. */
export const entitlements: LawKind = {
  kind: 'entitlement',
  most: 2,
  any: fc.record(
    {
      name: fc.constantFrom('Single sign-on', 'Audit: log', 'Ünïcode ☃'),
      metadata: anyMetadata,
      protect: fc.constantFrom(true, false),
    },
    { requiredKeys: ['name'] },
  ),
  changes: {
    rename: (_, { number }) => ({ name: `Entitlement ${number}` }),
    note: (_, { other }) => ({ metadata: other.metadata ?? null }),
  },
  // What is taken out of the manifests stays as it is.
  forGood: ['add'],
  needs: [],
  shrinks: false,
};
