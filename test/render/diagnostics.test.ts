import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { renderDiagnostics } from '../../src/render/diagnostics.ts';
import { frameLines } from '../../src/render/frame.ts';
import { diagnosticsMarkdown } from '../../src/render/summary.ts';

const style = { colour: false };
const at = (line: number, column: number) => ({ file: 'plans/pro.yaml', line, column });

const source = `code: pro
name: Pro Plan
prices:
  monthly:
    amout: 25.00
    interval: month
---
code: pro
`;

const problem = (parts: Partial<Diagnostic>): Diagnostic => ({
  severity: 'error',
  code: 'manifest.unknown-field',
  summary: '`amout` is no field of a price',
  detail: 'Write `amount`.',
  ...parts,
});

const found: readonly Diagnostic[] = [
  problem({
    severity: 'warning',
    code: 'lint.adopt',
    summary: 'adopt is done',
    detail: 'Remove the line.',
    where: at(2, 1),
  }),
  problem({
    code: 'manifest.duplicate',
    summary: '`pro` is there twice',
    detail: 'Rename one.',
    where: at(8, 7),
    other: at(1, 7),
  }),
  problem({ where: at(5, 5) }),
  problem({ code: 'config.unreadable', summary: 'no configuration', detail: 'Write one.' }),
];

describe('diagnostics', () => {
  const sources = new Map([['plans/pro.yaml', source]]);

  it('read as their golden text', async () => {
    await expect(`${renderDiagnostics(found, sources, style)}\n`).toMatchFileSnapshot(
      'golden/diagnostics.txt',
    );
    await expect(diagnosticsMarkdown(found, sources)).toMatchFileSnapshot('golden/diagnostics.md.txt');
  });

  it('need no sources', () => {
    expect(renderDiagnostics(found, new Map(), style)).toContain('at plans/pro.yaml:5:5\n  Write `amount`.');
    expect(diagnosticsMarkdown(found)).toContain('`plans/pro.yaml:5:5`');
  });

  it('are nothing when there are none', () => {
    expect([renderDiagnostics([], sources, style), diagnosticsMarkdown([])]).toEqual(['', '']);
  });
});

describe('a code frame', () => {
  const caret = (line: string, column: number) => {
    const [code = '', under = ''] = frameLines(line, { file: 'x', line: 1, column });
    return [code.slice('> 1 | '.length), under.slice('> 1 | '.length)];
  };

  it('puts the caret under its column behind tabs, wide letters and marks', () => {
    expect(caret('\tname: x', 2)).toEqual(['  name: x', '  ^']);
    expect(caret('価格: x', 5)).toEqual(['価格: x', '      ^']);
    expect(caret('e\u0301: x', 5)).toEqual(['e\u0301: x', '   ^']);
    expect(caret('🦊: x', 5)).toEqual(['🦊: x', '    ^']);
    expect(caret('a: "\u001b[31mx"', 10)).toEqual(['a: "x"', '    ^']);
  });

  it('cuts a long line around the caret', () => {
    const [code = '', under = ''] = caret(`${'a'.repeat(5000)}!${'b'.repeat(5000)}`, 5001);
    expect(code).toBe(`…${'a'.repeat(60)}!${'b'.repeat(39)}…`);
    expect(code[under.indexOf('^')]).toBe('!');
  });

  it('stands at the end for a column behind it, and is not there for a line that is not', () => {
    expect(caret('ab', 99)).toEqual(['ab', '  ^']);
    expect(frameLines('ab', { file: 'x', line: 2, column: 1 })).toEqual([]);
  });

  it('shows the neighbours, whatever ends the lines', () => {
    expect(frameLines('a\r\nb\nc\rd', { file: 'x', line: 3, column: 1 })).toEqual([
      '  2 | b',
      '> 3 | c',
      '    | ^',
      '  4 | d',
    ]);
  });
});
