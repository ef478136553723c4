import type { DriftCheck, MovedConflict, MovedField } from '../../model/drift.ts';
import type { ResourceKey } from '../../model/key.ts';
import { changeItem } from '../change.ts';
import { notOursWords, orphanWords, sideText } from '../findings.ts';
import { markdownPhrase, say, word, type Phrase } from '../phrase.ts';
import { markdownCode } from '../safe.ts';
import { plainEntry } from '../review/counted.ts';
import type { Section } from '../review/fit.ts';
import { movedRows, originWords } from './words.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

/** A table whose last row counts what there is no room for; none without rows. */
function table(
  [title, intro]: readonly [title: string, intro: Phrase],
  columns: readonly string[],
  { rows, rank }: { readonly rows: readonly (readonly string[])[]; readonly rank: number },
): readonly Section[] {
  if (rows.length === 0) return [];
  const words = intro.length === 0 ? '' : `${markdownPhrase(intro)}\n\n`;
  const blank = columns.slice(1).map(() => '');
  return [
    {
      head: `### ${title}\n\n${words}${row(columns)}${row(columns.map(() => '---'))}`,
      entries: rows.map((cells) => plainEntry(row(cells))),
      tail: '\n',
      ranks: [rank],
      rest: ({ length }) => (length === 0 ? '' : row([`… and ${length} more`, ...blank])),
    },
  ];
}

const movedCell = (field: MovedField): string =>
  movedRows(field)
    .map(({ text }) => markdownPhrase(text))
    .join('<br>');

const whoCell = (field: MovedField): string => {
  const words = originWords(field);
  return words.length === 0 ? 'not known' : markdownPhrase(words);
};

const fieldCells = (key: ResourceKey, field: MovedField): readonly string[] => [
  markdownCode(key),
  `${markdownCode(field.path)} (${markdownPhrase(word(field.severity))})`,
  movedCell(field),
  whoCell(field),
];

function conflictCells({ key, reason, fields }: MovedConflict): readonly (readonly string[])[] {
  if (reason === 'not-ours') {
    const words = [say`The recorded object no longer bears our marker.`, ...notOursWords(key)];
    return [[markdownCode(key), '', words.map(markdownPhrase).join(' '), '']];
  }
  return fields.map((field) => [
    ...fieldCells(key, field).slice(0, 3),
    markdownPhrase(sideText(field.path, field.desired)),
    whoCell(field),
  ]);
}

const widened = (cells: readonly string[]): readonly string[] =>
  cells.length === 4 ? [...cells, ''] : cells;

/** Everything that a check found, as tables, the worst first. */
export function driftTables({ moved, conflicts, missing, halfDone, plan }: DriftCheck): readonly Section[] {
  const WHO = 'Who and when';
  return [
    ...table(['Changed in Stripe', []], ['Object', 'Field', 'Applied → live', WHO], {
      rows: moved.flatMap(({ key, fields }) => fields.map((field) => fieldCells(key, field))),
      rank: 0,
    }),
    ...table(
      ['Changed in git and in Stripe', say`Nothing is applied to any object until each is settled.`],
      ['Object', 'Field', 'Applied → live', 'Manifest', WHO],
      { rows: conflicts.flatMap(conflictCells).map(widened), rank: 1 },
    ),
    ...table(
      ['Gone from Stripe', say`The next apply makes them again, unless the manifests drop them.`],
      ['Object', 'It was'],
      {
        rows: missing.map(({ key, stripeId }) => [markdownCode(key), markdownCode(stripeId ?? '')]),
        rank: 2,
      },
    ),
    ...table(
      ['Half-done', say`An interrupted run left it. The next apply mends it.`],
      ['Object', 'What the next apply does'],
      {
        rows: halfDone.map((change) => [
          markdownCode(change.key),
          markdownPhrase(changeItem({ ...change, recovery: false }, undefined).what),
        ]),
        rank: 3,
      },
    ),
    ...table(['Orphans', orphanWords(plan.orphans, 'marker')], ['Object', 'In Stripe'], {
      rows: plan.orphans.map(({ key, stripeId }) => [markdownCode(key), markdownCode(stripeId)]),
      rank: 4,
    }),
  ];
}
