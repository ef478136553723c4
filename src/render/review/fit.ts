/** One entry in growing lengths: the first is one line, the last is whole. */
export interface Entry {
  readonly levels: readonly string[];
  /** Opens the group that it belongs to; entries of one group stand together. Empty: no group. */
  readonly heading: string;
  /** UTF-16 units that it takes in `rest`. */
  readonly named: number;
}

/** Entries between what opens and what closes them. */
export interface Section<Member extends Entry = Entry> {
  readonly head: string;
  readonly entries: readonly Member[];
  readonly tail: string;
  /** When each level is granted: lower ranks come before, over all sections. */
  readonly ranks: readonly number[];
  /** What stands for entries that did not fit, in at most `room` units; empty for none, never longer for fewer. */
  rest(left: readonly Member[], room: number): string;
}

/** A text that is always there. */
export function fixed(text: string): Section {
  return { head: text, entries: [], tail: '', ranks: [], rest: () => '' };
}

/** How far the entries of a section were raised, and which groups were opened for them. */
interface Shown {
  readonly section: Section;
  readonly levels: Map<Entry, number>;
  readonly opened: Set<string>;
  /** UTF-16 units that are kept for the rest. */
  readonly room: number;
}

/** Gives entries of one section one more level, as far as there is room; answers the room that is left. */
function raise({ section, levels, opened }: Shown, level: number, room: number): number {
  let left = room;
  for (const entry of section.entries) {
    const text = entry.levels[level];
    const had = levels.get(entry);
    if (text === undefined || (had ?? -1) >= level) continue;
    const before = had === undefined ? entry.named : (entry.levels[had] ?? '').length;
    const cost = text.length - before + (opened.has(entry.heading) ? 0 : entry.heading.length);
    if (cost > left) continue;
    left -= cost;
    levels.set(entry, level);
    opened.add(entry.heading);
  }
  return left;
}

function textOf({ section, levels, room }: Shown): string {
  let heading = '';
  const entries = section.entries.flatMap((entry) => {
    const level = levels.get(entry);
    if (level === undefined) return [];
    const opening = entry.heading === heading ? '' : entry.heading;
    heading = entry.heading;
    return [`${opening}${entry.levels[level] ?? ''}`];
  });
  const left = section.entries.filter((entry) => !levels.has(entry));
  return `${section.head}${entries.join('')}${section.rest(left, room)}${section.tail}`;
}

/**
 * The sections in at most `budget` UTF-16 units, as long as what opens and closes them fits. Entries are whole, or
 * shorter, or in their section's rest; never cut, which would break fences and tables. One empty line at a time: texts
 * from outside have none.
 */
export function fitted(sections: readonly Section[], budget: number): string {
  const frames = sections.reduce((sum, { head, tail }) => sum + head.length + tail.length, 0);
  let left = Math.max(0, budget - frames);
  const restOf = (section: Section, room: number): number => section.rest(section.entries, room).length;
  const rooms = new Map<Section, number>();
  // The short ones first: they only count, and a long list of names is the one that can be shorter.
  for (const section of sections.toSorted((a, b) => restOf(a, budget) - restOf(b, budget))) {
    const room = restOf(section, left);
    rooms.set(section, room);
    left -= room;
  }
  const shown = sections.map((section): Shown => {
    return { section, levels: new Map(), opened: new Set(['']), room: rooms.get(section) ?? 0 };
  });
  const passes = shown
    .flatMap((one) => one.section.ranks.map((rank, level) => ({ one, rank, level })))
    .sort((a, b) => a.rank - b.rank);
  for (const { one, level } of passes) left = raise(one, level, left);
  return shown
    .map(textOf)
    .join('')
    .replace(/\n{3,}/g, '\n\n');
}
