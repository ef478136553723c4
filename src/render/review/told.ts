import type { Change } from '../../model/change.ts';
import type { Phrase } from '../phrase.ts';
import { tellCreation } from './tell-creation.ts';
import { tellArchive, tellDeletion, tellRemoval } from './tell-end.ts';
import { tellGift } from './tell-gift.ts';
import { tellReplacement } from './tell-replacement.ts';
import { tellUpdate } from './tell-update.ts';
import type { Told } from './telling.ts';
import type { TellView } from './view.ts';

/** A change in words, as sentences about `subject`. */
export function told(change: Change, subject: Phrase, view: TellView): Told {
  const gift = tellGift(change, view);
  if (gift !== null) return gift;
  switch (change.action) {
    case 'create':
    case 'recreate':
      return tellCreation(change, subject, view);
    case 'replace':
      return tellReplacement(change, subject, view);
    case 'archive':
      return tellArchive(change, subject, view);
    case 'delete':
    case 'detach':
      return tellDeletion(change, subject, view);
    case 'forget':
      return tellRemoval(change, subject, view);
    case 'update':
    case 'restore':
    case 'adopt':
    case 'relink':
      return tellUpdate(change, subject, view);
  }
}
