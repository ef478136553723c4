import type { Change } from '../../model/change.ts';
import { codesOf, isKey, kindOf, type ResourceKey } from '../../model/key.ts';
import { named, say, word, type Phrase } from '../phrase.ts';
import { isSold } from '../sale.ts';
import type { ReviewView } from './view.ts';

/** What names need of a view. */
export type Names = Pick<ReviewView, 'impact' | 'nouns'>;

/** What people call an object of a kind: `plan`, `price`. */
export function nounOf(kind: string, { nouns }: Pick<Names, 'nouns'>): Phrase {
  return word(nouns[kind] ?? kind);
}

/** The codes of the object that a change's group is named for: `pro` for a plan and each of its prices. */
export function groupCode({ lockGroup }: Change): string {
  return isKey(lockGroup) ? codesOf(lockGroup) : lockGroup;
}

/** True for the object that the group is named for: the plan, and not one of its prices. */
export function isHead({ key, lockGroup }: Change): boolean {
  return key === lockGroup;
}

/** The name of the only price of a plan in the short form: nobody wrote it. */
const UNWRITTEN = 'main';

const readable = (name: string, kind: string, { nouns }: Pick<Names, 'nouns'>): string =>
  name === UNWRITTEN ? (nouns[kind] ?? kind) : name;

/** What an object is called within its group: `monthly` of `price/pro/monthly`. */
export function shortName(change: Change): string {
  const [codes, group] = [codesOf(change.key), groupCode(change)];
  return codes.startsWith(`${group}/`) ? codes.slice(group.length + 1) : codes;
}

/** The subject of sentences about a change among those of its group: **monthly**, **The plan**. */
export function subjectIn(group: readonly Change[], change: Change, names: Names): Phrase {
  const name = shortName(change);
  const isOnly =
    isHead(change) ||
    (name === UNWRITTEN && group.every((other) => other.key === change.key || isHead(other)));
  return isOnly ? say`**The ${nounOf(change.kind, names)}**` : say`**${named(name)}**`;
}

function groupName({ lockGroup }: Change, { impact }: Names): string | undefined {
  return isKey(lockGroup) ? impact.names.get(lockGroup) : undefined;
}

/** The name of a change's group with its code beside it: Pro Plan · `pro`. */
export function groupTitle(change: Change, names: Names): Phrase {
  const code = groupCode(change);
  const name = groupName(change, names);
  if (name !== undefined) return say`${named(name)} · ${code}`;
  return isHead(change) ? say`${capitalised(nounOf(change.kind, names))} · ${code}` : say`${code}`;
}

/** The name of a changed object where it stands alone: Pro Plan · monthly. */
export function fullTitle(change: Change, names: Names): Phrase {
  const name = groupName(change, names);
  const group = named(name ?? groupCode(change));
  const isBare = name === undefined && !isSold(change.kind);
  if (isHead(change)) return isBare ? say`${capitalised(nounOf(change.kind, names))} ${group}` : group;
  return say`${group} · ${named(readable(shortName(change), change.kind, names))}`;
}

/**
 * The name of an object by its key alone: its own; or that of the only one whose code begins the key's, with the rest
 * of the codes; or its codes.
 */
export function nameOf(key: ResourceKey, { impact, nouns }: Names): string {
  const [first = '', ...rest] = codesOf(key).split('/');
  const own = impact.names.get(key);
  if (own !== undefined || rest.length === 0) return own ?? first;
  const owners = [...impact.names].filter(([owner]) => codesOf(owner) === first);
  const [name] = owners.map(([, name]) => name);
  return owners.length === 1 && name !== undefined
    ? `${name} · ${readable(rest.join('/'), kindOf(key), { nouns })}`
    : codesOf(key);
}

/** The phrase with a capital where it begins with a word of ours. */
export function capitalised(phrase: Phrase): Phrase {
  const [first = '', ...rest] = phrase;
  return typeof first === 'string' ? [`${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...rest] : phrase;
}
