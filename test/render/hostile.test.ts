import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderDiagnostics } from '../../src/render/diagnostics.ts';
import { driftMarkdown } from '../../src/render/drift/markdown.ts';
import { renderRevert } from '../../src/render/drift/revert.ts';
import { driftSection } from '../../src/render/drift/section.ts';
import { renderDrift } from '../../src/render/drift/terminal.ts';
import { renderOutcomeLine, renderOutcomes } from '../../src/render/outcomes.ts';
import { renderPlan } from '../../src/render/plan.ts';
import { diagnosticsMarkdown, outcomesMarkdown, summaryMarkdown } from '../../src/render/summary.ts';
import type { DriftCheck } from '../../src/model/drift.ts';
import { checkOf } from '../drift/build.ts';
import { HOSTILE, hostileDiagnostics, hostileOutcomes, hostilePlans } from './hostile.ts';

const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?!\n)\p{Cc}/u;

function terminalTexts(text: string, colour: boolean): readonly string[] {
  const style = { colour };
  const progress = { style, done: 1, total: 3 };
  const outcomes = hostileOutcomes(text);
  return [
    ...hostilePlans(text).flatMap((plan) => [
      renderPlan(plan, { environment: text, style }),
      renderDrift(checkOf(plan, text), { environment: text, style }),
      renderRevert(plan, { environment: text, style }),
    ]),
    renderOutcomes(outcomes, { style }),
    ...outcomes.map((outcome) => renderOutcomeLine(outcome, progress)),
    renderDiagnostics(hostileDiagnostics(text), new Map([[text, text]]), style),
  ];
}

function markdownTexts(text: string): readonly string[] {
  return [
    ...hostilePlans(text).flatMap((plan) => [
      summaryMarkdown(plan, { environment: text }),
      driftMarkdown(checkOf(plan, text), { environment: text }),
      ...sectionTexts(checkOf(plan, text), text),
    ]),
    outcomesMarkdown(hostileOutcomes(text)),
    diagnosticsMarkdown(hostileDiagnostics(text), new Map([[text, text]])),
  ];
}

function sectionTexts(check: DriftCheck, environment: string): readonly string[] {
  const section = driftSection(check, { environment });
  return section === null ? [] : [section.text, section.news];
}

/** What Markdown takes for markup: everything outside of fences, code and the tags that are ours. */
const outsideOfCode = (markdown: string): string =>
  markdown
    .replace(/^(`{3,})text\n[^]*?\n\1$/gm, '')
    .replace(/(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '')
    .replaceAll('<span>$</span>', '')
    .replace(/<\/?(?:details|summary|br|code)>/g, '');

describe.each(Object.entries(HOSTILE))('a text with %s', (_, text) => {
  it.each([false, true])('reaches no terminal and no runner with power over them (colour: %s)', (colour) => {
    const shown = terminalTexts(text, colour);
    expect(shown.length).toBeGreaterThan(20);
    for (const lines of shown.map((output) => (colour ? stripVTControlCharacters(output) : output))) {
      expect(lines).not.toMatch(UNSEEN);
      expect(lines).not.toMatch(/^\s*::/m);
      expect(lines).not.toContain('##[');
      expect(lines).not.toMatch(/sk_live_\w/);
      expect(lines.isWellFormed()).toBe(true);
      expect(Math.max(...lines.split('\n').map(({ length }) => length))).toBeLessThan(4500);
    }
  });

  it('is words in Markdown, not markup', () => {
    for (const markdown of markdownTexts(text)) {
      const words = outsideOfCode(markdown);
      expect(words).not.toMatch(/@\w|(?<!&)#\w|\$/);
      expect(words).not.toMatch(/[<>]|(?<!\\)\]\(|(?<!\\):\/\/|www\./);
      expect(markdown).not.toMatch(/^\s*::/m);
      expect(markdown).not.toContain('##[');
      expect(markdown).not.toMatch(/sk_live_\w/);
      expect(markdown.replaceAll('\u200b', '')).not.toMatch(UNSEEN);
      expect(markdown.isWellFormed()).toBe(true);
    }
  });

  it('stays in its table cell', () => {
    const rows = markdownTexts(text).flatMap((markdown) => {
      const tables = markdown.split('\n\n').filter((part) => part.startsWith('| '));
      return tables.map((table) => table.split('\n').map((row) => row.split('|').length));
    });
    expect(rows.length).toBeGreaterThan(10);
    for (const widths of rows) expect(new Set(widths.filter((width) => width > 1)).size).toBe(1);
  });
});
