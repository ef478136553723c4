import { isList, type Json } from '../../lib/json.ts';
import type { Change, FieldChange } from '../../model/change.ts';
import { codesOf, isKey } from '../../model/key.ts';
import { fieldRows } from '../fields.ts';
import { moneyText } from '../money.ts';
import { joined, named, say, type Phrase } from '../phrase.ts';

/** Of a list, this many entries are named. */
const MOST_ENTRIES = 12;
/** UTF-16 units of a description that are quoted. */
const LONGEST_QUOTE = 300;

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

type Words = (field: FieldChange) => Phrase | null;

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
  return say`now lists ${listed(added)}${end} among its features`;
};

const lastCode = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

const defaultPriceWords: Words = ({ after }) => {
  if (after === null) return say`has no default price any more`;
  const key = textOf(after) ?? '';
  return isKey(key) ? say`gets ${named(lastCode(key))} as its default price` : null;
};

const lookupKeyWords: Words = ({ before, after }) => {
  const [old, now] = [textOf(before), textOf(after)];
  if (old === null) return now === null ? null : say`gets the lookup key ${now}`;
  const end = say`whoever asks Stripe for ${old} no longer finds it`;
  return now === null ? say`loses its lookup key; ${end}` : say`gets the lookup key ${now}; ${end}`;
};

const activeWords: Words = ({ after }) =>
  after === true ? say`goes on sale` : say`goes off sale with the release`;

const protectWords: Words = ({ after }) =>
  after === true
    ? say`is protected from now on: nothing may replace it or take it off sale`
    : say`is no longer protected: a later release may replace it or take it off sale`;

const keyWords: Words = ({ before, after }) => {
  const [old, now] = [textOf(before) ?? '', textOf(after) ?? ''];
  if (!isKey(old) || !isKey(now)) return null;
  return say`has the code ${codesOf(now)} from now on, until now ${codesOf(old)}`;
};

/** How each field that people ask about is told; the others are told by their names. */
const WORDS: ReadonlyMap<string, Words> = new Map([
  ['active', activeWords],
  ['lookup_key', lookupKeyWords],
  ['key', keyWords],
  ['name', nameWords],
  ['display_name', nameWords],
  ['description', descriptionWords],
  ['features', featureWords],
  ['default_price', defaultPriceWords],
  ['protect', protectWords],
]);

const currencyWords: Words = ({ path, before, after }) => {
  const currency = /^currencies\.([a-z]{3,4})\.amount$/.exec(path)?.[1];
  if (currency === undefined || before !== null || typeof after !== 'string') return null;
  return say`can also be paid in ${named(currency.toUpperCase())}: ${named(moneyText(after, currency))}`;
};

function plainWords(field: FieldChange, currency: string | undefined): Phrase {
  const [row, ...others] = fieldRows(field, { before: currency, after: currency });
  if (row === undefined || others.length > 0) return say`changes its ${field.path}`;
  return say`changes its ${row.label}: ${row.text}`;
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
  { currency, fields: all }: Change,
  fields: readonly FieldChange[],
): readonly Phrase[] {
  return fields
    .filter((field) => !isPartOfOption(field, all))
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .map((field) => currencyWords(field) ?? WORDS.get(field.path)?.(field) ?? plainWords(field, currency));
}
