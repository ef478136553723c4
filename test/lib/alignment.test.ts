import fc from 'fast-check';
import { expect, it } from 'vitest';
import { alignment } from '../../src/lib/alignment.ts';

it('keeps as many entries as possible, what goes before what comes', () => {
  expect(alignment(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual([
    'both',
    'first',
    'second',
    'both',
    'second',
  ]);
  expect(alignment([], ['a'])).toEqual(['second']);
  expect(alignment(['a', 'b'], ['b', 'a'])).toEqual(['first', 'both', 'second']);
});

it('makes the second list of the first', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });
  fc.assert(
    fc.property(list, list, (first, second) => {
      const steps = alignment(first, second);
      const [from, to] = [first.values(), second.values()];
      const made = steps.flatMap((step) => {
        const old = step === 'second' ? undefined : from.next().value;
        const now = step === 'first' ? undefined : to.next().value;
        expect(step !== 'both' || old === now).toBe(true);
        return now ?? [];
      });
      expect(made).toEqual(second);
      expect(from.next().done).toBe(true);
    }),
  );
});
