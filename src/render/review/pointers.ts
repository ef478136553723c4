import type { Change } from '../../model/change.ts';
import { kindOf } from '../../model/key.ts';
import type { Referrer } from '../../model/review.ts';
import { joined, named, say, type Phrase } from '../phrase.ts';
import { isSold } from '../sale.ts';
import { capitalised, nameOf, nounOf } from './subject.ts';
import type { ReviewView } from './view.ts';

/** More than these are counted. */
const MOST = 5;

/** What of its holder a field is, where the holder as a whole does not say it. */
const PARTS: Readonly<Record<string, string>> = {
  default_price: 'the default price of ',
  'switch_plans.prices': 'the offer to switch plans in ',
};

/** What points: `the promotion code WELCOME10`, `the default price of Pro Plan`. */
function pointerName({ key, path }: Referrer, view: ReviewView): Phrase {
  const part = PARTS[path] ?? '';
  const name = named(nameOf(key, view));
  // The name of what is sold says by itself what it is.
  const noun = part !== '' && isSold(kindOf(key)) ? [] : say`the ${nounOf(kindOf(key), view)} `;
  return [...(part === '' ? [] : [part]), ...noun, ...name];
}

function pointers(change: Change, { impact }: ReviewView): readonly Referrer[] {
  const followers = change.action === 'replace' ? change.followers : [];
  const all = [...followers, ...(impact.referrers.get(change.key) ?? [])];
  return [...new Map(all.map((one) => [`${one.key} ${one.path}`, one])).values()];
}

/** What else of the catalog points at an object that is replaced or goes off sale: one sentence, or none. */
export function pointerWords(change: Change, view: ReviewView): readonly Phrase[] {
  const all = pointers(change, view);
  const names = all.slice(0, MOST).map((each) => pointerName(each, view));
  const more = all.length > MOST ? say` and ${all.length - MOST} more` : [];
  if (all.length === 0) return [];
  if (change.action !== 'replace') return [say`Still pointing at it: ${joined(names)}${more}.`];
  return all.length === 1
    ? [say`${capitalised(joined(names))} moves to the new one.`]
    : [say`What points at it moves to the new one: ${joined(names)}${more}.`];
}
