import { kindOf } from '../../model/key.ts';
import {
  differenceCount,
  environmentsDiffer,
  type Comparison,
  type DifferingObject,
  type EnvironmentStatus,
  type RecordedEnvironment,
  type Standing,
} from '../../model/status.ts';
import { fieldRows } from '../fields.ts';
import { timeText } from '../findings.ts';
import { count, joined, named, say, word, type Phrase } from '../phrase.ts';
import { blockOf, item, type Block, type Item, type Report, type Row } from '../report.ts';
import { saleWords } from '../sale.ts';
import { objectCounts, retiringIn } from './counts.ts';
import { commitWords, distanceWords, headWords } from './distance.ts';

function recordedRows({ state, isInterrupted, toHead }: RecordedEnvironment): readonly Row[] {
  const last = state.ledger.at(-1);
  const objects = Object.entries(objectCounts(state)).map(([kind, number]) => count(number, kind));
  const row = (label: string, text: Phrase): Row => ({ label, text });
  return [
    row('released', headWords(state.released, toHead)),
    ...(last === undefined
      ? []
      : [row('applied', say`${named(timeText(last.at))}${commitWords(last.commit, ', commit ')}`)]),
    ...(isInterrupted
      ? [{ ...row('interrupted', say`the next apply goes on with what was done`), tone: 'warning' as const }]
      : []),
    row('objects', objects.length === 0 ? say`none` : joined(objects)),
    ...retiringIn(state).map(({ key, id, due }) =>
      row('retiring', say`${key}, ${id}: ${[saleWords(kindOf(key)).is]} until ${named(timeText(due))}`),
    ),
    ...state.pending.map(({ key, action }) =>
      row('pending', say`${word(action)} ${key}: reviewed, and not done yet`),
    ),
  ];
}

function environmentItem(environment: EnvironmentStatus): Item {
  const { name, file, status } = environment;
  if (environment.status === 'recorded') {
    const { account, livemode, catalog, serial } = environment.state;
    const what = say`${[livemode ? 'LIVE' : 'TEST']} mode, account ${account}, catalog ${catalog}, serial ${serial}`;
    return { ...item('·', name, what), rows: recordedRows(environment) };
  }
  if (status === 'unreadable') return { ...item('✗', name, say`${file} cannot be read`), tone: 'danger' };
  const what = say`there is no ${file}: nothing was applied, or another branch has it`;
  return { ...item('?', name, what), tone: 'notice' };
}

function differingItem({ key, otherKey, fields, currencies }: DifferingObject, second: string): Item {
  const what = key === otherKey ? say`differs` : say`renamed: in ${named(second)} it is ${otherKey}`;
  return {
    ...item('~', key, what),
    tone: 'notice',
    rows: fields.flatMap((each) => fieldRows(each, currencies)),
  };
}

function comparisonBlock(comparison: Comparison): Block {
  const { first, second, onlyFirst, onlySecond, differing } = comparison;
  const same =
    differenceCount(comparison) === 0 ? say`Both have the same objects, with the same fields. ` : [];
  return {
    title: say`${named(first)} → ${named(second)}`,
    tone: 'title',
    intro: say`${same}${distanceWords(comparison)}`,
    items: [
      ...onlyFirst.map((key): Item => ({ ...item('-', key, say`only in ${named(first)}`), tone: 'danger' })),
      ...onlySecond.map((key): Item => ({ ...item('+', key, say`only in ${named(second)}`), tone: 'good' })),
      ...differing.map((object) => differingItem(object, second)),
    ],
    fold: false,
  };
}

function totalWords(standing: Standing): Phrase {
  const { environments, comparisons } = standing;
  const without = (status: EnvironmentStatus['status'], words: string): readonly Phrase[] => {
    const number = environments.filter((each) => each.status === status).length;
    return number === 0 ? [] : [say`${number} ${[words]}`];
  };
  const found = comparisons
    .map((each) => ({ ...each, number: differenceCount(each) }))
    .filter(({ number }) => number > 0)
    .map(
      ({ first, second, number }) =>
        say`${count(number, 'object')} between ${named(first)} and ${named(second)}`,
    );
  const left = [...without('missing', 'without a snapshot'), ...without('unreadable', 'that cannot be read')];
  if (environmentsDiffer(standing)) return say`Environments differ: ${joined([...found, ...left])}.`;
  if (left.length > 0) return say`Not every environment could be compared: ${joined(left)}.`;
  return comparisons.length === 0
    ? say`Nothing to compare: it takes two snapshots.`
    : say`No differences: the snapshots say the same.`;
}

/** Every environment by its snapshot, then each pair of them: what only one has, and what they have otherwise. */
export function statusReport(standing: Standing): Report {
  return {
    title: say`Environments, by their snapshots alone: Stripe was not asked`,
    tone: 'title',
    intro: [],
    blocks: [
      ...blockOf({
        title: say`Environments`,
        tone: 'title',
        intro: null,
        items: standing.environments.map(environmentItem),
        fold: false,
      }),
      ...standing.comparisons.map(comparisonBlock),
    ],
    after: [],
    total: totalWords(standing),
  };
}
