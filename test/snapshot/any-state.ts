import * as fc from 'fast-check';
import type { Json } from '../../src/lib/json.ts';
import { kindOf, type ResourceKey } from '../../src/model/key.ts';
import type { RecordedChange } from '../../src/model/record.ts';
import type { Applied, AppliedState, LedgerEntry } from '../../src/model/state.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 12 });
const anyName = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
const anyJson: fc.Arbitrary<Json> = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const code = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,8}$/);
const key = fc
  .tuple(fc.constantFrom('product', 'price', 'tax_rate'), code, fc.option(code, { nil: undefined }))
  .map(([kind, first, second]): ResourceKey => `${kind}/${first}${second === undefined ? '' : `/${second}`}`);

const resource = fc
  .record({ key, id: anyName, spec: fc.dictionary(anyText, anyJson), commit: maybe(anyText) })
  .map((parts): Applied => ({ ...parts, kind: kindOf(parts.key), spec: parts.spec }));

const history = fc.record({
  key,
  id: anyName,
  since: anyText,
  until: maybe(anyText),
  retireAt: maybe(anyText),
});

const entry: fc.Arbitrary<LedgerEntry> = fc.record({
  serial: fc.nat(),
  at: anyText,
  commit: maybe(anyText),
  digest: anyText,
  summary: fc.dictionary(anyText, fc.nat()),
  approvedBy: maybe(anyText),
});

const digests = fc.tuple(anyText, anyText);
const pending: fc.Arbitrary<RecordedChange> = fc.record({
  key,
  action: anyName,
  fields: fc.dictionary(anyText, digests),
});

/** Any state that the types allow; texts with every character, NUL among them. */
export const anyState: fc.Arbitrary<AppliedState> = fc.record({
  account: anyName,
  livemode: fc.boolean(),
  catalog: anyName,
  serial: fc.maxSafeNat(),
  released: maybe(anyText),
  reviewed: maybe(anyText),
  resources: fc
    .uniqueArray(resource, { selector: (one) => one.key, maxLength: 12 })
    .map((list) => new Map(list.map((one) => [one.key, one]))),
  ids: fc.uniqueArray(history, { selector: (one) => `${one.key} ${one.id}`, maxLength: 12 }),
  pending: fc.uniqueArray(pending, { selector: (one) => one.key, maxLength: 6 }),
  ledger: fc.uniqueArray(entry, { selector: (one) => one.serial, maxLength: 12 }),
});
