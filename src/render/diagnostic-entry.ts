import type { Diagnostic } from '../model/diagnostic.ts';
import { placeOf, SENTENCE, type Sources } from './diagnostics.ts';
import { frameLines } from './frame.ts';
import { markdownBlock, markdownCode, markdownSentence } from './safe.ts';

/** One problem in Markdown: what is wrong and where, and with the lines of the file and what to do about it. */
export function diagnosticEntry(
  { severity, summary, detail, code, where, other }: Diagnostic,
  sources: Sources,
): { readonly short: string; readonly full: string } {
  const places = [where, other].filter((place) => place !== undefined);
  const at = places.map((place) => ` ${markdownCode(placeOf(place))}`).join(' and');
  const frames = places.map((place) => frameLines(sources.get(place.file) ?? '', place));
  const short = `**${severity}**: ${markdownSentence(summary, SENTENCE)}${at}\n\n`;
  const blocks = frames.filter(({ length }) => length > 0).map((frame) => `${markdownBlock(frame)}\n\n`);
  return {
    short,
    full: `${short}${blocks.join('')}${markdownSentence(detail, SENTENCE)} (${markdownCode(code)})\n\n`,
  };
}
