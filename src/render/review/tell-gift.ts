import { giftOf } from '../../kinds/gift.ts';
import type { Change } from '../../model/change.ts';
import type { ResourceKey } from '../../model/key.ts';
import { named, say, type Phrase } from '../phrase.ts';
import { nameOf } from './subject.ts';
import { changingWords } from './subscribers.ts';
import type { Told } from './telling.ts';
import type { TellView } from './view.ts';

/**
 * A change of what those get who have something: Pro Plan now unlocks Single sign-on. null for every other change, and
 * for one that only moves its record.
 */
export function tellGift(change: Change, view: TellView): Told | null {
  const gift = giftOf(change);
  if (gift === null) return null;
  const { subscribers } = view.impact;
  const name = (key: ResourceKey): Phrase => named(nameOf(key, view));
  const [owner, what] = [name(gift.owner), say`**${name(gift.what)}**`];
  const one = (first: Phrase, more: readonly Phrase[] = []): Told => ({ first, note: [], more });
  switch (change.action) {
    case 'create':
      return one(say`${owner} now unlocks ${what}${changingWords(gift.owner, subscribers, 'gain')}`);
    case 'recreate':
      return one(say`${owner} unlocks ${what} again`, [
        say`Somebody took it away: ${change.lostId ?? ''} is gone from Stripe.`,
      ]);
    case 'adopt':
      return one(say`${owner} unlocks ${what} in Stripe already, which is managed here from then on`);
    case 'detach':
      return one(say`${owner} no longer unlocks ${what}${changingWords(gift.owner, subscribers, 'lose')}`);
    case 'forget':
      if (change.reason === 'gone-in-stripe')
        return one(say`${owner} no longer unlocks ${what}: somebody took it away in Stripe already`);
      return one(say`${owner} goes on unlocking ${what} for those who have it, and is not managed any more`);
    case 'update':
    case 'replace':
    case 'archive':
    case 'restore':
    case 'relink':
    case 'delete':
      return null;
  }
}
