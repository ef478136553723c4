import { describe, expect, it } from 'vitest';
import { line, load } from './support.ts';

const price = (amount: string, interval: string, more = ''): string =>
  `{ amount: ${amount}, currency: usd, interval: ${interval}${more} }`;
const plan = (code: string, prices: Readonly<Record<string, string>>): string =>
  `code: ${code}\nname: X\nprices:\n${Object.entries(prices)
    .map(([name, text]) => `  ${name}: ${text}\n`)
    .join('')}`;
const short = (code: string, amount: string, interval: string): string =>
  `code: ${code}\nname: X\nprice: ${amount}\ncurrency: usd\ninterval: ${interval}\n`;
const lint = (...texts: readonly string[]): readonly string[] =>
  load({ 'plans/a.yaml': texts.join('---\n') }).diagnostics.map((each) => {
    expect(each.severity).toBe('warning');
    return line(each)
      .replace('plans/a.yaml:', '')
      .replace(/ .*? /, (code) => code);
  });

describe('lint', () => {
  it('has nothing to say about ordinary catalogs', () => {
    expect(
      lint(
        plan('basic', {
          monthly: price('10', 'month'),
          yearly: price('100', 'year'),
          day: price('1', 'day'),
        }),
        plan('pro', {
          monthly: price('25', 'month', ', nickname: Pro monthly'),
          quarterly: price('70', 'month', ', interval_count: 3'),
        }),
        plan('free', { monthly: price('0', 'month'), yearly: price('0', 'year') }),
        plan('once', { lifetime: price('500', 'once'), setup: price('99', 'once') }),
        short('team_monthly', '40', 'month'),
        short('team_yearly', '400', 'year'),
      ),
    ).toEqual([]);
  });

  it('warns of a yearly price dearer than twelve monthly ones', () => {
    expect(lint(plan('p', { monthly: price('25', 'month'), yearly: price('301', 'year') }))).toEqual([
      '5:21 lint.yearly-dear `301` usd a year is dearer than twelve times `25` a month',
    ]);
    expect(lint(plan('p', { monthly: price('25', 'month'), yearly: price('300', 'year') }))).toEqual([]);
  });

  it('warns of a yearly price cheaper than four monthly ones', () => {
    expect(lint(plan('p', { monthly: price('25', 'month'), yearly: price('99.99', 'year') }))).toEqual([
      expect.stringContaining('5:21 lint.yearly-cheap'),
    ]);
    expect(lint(plan('p', { monthly: price('25', 'month'), yearly: price('100', 'year') }))).toEqual([]);
  });

  it('compares each currency, and plans that differ by their interval only', () => {
    const options = (eur: string): string => `, currencies: { eur: ${eur} }`;
    expect(
      lint(
        plan('p', {
          monthly: price('25', 'month', options('20')),
          yearly: price('250', 'year', options('20')),
        }),
      ),
    ).toEqual([expect.stringContaining('lint.yearly-cheap `20` eur')]);
    expect(lint(short('pro_monthly', '25', 'month'), short('pro_yearly', '25', 'year'))).toEqual([
      expect.stringContaining('lint.yearly-cheap'),
    ]);
  });

  it('warns of a name that says another interval', () => {
    expect(lint(plan('p', { yearly: price('25', 'month') }))).toEqual([
      expect.stringContaining('4:50 lint.interval-name `yearly` says another interval'),
    ]);
    expect(lint(plan('p', { a: price('25', 'year', ', nickname: Pro (monthly)') }))).toEqual([
      expect.stringContaining('lint.interval-name `Pro (monthly)`'),
    ]);
    expect(lint(short('pro_yearly', '25', 'month'))).toEqual([
      expect.stringContaining('lint.interval-name `pro_yearly`'),
    ]);
    expect(lint(plan('p', { annual: price('25', 'month', ', interval_count: 12') }))).toEqual([]);
  });

  it('warns of two active prices that are the same', () => {
    const prices = { a: price('25', 'month'), b: price('25.00', 'month') };
    expect(lint(plan('p', prices))).toEqual([expect.stringContaining('5:3 lint.same-price')]);
    expect(lint(plan('p', { ...prices, b: price('25', 'month', ', active: false') }))).toEqual([]);
  });

  it('warns of a plan without a currency that its siblings have', () => {
    const both = price('25', 'month', ', currencies: { eur: 23 }');
    expect(
      lint(plan('a', { m: both }), plan('b', { m: both }), plan('c', { m: price('25', 'month') })),
    ).toEqual([expect.stringContaining('11:1 lint.missing-currency the plan has no price in `eur`, which')]);
    const three = price('25', 'month', ', currencies: { eur: 23, jpy: 3600 }');
    expect(
      lint(plan('a', { m: three }), plan('b', { m: three }), plan('c', { m: price('25', 'month') })),
    ).toEqual([expect.stringContaining('the plan has no price in `eur` or `jpy`, which')]);
  });

  it('warns of amounts a hundred times those of their siblings', () => {
    expect(lint(plan('p', { monthly: price('25', 'month'), yearly: price('25000', 'year') }))).toEqual([
      expect.stringContaining('lint.yearly-dear'),
      expect.stringContaining('lint.hundredfold'),
    ]);
    expect(lint(short('basic', '10', 'month'), short('pro', '2500', 'month'))).toEqual([
      expect.stringContaining('9:8 lint.hundredfold `2500` usd'),
    ]);
    expect(lint(plan('p', { m: price('25', 'month', ', currencies: { eur: 2300 }') }))).toEqual([
      expect.stringContaining('lint.hundredfold `2300` eur'),
    ]);
    expect(lint(plan('p', { m: price('25', 'month', ', currencies: { jpy: 3600 }') }))).toEqual([]);
  });

  it('is silent where the configuration says so', () => {
    const files = { 'plans/a.yaml': plan('p', { yearly: price('25', 'month') }) };
    const count = (key: string, code: string): number =>
      load(files, { lintRules: [{ key, off: [code] }] }).diagnostics.length;
    expect(count('price/p/*', 'lint.interval-name')).toBe(0);
    expect(count('price/q/*', 'lint.interval-name')).toBe(1);
    expect(count('price/p/*', 'lint.same-price')).toBe(1);
  });

  it('waits until a document is valid', () => {
    expect(
      load({ 'plans/a.yaml': plan('p', { yearly: price('25', 'month', ', x: 1') }) }).diagnostics.map(
        ({ code }) => code,
      ),
    ).toEqual(['manifest.unknown-field']);
  });
});
