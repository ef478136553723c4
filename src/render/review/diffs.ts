import { structuredPatch } from 'diff';
import { isRemoval, stripeIdOf, type Change } from '../../model/change.ts';
import type { Spec } from '../../model/spec.ts';
import { markdownPhrase, say } from '../phrase.ts';
import { differing, UNSEEN } from '../fields.ts';
import { markdownBlock, safeLine, terminalText } from '../safe.ts';
import { counted, foldOf, plainEntry } from './counted.ts';
import type { Section } from './fit.ts';
import type { TellView } from './view.ts';
import { yamlLines } from './yaml.ts';

/** Unchanged lines around a change. */
const CONTEXT = 3;
/** With more differences than these, all of the one is shown for all of the other. */
const MOST_EDITS = 400;

/** Every field of the object, before and after; what is no field of a change is the same on both sides. */
function sidesOf(change: Change, { applied }: TellView): readonly [before: Spec, after: Spec] {
  const whole = 'target' in change ? change.target : (applied.get(change.key)?.spec ?? {});
  const moved = (side: 'before' | 'after'): Spec =>
    Object.fromEntries(change.fields.map((field) => [field.path, field[side]]));
  if (change.action === 'create' || change.action === 'recreate') return [{}, whole];
  if (change.action !== 'archive' && isRemoval(change)) return [whole, {}];
  return [
    { ...whole, ...moved('before') },
    { ...whole, ...moved('after') },
  ];
}

/** The difference of two texts, as `diff -u` has it without its header; empty where there is none. */
function diffLines(before: readonly string[], after: readonly string[]): readonly string[] {
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
  const options = { context: CONTEXT, maxEditLength: MOST_EDITS };
  const patch = structuredPatch('', '', text(before), text(after), undefined, undefined, options);
  if (patch === undefined) return [...before.map((line) => `-${line}`), ...after.map((line) => `+${line}`)];
  return patch.hunks.flatMap(({ lines }, index) => [...(index === 0 ? [] : [' …']), ...lines]);
}

/** What a line of YAML begins with. */
const LABEL = /^[+-]\s*(?:- )?(?:[\w./()+-]+|"[^"]*"): /;

/** A text with unseen characters is quoted, and the one that it would be taken for may not be. */
const unquoted = (line: string): string => line.slice(1).replaceAll('"', '');

/** A line as it is shown beside the one that it takes the place of, or that takes its place: apart from that. */
function apartText(line: string, other: string): string {
  const [text, old] = [safeLine(line), safeLine(other)];
  const isUnseen = unquoted(text) === unquoted(old) && (text !== line || old !== other);
  const label = LABEL.exec(text)?.[0] ?? text.charAt(0);
  const [shown] = differing(text.slice(label.length), old.slice(label.length));
  return `${terminalText(`${label}${shown}`)}${isUnseen ? `  # ${UNSEEN}` : ''}`;
}

const OTHER_SIDE: Readonly<Record<string, string>> = { '+': '-', '-': '+' };

/** Lines of a difference as they are shown: cut, but none of them to what one of the other side is cut to. */
function shownLines(lines: readonly string[]): readonly string[] {
  const shown = lines.map((line) => terminalText(line));
  const bySide = new Map(shown.map((text, index) => [`${text.charAt(0)}${unquoted(text)}`, lines[index]]));
  return shown.map((text, index) => {
    const other = bySide.get(`${OTHER_SIDE[text.charAt(0)] ?? ''}${unquoted(text)}`);
    return other === undefined || text.startsWith(' ') ? text : apartText(lines[index] ?? '', other);
  });
}

function entryText(change: Change, view: TellView): string {
  const [before, after] = sidesOf(change, view).map(yamlLines);
  const lines = shownLines(diffLines(before ?? [], after ?? []));
  const whole = view.parts.get(change) ?? change;
  const id = stripeIdOf(whole);
  const { where, key, action } = whole;
  const object = id === null ? say`${key}` : say`${key}, ${id} in Stripe`;
  const place = where === null ? [] : say`, written in ${`${where.file}:${where.line}`}`;
  const taken = 'transfer' in change && change.transfer ? say`, taking over a lookup key` : [];
  const block = lines.length === 0 ? '' : `\n${markdownBlock(lines, 'diff')}\n`;
  return `\n${markdownPhrase(say`**${[action]}** ${object}${taken}${place}`)}\n${block}`;
}

/** Every field of these changes, before and after, in a fold; none without any. */
export function diffSection(changes: readonly Change[], rank: number, view: TellView): readonly Section[] {
  if (changes.length === 0) return [];
  const fold = foldOf('Every field, before and after', '');
  const entries = changes.map((change) => plainEntry(entryText(change, view)));
  return [counted({ ...fold, entries, ranks: [rank] }, view)];
}
