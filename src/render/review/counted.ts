import type { Entry, Section } from './fit.ts';
import { moreLine } from './names.ts';
import type { ReviewView } from './view.ts';

/** A section whose entries are counted where there is no room for them. */
export function counted(section: Omit<Section, 'rest'>, { whole }: Pick<ReviewView, 'whole'>): Section {
  return {
    ...section,
    entries: section.entries.map((entry): Entry => ({ ...entry, named: 0 })),
    rest: (left, room) => moreLine(left.length, room, whole),
  };
}

/** An entry that belongs to no group, from its shortest form to its longest. */
export function plainEntry(...levels: readonly string[]): Entry {
  return { levels, heading: '', named: 0 };
}

/** What opens and closes a fold. The title is ours. */
export function foldOf(title: string, intro: string): Pick<Section, 'head' | 'tail'> {
  const words = intro === '' ? '' : `${intro}\n\n`;
  return { head: `<details><summary>${title}</summary>\n\n${words}`, tail: '\n</details>\n\n' };
}
