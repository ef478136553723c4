import fc from 'fast-check';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { decimal, type Written } from '../../src/kinds/written.ts';
import { editedApart } from '../../src/manifest/edit.ts';

const ORDER = ['code', 'name', 'description', 'features', 'metadata', 'active', 'prices'];

const set = (text: string, path: string, value: Written | undefined): string | null =>
  editedApart(text, { document: 0, path: path.split('/'), value, order: ORDER });

describe('a value in the place of another', () => {
  it.each([
    ['plain', 'name: Pro\n', 'Pro Plus', 'name: Pro Plus\n'],
    ['with a comment behind it', 'name:   Pro   # for teams\n', 'Max', 'name:   Max   # for teams\n'],
    ['in single quotes', "name: 'Pro'\n", "It's", "name: 'It''s'\n"],
    ['in double quotes', 'name: "Pro"\n', 'Say "hi"', 'name: "Say \\"hi\\""\n'],
    ['that needs quotes now', 'name: Pro\n', 'yes: no', 'name: "yes: no"\n'],
    ['in braces', '{ name: Pro, code: pro } # all\n', 'A, B', '{ name: "A, B", code: pro } # all\n'],
    [
      'a block of lines',
      'name: |\n    Pro\n    Plan\n# end\n',
      'Max\nPlan',
      'name: |\n    Max\n    Plan\n# end\n',
    ],
    [
      'a block with a header',
      'name: |- # text\n  Pro\n\n\ncode: a\n',
      'Max',
      'name: |- # text\n  Max\n\n\ncode: a\n',
    ],
    ['a folded block', 'name: >\n  Pro\n  Plan\ncode: a\n', 'A\nB', 'name: >\n  A\n\n  B\ncode: a\n'],
    ['over two lines', 'name: Pro\n  Plan\ncode: a\n', 'Max', 'name: Max\ncode: a\n'],
    ['with Windows line ends', 'name: Pro\r\ncode: a\r\n', 'Max', 'name: Max\r\ncode: a\r\n'],
  ])('%s', (...[, before, value, after]) => expect(set(before, 'name', value)).toBe(after));

  it('keeps the quotes of an amount', () => {
    expect(set('price: "25.00"\n', 'price', decimal('29.00'))).toBe('price: "29.00"\n');
    expect(set('price: 25.00\n', 'price', decimal('29.00'))).toBe('price: 29.00\n');
  });

  it('keeps a block with Windows line ends', () =>
    expect(set('name: |\r\n  Pro\r\ncode: a\r\n', 'name', 'A\nB')).toBe(
      'name: |\r\n  A\r\n  B\r\ncode: a\r\n',
    ));
});

describe('aliases and anchors', () => {
  it('writes the value in the place of an alias', () =>
    expect(set('a: &x Pro\nname: *x # c\n', 'name', 'Max')).toBe('a: &x Pro\nname: Max # c\n'));

  it('gives the anchor to the first alias', () =>
    expect(set('name: &x Pro # c\na: *x\nb: *x\n', 'name', 'Max')).toBe('name: Max # c\na: &x Pro\nb: *x\n'));

  it('keeps an anchor that nobody names', () =>
    expect(set('name: &x Pro\n', 'name', 'Max')).toBe('name: &x Max\n'));

  it('writes out a map behind an alias, and leaves the first one', () =>
    expect(set('a: &m\n  tier: "2" # c\n  n: 1.50\nmetadata: *m\n', 'metadata/tier', '3')).toBe(
      'a: &m\n  tier: "2" # c\n  n: 1.50\nmetadata: { tier: "3", n: 1.50 }\n',
    ));

  it('gives a map with its anchor to the first alias', () =>
    expect(set('metadata: &m\n  tier: "2" # c\nb: *m\n', 'metadata/tier', '3')).toBe(
      'metadata:\n  tier: "3" # c\nb: &m { tier: "2" }\n',
    ));

  it('takes an anchored line away', () =>
    expect(set('a: &x Pro\nname: *x\nb: *x\n', 'a', undefined)).toBe('name: &x Pro\nb: *x\n'));
});

describe('lists', () => {
  it('keeps lines, order and comments of the entries that stay', () =>
    expect(
      set('features:\n  # one\n  - A # a\n  - "B"\n\n  # three\n  - C # c\nz: 1\n', 'features', [
        'A',
        'D',
        'C',
        'E',
      ]),
    ).toBe('features:\n  # one\n  - A # a\n  - D\n\n  # three\n  - C # c\n  - E\nz: 1\n'));

  it('keeps comments of entries that go', () =>
    expect(set('features:\n- A # a\n- B # b\n', 'features', ['B'])).toBe('features:\n# a\n- B # b\n'));

  it('stays on one line', () =>
    expect(set("features: [ 'A', B ] # c\n", 'features', ['B', 'C, D'])).toBe(
      'features: [ B, "C, D" ] # c\n',
    ));

  it('keeps the comments of a list in brackets on several lines', () =>
    expect(set('features: [\n  A, # a\n  B,\n]\n', 'features', ['B'])).toBe('# a\nfeatures:\n  - B\n'));
});

describe('a line that was not there', () => {
  const text = 'code: pro\nname: Pro # c\n\n# prices\nprices:\n  monthly: { amount: 1 }\n';

  it('comes in the order of names', () => {
    expect(set(text, 'description', 'For teams')).toBe(
      text.replace('# c\n', '# c\ndescription: For teams\n'),
    );
    expect(set('name: Pro\ncode: a\nactive: true\n', 'features', ['A'])).toBe(
      'name: Pro\nfeatures:\n  - A\ncode: a\nactive: true\n',
    );
  });

  it('brings the map that it belongs in', () =>
    expect(set(text, 'metadata/tier', '2')).toBe(text.replace('# c\n', '# c\nmetadata: { tier: "2" }\n')));

  it('stands in braces where its map does', () =>
    expect(set(text, 'prices/monthly/nickname', 'A: b')).toBe(
      text.replace('{ amount: 1 }', '{ amount: 1, nickname: "A: b" }'),
    ));

  it('comes behind a file without a last line feed', () =>
    expect(set('code: a', 'name', 'Pro')).toBe('code: a\nname: Pro\n'));
});

describe('a line that goes', () => {
  it.each([
    ['a: 1\nname: Pro # c\nb: 2\n', 'a: 1\n# c\nb: 2\n'],
    ['a: 1\nname: |\n  # no comment\n  text\nb: 2\n', 'a: 1\nb: 2\n'],
    ['a: 1\nname: "x # no"\nb: 2\n', 'a: 1\nb: 2\n'],
    ['{ name: Pro, b: 2 }\n', '{ b: 2 }\n'],
    ['{ a: 1, name: Pro }\n', '{ a: 1 }\n'],
    ['{\n  name: Pro, # c\n  b: 2\n}\n', '{\n   # c\n  b: 2\n}\n'],
    ['{\n  b: 2, # d\n  name: Pro # c\n}\n', '{\n  b: 2, # d\n   # c\n}\n'],
  ])('%j', (before, after) => expect(set(before, 'name', undefined)).toBe(after));
});

it('changes the document that is meant', () => {
  const text = '# one\ncode: a\n---\n# two\ncode: b\nname: B\n...\n---\ncode: c\nname: C\n';
  expect(editedApart(text, { document: 1, path: ['name'], value: 'X' })).toBe(
    text.replace('name: B', 'name: X'),
  );
});

it('writes any text there is, in any style', () => {
  const styles = ['Pro', "'Pro'", '"Pro"', '|\n  Pro', '>-\n  Pro', '&x Pro', '{ a: 1 }', '[Pro]'];
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({
      unit: fc.constantFrom(
        '\n',
        ' ',
        '#',
        ':',
        "'",
        '"',
        '\\',
        '-',
        '{',
        '&',
        '*',
        '|',
        'a',
        '\t',
        '%',
        '@',
        '`',
      ),
    }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...styles),
      fc.constantFrom(...styles),
      texts.map((text) => text.trim()),
      (...[style, neighbour, value]) => {
        const before = `a: ${neighbour.replace('&x ', '')}\nname: ${style}\n# c\nb: 1\n`;
        const after = set(before, 'name', value) ?? '';
        const data = parse(after) as { name: string; b: number };
        expect(data.name.trim()).toBe(value);
        expect(data.b).toBe(1);
        expect(after.startsWith(before.slice(0, before.indexOf('name:')))).toBe(true);
        expect(after.endsWith('\n# c\nb: 1\n')).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
