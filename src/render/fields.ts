import { diffArrays } from 'diff';
import { isList, type Json } from '../lib/json.ts';
import { compareAmounts, parseAmount, percentChange } from '../lib/money.ts';
import type { Change, FieldChange } from '../model/change.ts';
import { say, type Phrase } from './phrase.ts';
import type { Row } from './report.ts';
import { safeLine } from './safe.ts';
import { entryTexts, isAmount, valueText } from './values.ts';

/** More differences than these are shown as one list for another. */
const MOST_EDITS = 400;
/** Longer texts are cut to the part that differs. */
const LONG = 120;
const AROUND = 30;

/** The currency of the object, before and after. */
export interface Currencies {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

function currenciesOf({ currency, fields }: Change): Currencies {
  const moved = fields.find(({ path }) => path === 'currency');
  return {
    before: textOf(moved?.before) ?? currency,
    after: textOf(moved?.after) ?? currency,
  };
}

/** `+16%`; nothing where no percentage says it. */
function percent({ before, after }: FieldChange): Phrase {
  const from = parseAmount(textOf(before) ?? '');
  const to = parseAmount(textOf(after) ?? '');
  const by = from === undefined || to === undefined ? undefined : percentChange(from, to);
  if (from === undefined || to === undefined || by === undefined) return [];
  return [` (${compareAmounts(from, to) < 0 ? '+' : '-'}${by}%)`];
}

/** Said of two texts that read the same. */
export const UNSEEN = '(they differ in what is not shown)';

/** Two long texts, harmless already, both cut to where they differ; shorter ones as they are. */
export function differing(before: string, after: string): readonly [string, string] {
  if (Math.max(before.length, after.length) <= LONG) return [before, after];
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before[same] === after[same]) same += 1;
  let end = 0;
  while (end < shorter - same && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const part = (text: string): string => {
    const [from, to] = [Math.max(0, same - AROUND), Math.min(text.length, text.length - end + AROUND)];
    return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
  };
  return [part(before), part(after)];
}

function listRows(path: string, before: readonly string[], after: readonly string[]): readonly Row[] {
  const parts = diffArrays([...before], [...after], { maxEditLength: MOST_EDITS }) ?? [
    { value: before, added: false, removed: true },
    { value: after, added: true, removed: false },
  ];
  const edits = parts.flatMap(({ value, added, removed }): readonly Row[] => {
    if (!added && !removed) return [];
    const tone = added ? 'good' : 'danger';
    return value.map((entry) => ({ label: path, text: say`${[added ? '+ ' : '- ']}${entry}`, tone }));
  });
  const kept = parts.flatMap(({ value, added, removed }) => (added || removed ? [] : value)).length;
  return kept === 0 ? edits : [...edits, { label: path, text: say`${kept} unchanged`, tone: 'quiet' }];
}

/** One field that moved, before and after. */
export function fieldRows(field: FieldChange, currencies: Currencies): readonly Row[] {
  const { path, before, after } = field;
  if (isList(before) || isList(after)) {
    return listRows(
      path,
      entryTexts(path, before, currencies.before),
      entryTexts(path, after, currencies.after),
    );
  }
  // Made harmless before they are cut: a key cut in two would not be known as one.
  const old = before === null ? null : safeLine(valueText(path, before, currencies.before));
  const now = after === null ? null : safeLine(valueText(path, after, currencies.after));
  const comparable = isAmount(path) && currencies.before === currencies.after;
  const [from, to] = differing(old ?? '', now ?? '');
  const side = (value: string | null, shown: string): Phrase =>
    value === null ? ['not set'] : [{ value: shown }];
  const note = old === now ? [` ${UNSEEN}`] : comparable ? percent(field) : [];
  const text = say`${side(old, from)} → ${side(now, to)}${note}`;
  return [{ label: path, text }];
}

/** Every field of a change to an object that is there, before and after. */
export function changeRows(change: Change): readonly Row[] {
  const currencies = currenciesOf(change);
  return change.fields.flatMap((field) => fieldRows(field, currencies));
}
