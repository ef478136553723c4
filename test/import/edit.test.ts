import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { decimal } from '../../src/kinds/written.ts';
import { documentsIn, edited } from '../../src/manifest/edit.ts';
import { yamlInline, yamlOf } from '../../src/manifest/emit.ts';

const TEXT = `# top
code: pro # the code
name: "Pro"
adopt: prod_1   # note
# prices follow
prices:
    # a comment
    monthly: &m
        amount: 25.00
        interval: month
        adopt: { live: price_1, test: price_2 }
    yearly: { amount: 250, interval: year, adopt: price_3 } # end
    same: *m
    # last

---
code: b
name: B
`;

const line = (text: string): string[] => TEXT.split('\n').filter((each) => each !== text);
const at = (path: readonly string[], value?: Parameters<typeof yamlOf>[0], document = 0) =>
  edited(TEXT, { document, path, value });

describe('an edit', () => {
  it('takes one line away and keeps the comment beside it', () => {
    expect(at(['adopt'])).toBe(TEXT.replace('adopt: prod_1   # note', '# note'));
  });

  it('takes a pair out of braces', () => {
    expect(at(['prices', 'yearly', 'adopt'])).toBe(TEXT.replace(', adopt: price_3', ''));
    expect(at(['prices', 'yearly', 'amount'])).toBe(TEXT.replace('amount: 250, ', ''));
  });

  it('changes a value and nothing around it', () => {
    expect(at(['name'], 'Pro: new')).toBe(TEXT.replace('"Pro"', '"Pro: new"'));
    expect(at(['adopt'], { live: 'prod_1' })).toBe(TEXT.replace('prod_1 ', '{ live: prod_1 } '));
  });

  it('adds a line of the plan before its prices, and a price behind the others', () => {
    expect(at(['url'], 'https://example.com')).toBe(
      TEXT.replace('# note\n', '# note\nurl: https://example.com\n'),
    );
    expect(at(['prices', 'weekly'], { amount: decimal('3.50'), interval: 'week' })).toBe(
      TEXT.replace('    same: *m\n', '    same: *m\n    weekly:\n      amount: 3.50\n      interval: week\n'),
    );
  });

  it('adds a map that is not there', () => {
    expect(at(['prices', 'weekly'], { amount: decimal('3.50') }, 1)).toBe(
      `${TEXT}prices:\n  weekly:\n    amount: 3.50\n`,
    );
  });

  it('is refused where it would change more than its place', () => {
    expect(at(['prices', 'same', 'adopt'])).toBeNull();
    expect(at(['prices', 'monthly'], 'x')).toBeNull();
    expect(at(['code', 'x', 'y'], 'z')).toBeNull();
    expect(at(['none'])).toBeNull();
    expect(edited('code: [', { document: 0, path: ['code'], value: 'x' })).toBeNull();
  });

  it('keeps the line ends of the file', () => {
    const text = 'code: a\r\nname: A\r\nadopt: x # why\r\n';
    expect(edited(text, { document: 0, path: ['adopt'], value: undefined })).toBe(
      'code: a\r\nname: A\r\n# why\r\n',
    );
    expect(edited(text, { document: 0, path: ['url'], value: 'u' })).toBe(`${text}url: u\r\n`);
  });

  it('ends a last line that has no end', () => {
    expect(edited('code: a', { document: 0, path: ['name'], value: 'A' })).toBe('code: a\nname: A\n');
  });

  it('never loses a comment or another line', () => {
    const paths = fc.constantFrom<readonly string[]>(
      ['adopt'],
      ['name'],
      ['prices', 'monthly', 'adopt'],
      ['prices', 'monthly', 'adopt', 'live'],
      ['prices', 'yearly', 'adopt'],
    );
    fc.assert(
      fc.property(paths, fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }), (path, value) => {
        const after = at(path, value);
        if (after === null) return;
        const comments = (text: string): string[] => [...text.matchAll(/# [a-z ]+$/gm)].map(([all]) => all);
        expect(comments(after)).toEqual(expect.arrayContaining(comments(TEXT)));
        const touched = path.length === 1 ? `${path[0]}:` : `${path[1]}:`;
        const kept = line('').filter((each) => !each.includes(touched) && !/adopt/.test(each));
        expect(after.split('\n')).toEqual(expect.arrayContaining(kept));
        expect(documentsIn(after)).toHaveLength(2);
      }),
      { seed: 20_261_122 },
    );
  });
});

describe('written text', () => {
  it('says again what it was made of, whatever that is', () => {
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(
          'no',
          '1e3',
          '0x1F',
          '1_000',
          'null',
          '~',
          '# x',
          ' a ',
          'a\nb\n',
          '- x',
          '\u0085',
          '2024',
        ),
        fc.boolean(),
        fc.integer(),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), tie('any'), {
          maxKeys: 3,
          noNullPrototype: true,
        }),
      ),
    })).any;
    const read = (text: string): unknown =>
      parseAllDocuments(text, { version: '1.2' }).map((each) => each.toJS());
    fc.assert(
      fc.property(value, (any) => {
        const given = any as Parameters<typeof yamlOf>[0];
        expect(read(yamlOf(given))).toEqual([any]);
        expect(read(yamlInline(given))).toEqual([any]);
      }),
      { seed: 20_261_122 },
    );
  });

  it('keeps every digit of a decimal', () => {
    const digits = '123456789012345678.000000000000000001';
    expect(yamlOf({ amount: decimal(digits), tiers: [{ amount: decimal('0.00') }] })).toBe(
      `amount: ${digits}\ntiers:\n  - { amount: 0.00 }\n`,
    );
  });
});
