import { markdownBlock, terminalText } from '../safe.ts';
import type { Entry } from './fit.ts';

/** What an object is called in a list: the group that others may share, and its name in there, if it has one. */
export interface ListName {
  readonly group: string;
  readonly own: string;
}

/** An entry that is named, under what becomes of it, where there is no room to tell it. */
export interface NamedEntry extends Entry {
  readonly what: string;
  readonly name: ListName;
}

/** UTF-16 units of each part of a name. */
const LONGEST = 80;
/** Columns after which a line of the list ends. */
const WIDTH = 100;
/** Room for a list's first line and its fence. */
const FRAME = 80;

const harmless = (text: string): string => terminalText(text, LONGEST).trim();

const together = ({ group, own }: ListName): string =>
  own === '' ? harmless(group) : `${harmless(group)}/${harmless(own)}`;

/** The names as they stand in a list, those of one group behind each other: `pro: monthly,`, `yearly;`. */
function labelsOf(names: readonly ListName[]): readonly string[] {
  return [...Map.groupBy(names, ({ group }) => group).values()].flatMap((members) =>
    members.map((name, index) => {
      if (members.length === 1) return `${together(name)};`;
      const start = index === 0 ? `${harmless(name.group)}: ` : '';
      return `${start}${harmless(name.own)}${index === members.length - 1 ? ';' : ','}`;
    }),
  );
}

/** UTF-16 units by which a list shrinks when one name is taken out of it, at least. */
export function roomOf(name: ListName, siblings: number): number {
  return (siblings === 1 ? together(name) : harmless(name.own)).length + 2;
}

/** As many labels as fit into `room` units, in lines. */
function packed(labels: readonly string[], room: number): readonly [lines: readonly string[], taken: number] {
  const lines: string[] = [];
  let [taken, left] = [0, room];
  for (const label of labels) {
    left -= label.length + 1;
    if (left < 0) break;
    taken += 1;
    const last = lines.at(-1);
    if (last === undefined || last.length + label.length >= WIDTH) lines.push(label);
    else lines[lines.length - 1] = `${last} ${label}`;
  }
  return [lines, taken];
}

/** The line that says how many are missing; empty for none, or without room for it. */
export function moreLine(left: number, room: number, whole: string): string {
  const line = `\n… and ${left} more in the ${whole}.\n`;
  return left === 0 || line.length > room ? '' : line;
}

/** The entries by name, a list for each of what becomes of them, in at most `room` units. */
export function namesText(entries: readonly NamedEntry[], room: number, whole: string): string {
  let left = room - moreLine(entries.length, room, whole).length;
  let missing = 0;
  const lists = [...Map.groupBy(entries, ({ what }) => what)].map(([what, members]) => {
    const [lines, taken] = packed(labelsOf(members.map(({ name }) => name)), left - FRAME);
    missing += members.length - taken;
    if (taken === 0) return '';
    const text = `\nAlso ${what}:\n\n${markdownBlock(lines)}\n`;
    left -= text.length;
    return text;
  });
  return `${lists.join('')}${moreLine(missing, room, whole)}`;
}
