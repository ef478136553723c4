import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReviewRecord } from '../../src/model/record.ts';
import { commentMarker, emptyMarkerLine, markerLine, readRecord } from '../../src/plan/comment-marker.ts';
import { recordedChange } from '../../src/plan/record.ts';
import { creation, fields, replacement } from '../render/build.ts';

const digest = `sha256:${'1'.repeat(64)}`;
const record = (parts: Partial<ReviewRecord> = {}): ReviewRecord => ({
  tool: '1.0.0',
  environment: 'test',
  head: 'a'.repeat(40),
  base: { ref: 'main', commit: 'b'.repeat(40) },
  digest,
  changes: [],
  ...parts,
});
const raise = (after: string) =>
  replacement('price/pro/monthly', { fields: fields({ amount: ['25', after] }) });
const of = (...changes: Parameters<typeof recordedChange>[0][]): ReviewRecord =>
  record({ changes: changes.map(recordedChange) });

describe('the record in a comment', () => {
  it('is read back as it was written', () => {
    const written = of(raise('29'), creation('product/team', { name: 'Team', features: ['a', 'b'] }));
    const body = `${markerLine(written)}\n## Pricebook`;
    expect(body.startsWith(commentMarker('test'))).toBe(true);
    expect(readRecord(body)).toEqual(written);
  });

  it('holds no value, only sixteen digits of the digest of each', () => {
    const line = markerLine(of(raise('29.4217')));
    expect(line).not.toContain('29.4217');
    expect(line.match(/"[0-9a-f]{16}"/g)).toHaveLength(2);
  });

  it('stays one line and one HTML comment, whatever a branch is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const base = { ref: `${name}--><b>@x --!> #1\n\u2028${name}-`, commit: 'c' };
        const line = markerLine(record({ base }));
        expect(line).not.toMatch(/[\r\n]/);
        expect(line.slice(4, -3)).not.toMatch(/--|[<>@#]/);
        expect(readRecord(line)?.base).toEqual(base);
      }),
    );
  });

  it('keeps the plan’s digest alone when the changes are too many', () => {
    const many = Array.from({ length: 600 }, (_, index) => creation(`product/p${index}`, { name: 'P' }));
    const line = markerLine(of(...many));
    expect(line.length).toBeLessThan(400);
    expect(readRecord(line)).toEqual(record({ changes: null }));
  });

  it.each([
    '',
    'no marker',
    emptyMarkerLine('test'),
    `${commentMarker('test')}{"v":2} -->`,
    `${commentMarker('test')}{"v":1,"tool":"1","head":"h","base":["main","c"],"digest":"d","changes":[["nokey","update",{}]]} -->`,
    `${commentMarker('test')}{"v":1,"tool":"1","head":"h","base":["main","c"],"digest":"d","changes":[["product/a","update",{"name":["x"]}]]} -->`,
    `${commentMarker('test')}{"v":1,"tool":"1","head":"h","base":"main","digest":"d","changes":null} -->`,
    `${commentMarker('test')}{"v":1 -->`,
    `text before\n${markerLine(record())}`,
  ])('is none in %j', (body) => {
    expect(readRecord(body)).toBeNull();
  });
});
