import { isList, type Json } from '../../lib/json.ts';
import type { Change, FieldChange } from '../../model/change.ts';
import { codesOf, isKey } from '../../model/key.ts';
import { fieldRows, UNSEEN } from '../fields.ts';
import { moneyText } from '../money.ts';
import { joined, named, say, type Phrase } from '../phrase.ts';
import { terminalText } from '../safe.ts';
import { saleWords } from '../sale.ts';
import { costName } from './cost-name.ts';
import { addressWords, eventWords, switchWords } from './delivery.ts';
import { lookupKeyWords } from './lookup-keys.ts';
import { isPartOfFeature, SELF_SERVICE } from './self-service.ts';
import type { TellView } from './view.ts';

/** Of a list, this many entries are named. */
const MOST_ENTRIES = 12;
/** UTF-16 units of a description that are quoted. */
const LONGEST_QUOTE = 300;
/** UTF-16 units of a name that are shown. */
const LONGEST_NAME = 120;

const textOf = (value: Json): string | null => (typeof value === 'string' ? value : null);

const textsIn = (value: Json): readonly string[] =>
  isList(value) ? value.filter((entry) => typeof entry === 'string') : [];

/** Names with commas between them, and how many more there are. */
export function listed(texts: readonly string[], most = MOST_ENTRIES): Phrase {
  const names = joined(texts.slice(0, most).map((text) => named(text)));
  return texts.length <= most ? names : say`${names} and ${texts.length - most} more`;
}

/** The beginning of a longer text. */
export function quoted(text: string): Phrase {
  return named(text, LONGEST_QUOTE);
}

type Words = (field: FieldChange, change: Change, view: TellView) => Phrase | null;

/** True for two texts that read the same, since they are cut or differ in what nobody sees. */
const readAlike = (before: Json, after: Json, longest?: number): boolean =>
  typeof before === 'string' &&
  typeof after === 'string' &&
  terminalText(before, longest) === terminalText(after, longest);

const nameWords: Words = ({ before, after }) => {
  const [old, now] = [textOf(before), textOf(after)];
  if (now === null) return null;
  return old === null ? say`is named ${named(now)}` : say`is renamed from ${named(old)} to ${named(now)}`;
};

const descriptionWords: Words = ({ after }) => {
  const now = textOf(after);
  return now === null
    ? say`loses its description`
    : say`is now described as “${quoted(now.replace(/\.$/, ''))}”`;
};

const featureWords: Words = ({ before, after }) => {
  const [old, now] = [textsIn(before), textsIn(after)];
  const added = now.filter((each) => !old.includes(each));
  const removed = old.filter((each) => !now.includes(each));
  if (added.length + removed.length === 0) return say`lists its features in another order`;
  if (added.length === 0) return say`no longer lists ${listed(removed)} among its features`;
  const end = removed.length === 0 ? [] : say`, no longer ${listed(removed)},`;
  const alike = added.some((each) => removed.some((other) => readAlike(each, other, LONGEST_NAME)));
  return say`now lists ${listed(added)}${end} among its features${alike ? [` ${UNSEEN}`] : []}`;
};

const lastCode = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

const defaultPriceWords: Words = ({ after }) => {
  if (after === null) return say`has no default price any more`;
  const key = textOf(after) ?? '';
  return isKey(key) ? say`gets ${named(lastCode(key))} as its default price` : null;
};

const activeWords: Words = ({ after }, { kind }) => {
  const { starts, ends } = saleWords(kind);
  return after === true ? [starts] : [`${ends} with the release`];
};

const protectWords: Words = ({ after }, { kind }) => {
  const { end } = saleWords(kind);
  return after === true
    ? say`is protected from now on: nothing may replace it or ${[end]}`
    : say`is no longer protected: a later release may replace it or ${[end]}`;
};

const keyWords: Words = ({ before, after }) => {
  const [old, now] = [textOf(before) ?? '', textOf(after) ?? ''];
  if (!isKey(old) || !isKey(now)) return null;
  return say`has the code ${codesOf(now)} from now on, until now ${codesOf(old)}`;
};

/** How each field that people ask about is told; the others are told by their names. */
const WORDS: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['active', activeWords],
  ['lookup_key', lookupKeyWords],
  ['key', keyWords],
  ['name', nameWords],
  ['display_name', nameWords],
  ['description', descriptionWords],
  ['features', featureWords],
  ['default_price', defaultPriceWords],
  ['disabled', switchWords],
  ['url', addressWords],
  ['events', eventWords],
  ...SELF_SERVICE,
  ['protect', protectWords],
]);

const currencyWords: Words = ({ path, before, after }) => {
  const [, currency, off] = /^currencies\.([a-z]{3,4})\.amount(_off)?$/.exec(path) ?? [];
  if (currency === undefined || before !== null || typeof after !== 'string') return null;
  if (off !== undefined)
    return say`also takes ${costName(moneyText(after, currency))} off what is paid in ${named(currency.toUpperCase())}`;
  return say`can also be paid in ${named(currency.toUpperCase())}: ${costName(moneyText(after, currency))}`;
};

function plainWords(field: FieldChange, currency: string | undefined): Phrase {
  const [row, ...others] = fieldRows(field, { before: currency, after: currency });
  if (row === undefined || others.length > 0) return say`changes its ${field.path}`;
  return say`changes its ${row.label}: ${row.text}`;
}

/** UTF-16 units of a field's text that its words show, where those are not all that Markdown shows of a value. */
const SHOWN: ReadonlyMap<string, number> = new Map([
  ['name', LONGEST_NAME],
  ['display_name', LONGEST_NAME],
  ['description', LONGEST_QUOTE],
]);

/** The words of a field; before and after themselves where no words tell it, or they would read the same. */
function wordsOf(field: FieldChange, change: Change, view: TellView): Phrase {
  const { path, before, after } = field;
  const words = readAlike(before, after, SHOWN.get(path)) ? null : WORDS.get(path)?.(field, change, view);
  return currencyWords(field, change, view) ?? words ?? plainWords(field, change.currency);
}

/** What matters most to those who buy comes first: the order of the table. */
function rankOf({ path }: FieldChange): number {
  const rank = [...WORDS.keys()].indexOf(path);
  return rank < 0 ? WORDS.size : rank;
}

const optionOf = (path: string): string | undefined => /^currencies\.[^.]+\./.exec(path)?.[0];

/** True for the tax behaviour of a currency that comes or goes as a whole: that it does is said. */
function isPartOfOption({ path }: FieldChange, fields: readonly FieldChange[]): boolean {
  const option = optionOf(path);
  return (
    option !== undefined &&
    path === `${option}tax_behavior` &&
    fields.some((other) => {
      const isWhole = other.before === null || other.after === null;
      return isWhole && other.path !== path && optionOf(other.path) === option;
    })
  );
}

/** What happens to each of these fields, as the rest of a sentence that begins with the object: `is renamed …`. */
export function fieldWords(
  change: Change,
  fields: readonly FieldChange[],
  view: TellView,
): readonly Phrase[] {
  return fields
    .filter((field) => !isPartOfOption(field, change.fields) && !isPartOfFeature(field, change.fields))
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .map((field) => wordsOf(field, change, view));
}
