import { describe, expect, it } from 'vitest';
import { checkKeys } from '../../src/commands/choices.ts';
import { NO_CHOICES, type Choices } from '../../src/diff/input.ts';

const known = new Set(['price/pro/monthly']);

describe('a choice about a key', () => {
  it.each<[string, Partial<Choices>]>([
    ['--allow', { allow: new Set(['archive:price/pro/montly']) }],
    ['--prefer', { prefer: new Map([['price/pro/montly', 'stripe']]) }],
    ['--revert-drift', { revert: new Set(['price/pro/montly'] as const) }],
  ])('that nobody knows is refused: %s', (option, choice) => {
    expect(() => checkKeys({ ...NO_CHOICES, ...choice }, known)).toThrow(
      `${option} names "price/pro/montly"`,
    );
  });

  it('that is known goes through', () => {
    const allow = new Set(['archive:price/pro/monthly', 'drop:price/pro/monthly']);
    expect(() => checkKeys({ ...NO_CHOICES, allow, revert: 'all' }, known)).not.toThrow();
  });
});
