import { isRecord, type JsonRecord } from '../../lib/json.ts';
import { slug } from '../../lib/slug.ts';
import { codesOf, isKey } from '../../model/key.ts';
import type { RawObject } from '../../model/state.ts';
import type { Found, Idea } from '../importer.ts';
import { textOr } from '../kind.ts';
import { MAIN } from './expand.ts';

const metadataOf = ({ raw }: Found): JsonRecord => (isRecord(raw.metadata) ? raw.metadata : {});

/** True for an object whose id somebody chose: a product's, or that of a plan from before there were prices. */
export const hasOwnId = ({ id }: Pick<RawObject, 'id'>): boolean => !/^(prod|price|plan)_\w{8,}$/.test(id);

const idea = (text: unknown, from: string): readonly Idea[] =>
  typeof text === 'string' && text !== '' ? [{ text, from }] : [];

/** The one text that all have; undefined where they differ, or one has none. */
function shared(parts: readonly Found[], read: (found: Found) => string | undefined): string | undefined {
  const texts = new Set(parts.map(read));
  const [only] = texts;
  return texts.size === 1 ? only : undefined;
}

const texts = (name: string) => (found: Found) => textOr(metadataOf(found)[name], undefined);

/** `pro_0` for tier's `plan:pro@0`, and `pro_0_seats` for its `feature:seats@plan:pro@0`. */
const tierCode = (text: string | undefined): string => {
  const [, feature = '', plan = ''] = /^(?:feature:(.+?)@)?plan:(.+)$/.exec(text ?? '') ?? [];
  return slug(`${plan} ${feature}`);
};

const SEPARATOR = /[_.:/\s-]/;

/** What follows `code` and a separator; undefined where the text starts with something else. */
function remainder(text: string, code: string): string | undefined {
  const starts = text.toLowerCase().startsWith(code.toLowerCase());
  const rest = text.slice(code.length);
  return starts && SEPARATOR.test(rest.charAt(0)) && rest.length > 1 ? rest.slice(1) : undefined;
}

/** Words that say nothing about which product it is. */
const GENERIC = new Set(['price', 'prices', 'plan', 'plans', 'product', 'stripe', 'sub', 'subscription']);

/** The words that two or more lookup keys start with: `pro` for `pro_monthly` and `pro_yearly`. */
function sharedPrefix(keys: readonly string[]): string {
  const [first = '', ...rest] = keys;
  if (rest.length === 0) return '';
  const ends = [...first.matchAll(/[_.:/\s-]|$/g)].map(({ index }) => index).reverse();
  const end = ends.find((at) =>
    rest.every((key) => key === first.slice(0, at) || remainder(key, first.slice(0, at)) !== undefined),
  );
  const prefix = first.slice(0, end ?? 0);
  return GENERIC.has(prefix.toLowerCase()) ? '' : prefix;
}

/** What a plan's code may be made of: what other tools and the application call it, then lookup keys and names. */
export function productIdeas(found: Found, parts: readonly Found[]): readonly Idea[] {
  const metadata = metadataOf(found);
  const name = slug(textOr(found.spec.name, ''));
  const keys = parts.flatMap(({ spec }) => (typeof spec.lookup_key === 'string' ? [spec.lookup_key] : []));
  const [only] = keys.length === 1 && parts.length === 1 ? keys : [];
  const named = only !== undefined && name !== '' && remainder(only, name) !== undefined;
  return [
    ...idea(metadata.plan_code, 'metadata plan_code'),
    ...idea(metadata.stripekit_key, 'metadata stripekit_key'),
    ...idea(tierCode(shared([found, ...parts], texts('tier.plan'))), 'metadata tier.plan'),
    ...idea(tierCode(shared(parts, texts('tier.plan'))), 'metadata tier.plan'),
    ...idea(tierCode(shared(parts, texts('tier.feature'))), 'metadata tier.feature'),
    ...idea(metadata.key, 'metadata key'),
    ...idea(shared(parts, texts('plan_code')), 'metadata plan_code of its prices'),
    ...(hasOwnId(found.raw) ? idea(found.raw.id, 'id') : []),
    ...idea(sharedPrefix(keys), 'lookup keys'),
    ...(named ? idea(name, 'name') : idea(only, 'lookup key')),
    ...idea(name, 'name'),
    ...idea(found.raw.id, 'id'),
  ];
}

const EVERY: Readonly<Record<string, string>> = {
  day: 'daily',
  week: 'weekly',
  month: 'monthly',
  year: 'yearly',
};

const intervalCode = ({ spec: { interval, interval_count: count } }: Found): string => {
  const unit = textOr(interval, '');
  if (count === 1) return EVERY[unit] ?? unit;
  return `every_${Number(count)}_${unit}s`;
};

/** Nicknames are for people, and some are sentences. */
const LONGEST_NICKNAME = 40;

/** What a price's code in its plan may be made of. */
export function priceIdeas(
  found: Found,
  { code, alone }: { readonly code: string; readonly alone: boolean },
): readonly Idea[] {
  const { raw, spec } = found;
  const metadata = metadataOf(found);
  const within = (value: unknown, from: string): readonly Idea[] =>
    typeof value === 'string' && value !== code ? idea(remainder(value, code) ?? value, from) : [];
  const [, feature] = /^feature:([^@]+)/.exec(textOr(metadata['tier.feature'], '')) ?? [];
  const nickname = slug(textOr(spec.nickname, ''));
  const interval = intervalCode(found);
  return [
    ...(alone && spec.lookup_key === code ? [{ text: MAIN, from: 'lookup key' }] : []),
    ...within(metadata.stripekit_key, 'metadata stripekit_key'),
    ...idea(feature, 'metadata tier.feature'),
    ...within(metadata.plan_code, 'metadata plan_code'),
    ...within(metadata.key, 'metadata key'),
    ...within(spec.lookup_key, 'lookup key'),
    ...(hasOwnId(raw) ? within(raw.id, 'id') : []),
    ...(nickname.length <= LONGEST_NICKNAME ? idea(nickname, 'nickname') : []),
    ...(typeof spec.meter === 'string' && isKey(spec.meter) ? idea(codesOf(spec.meter), 'meter') : []),
    { text: interval, from: 'interval' },
    { text: `${interval}_${textOr(spec.currency, '')}`, from: 'interval and currency' },
  ];
}
