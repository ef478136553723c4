import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownBlock, markdownCode, markdownText, safeLine, terminalText } from '../../src/render/safe.ts';

describe('a text for a terminal', () => {
  it.each([
    ['Pro Plan', 'Pro Plan'],
    ['日本語 – Größe 🦊', '日本語 – Größe 🦊'],
    ['one\r\ntwo\nthree\rfour', 'one⏎two⏎threefour'],
    ['::error::x', ': :error::x'],
    ['  ::error::x', '  : :error::x'],
    ['a ::b', 'a ::b'],
    ['a ##[error]', 'a # #[error]'],
    ['\u001b[1;31mred\u001b[0m', 'red'],
    ['\u001b]8;;https://evil.example\u0007link', 'link'],
    ['a\tb', 'a  b'],
    ['\ud800', '\ufffd'],
  ])('%j is %j', (text, shown) => {
    expect(terminalText(text)).toBe(shown);
  });

  it('is cut between letters, never inside of one', () => {
    expect(terminalText('🦊'.repeat(10), 6)).toBe('🦊🦊…');
    expect(terminalText('x'.repeat(100_000))).toHaveLength(500);
  });

  it('is the same when it is made harmless twice', () => {
    const text = fc.array(
      fc.constantFrom(':', '#', '[', ' ', '\u001b', '\n', '\u200b', 'a', '\u0301', 'm', '\ud83e'),
    );
    fc.assert(
      fc.property(text, (parts) => {
        const once = safeLine(parts.join(''));
        expect(safeLine(once)).toBe(once);
        expect(once).not.toMatch(/^\s*::|##\[|\n/);
      }),
    );
  });
});

describe('a text for Markdown', () => {
  it.each([
    ['Pro Plan (Yearly)', 'Pro Plan (Yearly)'],
    ['@octocat #12', '@\u200boctocat #\u200b12'],
    ['a|b <b>', 'a&#124;b &lt;b&gt;'],
    ['*x* `y` [z](w)', '\\*x\\* \\`y\\` \\[z\\](w)'],
    ['- x', '\\- x'],
    ['1. x', '1\\. x'],
    ['$5', '<span>$</span>5'],
    ['https://a.example', 'https\\://a.example'],
    ['GH-12', 'GH-\u200b12'],
    [':tada:', ':\u200btada:'],
    ['at 12:30:45', 'at 12:\u200b30:45'],
    ['0123456789abcdef', '012345\u200b6789ab\u200bcdef'],
    ['price_abcdef', 'price\\_abcdef'],
  ])('%j is %j', (text, shown) => {
    expect(markdownText(text)).toBe(shown);
  });
});

describe('a text as code in Markdown', () => {
  it.each([
    ['price_1', '`price_1`'],
    ['a`b', '``a`b``'],
    ['`a``', '``` `a`` ```'],
    ['a|b', '<code>a&#124;b</code>'],
    ['', '`""`'],
  ])('%j is %j', (text, shown) => {
    expect(markdownCode(text)).toBe(shown);
  });

  it('has a longer fence than any in it', () => {
    expect(markdownBlock(['````', 'x'])).toBe('`````text\n````\nx\n`````');
  });
});
