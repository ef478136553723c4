import fc from 'fast-check';
import type { JsonRecord } from '../../../src/lib/json.ts';

/** Metadata as people write it. */
export const anyMetadata: fc.Arbitrary<JsonRecord> = fc.dictionary(
  fc.constantFrom('ledger', 'team'),
  fc.constantFrom('1', 'two', 'true'),
  { noNullPrototype: true },
);
