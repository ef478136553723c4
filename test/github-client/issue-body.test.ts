import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Sections, bodyOf, isBodyOf, sectionsIn } from '../../src/github/issue-body.ts';

const MARKERS = [
  '<!-- pricebook:section drift abc -->',
  '<!-- pricebook:section release abc -->',
  '<!-- /pricebook:section -->',
  '<!-- pricebook:issue live -->',
];

/** Texts with lines that look like markers, as a code block may hold. */
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...MARKERS, '', '```'), fc.string({ unit: 'binary' })), { maxLength: 8 })
  .map((lines) => lines.join('\n'));

const anySections: fc.Arbitrary<Sections> = fc
  .array(
    fc.tuple(
      fc.constantFrom('release' as const, 'drift' as const),
      fc.stringMatching(/^[0-9a-f]{4}$/),
      anyText,
    ),
  )
  .map((all) => new Map(all.map(([name, fingerprint, text]) => [name, { fingerprint, text }])));

const fingerprints = (sections: Sections): Readonly<Record<string, string>> =>
  Object.fromEntries([...sections].map(([name, { fingerprint }]) => [name, fingerprint]));

it('a body is read back with every section under its own fingerprint, whatever their texts', () => {
  fc.assert(
    fc.property(anySections, (sections) => {
      const body = bodyOf('live', sections, 'drift');
      const read = sectionsIn(body);
      expect(isBodyOf('live', body)).toBe(true);
      expect(fingerprints(read)).toEqual(fingerprints(sections));
      // Written again, it is the same: a run with nothing new writes nothing.
      expect(bodyOf('live', read, 'drift')).toBe(body);
    }),
  );
});

it('a body of blank lines alone is read at once', () => {
  const body = `${MARKERS[0]}\n${'\n'.repeat(65_000)}`;
  const began = performance.now();
  expect(sectionsIn(body).size).toBe(0);
  expect(sectionsIn(`${MARKERS[0]}\n`.repeat(1700)).size).toBe(0);
  expect(performance.now() - began).toBeLessThan(500);
});

it('of two sections with one name the first counts', () => {
  const section = (text: string): string => `${MARKERS[0]}\n${text}\n${MARKERS[2]}`;
  expect(sectionsIn(`${section('first')}\n${section('second')}`).get('drift')?.text).toBe('first');
});
