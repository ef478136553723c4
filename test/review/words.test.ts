import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { amountFrom } from '../../src/lib/money.ts';
import { costMoveText, costText, monthlyText, moveText } from '../../src/render/review/cost.ts';
import { durationText } from '../../src/render/review/duration.ts';
import { changeInPercent, roundedMoney } from '../../src/render/review/numbers.ts';
import { yamlLines } from '../../src/render/review/yaml.ts';
import { priceSpec } from './build.ts';

const cents = fc.integer({ min: 1, max: 100_000_000 });
const amountOf = (minor: number) =>
  amountFrom(`${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`);

describe('a change in percent', () => {
  it.each([
    ['25', '29', '+16 %'],
    ['29', '25', '−13.8 %'],
    ['9.99', '10.99', '+10 %'],
    ['100', '100.01', 'under +0.1 %'],
    ['10', '0.01', '−99.9 %'],
    ['1', '12345', '+1,234,400 %'],
    ['0.0025', '0.003', '+20 %'],
    ['0', '5', ''],
    ['5', '0', ''],
  ])('from %s to %s is %j', (before, after, shown) => {
    expect(changeInPercent(amountFrom(before), amountFrom(after))).toBe(shown);
  });

  it('is within a twentieth of a percent of the truth', () => {
    fc.assert(
      fc.property(cents, cents, (before, after) => {
        const shown = changeInPercent(amountOf(before), amountOf(after));
        const percent = Number(/[\d,]+(\.\d)?/.exec(shown)?.[0].replaceAll(',', ''));
        const truth = (Math.abs(after - before) * 100) / before;
        expect(Math.abs((shown.startsWith('under') ? 0 : percent) - truth)).toBeLessThan(0.051);
        expect(shown.includes('−')).toBe(after < before);
      }),
    );
  });

  it('is words where no percentage says it', () => {
    expect([moveText('0', '5'), moveText('5', '0'), moveText('5', '5')]).toEqual([
      'free until now',
      'free from now on',
      'no change',
    ]);
  });
});

describe('an amount with more decimals than its currency', () => {
  it.each([
    ['20.83333333333333333333 usd', '$20.83', false],
    ['0.005 usd', '$0.01', false],
    ['99.995 usd', '$100.00', false],
    ['3000.5 jpy', '¥3,001', false],
    ['24.17 usd', '$24.17', true],
    ['5 usd', '$5.00', true],
    ['1312.49999999999999999979 usd', '$1,312.50', true],
    ['41.66000000000000000001 usd', '$41.66', true],
    ['10.00000000000001 usd', '$10.00', false],
    ['2999.99999999999999999999 jpy', '¥3,000', true],
  ])('%s is %s (exact: %s)', (money, text, exact) => {
    const [amount = '', currency = ''] = money.split(' ');
    expect(roundedMoney(amountFrom(amount), currency)).toEqual({ text, exact });
  });

  it('is called about that, where it is rounded', () => {
    const yearly = { currency: 'usd', before: null, after: amountFrom('20.8333') };
    expect(monthlyText(yearly)).toBe('about $20.83 a month');
    expect(monthlyText({ ...yearly, after: amountFrom('20') })).toBe('$20.00 a month');
    expect(monthlyText({ ...yearly, before: amountFrom('20') })).toBe('about $20.00 → $20.83 a month');
    expect(monthlyText({ ...yearly, after: null })).toBe('');
  });
});

describe('a duration', () => {
  it.each([
    [86_400, 'a day'],
    [172_800, '2 days'],
    [3600, 'an hour'],
    [43_200, '12 hours'],
    [5400, '90 minutes'],
    [1, 'a second'],
  ])('of %s seconds is %s', (seconds, shown) => {
    expect(durationText(seconds)).toBe(shown);
  });
});

describe('a cost', () => {
  const tiers = [{ up_to: 'inf', amount: '1', flat: null }];

  it.each([
    [{ amount: '25' }, '$25.00 a month'],
    [{ amount: '25', interval_count: 3 }, '$25.00 every 3 months'],
    [{ amount: '99', interval: 'once' }, '$99.00 once'],
    [{ amount: '0.0025', meter: 'meter/calls' }, '$0.0025 for each unit of calls, billed monthly'],
    [
      { amount: '5', transform_quantity: { divide_by: 10, round: 'up' } },
      '$5.00 per 10, rounded up, billed monthly',
    ],
    [{ tiers, tiers_mode: 'volume' }, 'volume tiers in USD, billed monthly'],
    [
      { custom_amount: { minimum: '5', maximum: null }, interval: 'once' },
      'the customer chooses from $5.00, paid once',
    ],
    [{}, ''],
  ])('of %j is %j', (parts, shown) => {
    expect(costText(priceSpec('pro', parts))).toBe(shown);
  });

  it.each([
    [{ amount: '25' }, { amount: '29' }, '$25.00 → $29.00 a month, +16 %'],
    [{ amount: '25' }, { amount: '0' }, '$25.00 → $0.00 a month, free from now on'],
    [{ amount: '25' }, { amount: '250', interval: 'year' }, '$25.00 a month → $250.00 a year'],
    [{ amount: '25' }, { amount: '25', currency: 'eur' }, '$25.00 a month → €25.00 a month'],
    [{ amount: '25' }, { amount: '25', tax_behavior: 'exclusive' }, '$25.00 a month, as before'],
    [{ tiers }, { tiers: [] }, 'tiers in USD, billed monthly: other amounts'],
  ])('from %j to %j is %j', (before, after, shown) => {
    const [old, now] = [priceSpec('pro', before), priceSpec('pro', after)];
    const moved = Object.keys(after).filter((path) => old[path] !== now[path]);
    expect(costMoveText(old, now, moved)).toBe(shown);
  });
});

describe('fields as YAML', () => {
  it('are nested and sorted, with amounts as they are written', () => {
    const spec = {
      name: 'Pro Plan',
      'metadata.a.b': '2',
      'currencies.eur.amount': '8.50',
      amount: '25',
      features: ['50 Projects', 'yes', '- x', '1e5'],
      tiers: [{ up_to: 'inf', amount: '0.0025', flat: null }],
      active: true,
      gone: null,
    };
    expect(yamlLines(spec)).toEqual([
      'active: true',
      'amount: 25',
      'currencies:',
      '  eur:',
      '    amount: 8.50',
      'features:',
      '  - 50 Projects',
      '  - "yes"',
      '  - "- x"',
      '  - "1e5"',
      'metadata:',
      '  "a.b": "2"',
      'name: Pro Plan',
      'tiers:',
      '  - { up_to: inf, amount: 0.0025 }',
    ]);
  });

  it('are what a YAML parser reads, whatever they hold', () => {
    const text = fc.string({ unit: 'binary' }).map((value) => value.toWellFormed());
    fc.assert(
      fc.property(text, fc.array(text, { minLength: 1 }), (value, list) => {
        const read: unknown = parse(
          yamlLines({ name: value, features: list, [`metadata.${value}`]: value }).join('\n'),
        );
        expect(read).toEqual({ name: value, features: list, metadata: { [value]: value } });
      }),
    );
  });
});
