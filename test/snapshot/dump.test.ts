import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snapshotDigest } from '../../src/snapshot/rows.ts';
import { dumpSnapshot } from '../../src/snapshot/dump.ts';
import { anyState } from './any-state.ts';
import { applied, entryOf, idRecord, shuffled, stateWith } from './catalogs.ts';

const [OLD, NEW] = ['0123456789abcdef', 'fedcba9876543210'] as const;

describe('a dump', () => {
  it('says one fact a line, sorted', () => {
    const price = {
      ...applied('price/pro/monthly', 'price_2', { 'metadata.tier': '2', amount: '25' }),
      commit: 'c0',
    };
    const state = stateWith(
      [applied('product/pro', 'pro', { name: 'Pro für alle', features: ['a', 'b'] }), price],
      {
        ids: [idRecord('price/pro/monthly', 'price_1', { until: '2026-02-01T00:00:00Z' })],
        ledger: [entryOf(1, { commit: 'c0', summary: { create: 2 }, approvedBy: 'ada' })],
        reviewed: 'decaf',
        pending: [{ key: 'product/pro', action: 'update', fields: { name: [OLD, NEW] } }],
      },
    );
    expect(dumpSnapshot(state)).toBe(
      [
        'account "acct_1"',
        'catalog "acme"',
        'livemode false',
        'released "c0ffee"',
        'reviewed "decaf"',
        'serial 1',
        'price/pro/monthly commit "c0"',
        'price/pro/monthly id "price_2"',
        'price/pro/monthly spec amount "25"',
        'price/pro/monthly spec metadata.tier "2"',
        'product/pro commit null',
        'product/pro id "pro"',
        'product/pro spec features ["a","b"]',
        'product/pro spec name "Pro für alle"',
        'ids price/pro/monthly price_1 {"retireAt":null,"since":"2026-01-01T12:00:00Z","until":"2026-02-01T00:00:00Z"}',
        'ids price/pro/monthly price_2 {"retireAt":null,"since":"2026-01-01T12:00:00Z","until":null}',
        'ids product/pro pro {"retireAt":null,"since":"2026-01-01T12:00:00Z","until":null}',
        `pending product/pro {"action":"update","fields":{"name":["${OLD}","${NEW}"]}}`,
        'ledger 1 {"approvedBy":"ada","at":"2026-01-01T12:00:00Z","commit":"c0","digest":"d","summary":{"create":2}}',
        '',
      ].join('\n'),
    );
  });

  it('is the same for the same content, and holds nothing that a terminal acts on', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const text = dumpSnapshot(state);
        expect(dumpSnapshot(shuffled(state))).toBe(text);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 100 },
    );
  });

  it('differs where the content differs', () => {
    fc.assert(
      fc.property(anyState, anyState, (one, other) => {
        fc.pre(snapshotDigest(one) !== snapshotDigest(other));
        expect(dumpSnapshot(one)).not.toBe(dumpSnapshot(other));
      }),
      { numRuns: 50 },
    );
  });

  it('holds no key, whatever somebody wrote into a field', () => {
    const price = applied('price/pro/x', 'price_1', { nickname: 'whsec_abc123' });
    expect(dumpSnapshot(stateWith([price], { ids: [] }))).toContain('spec nickname "whsec_…"\n');
  });

  it.each([
    ['a line feed in a code', 'price/pro/x\nforged id "price_9"', '\\u000aforged'],
    ['an escape sequence', 'price/pro/\u001b[2J', '\\u001b[2J'],
    ['a bidirectional override', 'price/pro/\u202Exp', '\\u202exp'],
    ['a tag character beyond the first plane', 'price/pro/\u{E0041}', '\\udb40\\udc41'],
  ] as const)('escapes %s', (_, key, text) => {
    const dump = dumpSnapshot(stateWith([applied(key, 'price_1')], { ids: [] }));
    expect(dump).toContain(text);
    expect(dump.split('\n')).toHaveLength(10);
  });
});
