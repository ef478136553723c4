import { describe, expect, it } from 'vitest';
import { line, load, objectOf } from '../manifest/support.ts';

const rate = (more: string): string =>
  `kind: tax_rate\ncode: vat\ndisplay_name: VAT\ninclusive: true\n${more}\n`;
const problems = (text: string, options = {}): readonly string[] =>
  load({ 'plans/a.yaml': text }, options).diagnostics.map(line);

describe('the manifest of a tax rate', () => {
  it.each([
    ['19', '19'],
    ['19.60', '19.6'],
    ['"8.875"', '8.875'],
    ['0', '0'],
    ['100.0', '100'],
  ])('says %s as %s', (written, said) => {
    expect(objectOf(rate(`percentage: ${written}`), 'tax_rate/vat').spec.percentage).toBe(said);
  });

  it.each(['19%', '-1', '1.9e1', '0x13', '100.01', '100.00001', '1.23456', '.5', '"1_9"', 'true'])(
    'is refused with %s percent',
    (percentage) => {
      const [problem, ...others] = problems(rate(`percentage: ${percentage}`));
      expect(problem).toMatch(/^plans\/a\.yaml:5:13 manifest\.bad-percentage /);
      expect(others).toEqual([]);
    },
  );

  it.each([
    ['no percentage', '', 'missing-field'],
    ['a country in words', 'percentage: 19\ncountry: Germany', 'bad-format'],
    ['a state with its country', 'percentage: 19\nstate: US-NY', 'bad-format'],
    ['a long jurisdiction', `percentage: 19\njurisdiction: ${'x'.repeat(51)}`, 'too-long'],
    ['metadata of ours', 'percentage: 19\nmetadata: { pricebook_key: x }', 'reserved-metadata'],
    ['an unknown environment', 'percentage: 19\nonly: [live]', 'unknown-environment'],
    ['a former code', 'percentage: 19\nformerly: mwst', 'unknown-field'],
  ])('is refused with %s', (_name, more, code) => {
    expect(problems(rate(more), { environments: ['test'] })).toEqual([
      expect.stringContaining(`manifest.${code} `),
    ]);
  });

  it('is a warning with a country or a type that only Stripe may know, at its place', () => {
    const text = rate('percentage: 20\ncountry: UK\ntax_type: vta');
    expect(problems(text)).toEqual([
      expect.stringContaining('plans/a.yaml:6:10 lint.unknown-country `country`: `UK` is not'),
      expect.stringContaining('plans/a.yaml:7:11 lint.unknown-tax-type `tax_type`: `vta` is not'),
    ]);
    const off = ['lint.unknown-country', 'lint.unknown-tax-type'];
    expect(problems(text, { lintRules: [{ key: 'tax_rate/*', off }] })).toEqual([]);
  });
});
