import { stripeIdOf, type Change } from '../../model/change.ts';
import { dashboardUrl, linkedCode, linkedPhrase, requestUrl, type InStripe } from '../dashboard.ts';
import { markdownPhrase, say, type Phrase } from '../phrase.ts';
import { markdownSentence } from '../safe.ts';
import { saleWords } from '../sale.ts';
import { pageSentence } from '../secret.ts';
import { told } from '../review/told.ts';
import type { Told } from '../review/telling.ts';
import type { TellView } from '../review/view.ts';
import type { Result } from './results.ts';

/** The change as the review told it; what the review said of the next release, as it is now. */
function words(change: Change, subject: Phrase, view: TellView): Told {
  if (!('cause' in change) || change.cause === 'removed') return told(change, subject, view);
  const why =
    change.cause === 'due' ? 'its time is over' : 'an interrupted release had left it beside the live one';
  const ends = change.action === 'delete' ? 'is deleted' : saleWords(change.kind).ends;
  return {
    first: say`${subject}: ${change.raw.id} ${[ends]}, since ${[why]}`,
    note: [],
    more: [],
  };
}

const isNamed = (phrase: Phrase, id: string): boolean =>
  phrase.some((part) => typeof part !== 'string' && 'value' in part && part.value === id);

/** The objects in Stripe that are not in the words already. What failed may have made its new one. */
function objectWords({ change, outcome }: Result, first: Phrase): Phrase {
  const old = stripeIdOf(change);
  const now = outcome?.stripeId ?? old;
  if (now === null) return [];
  if (now !== old && outcome?.status !== 'done') return say` (${now} is there already)`;
  if (now !== old && old !== null) return say` (${now} in the place of ${old})`;
  return isNamed(first, now) ? [] : say` (${now})`;
}

/** Why it was not done: the reason given, and the request that Stripe knows it by; empty where it was. */
function reasonText({ outcome }: Result, where: InStripe): string {
  if (outcome === null || outcome.status === 'done') return '';
  const { error, requestId } = outcome;
  const ending = outcome.status === 'failed' ? ' It failed' : ' It was skipped';
  const reason = error === null ? '.' : `: ${markdownSentence(error.replace(/\.$/, ''))}.`;
  const request =
    requestId === null ? '' : ` Request ${linkedCode(requestId, requestUrl(where, requestId))}.`;
  return `${ending}${reason}${request}`;
}

/** What became of a change, about `subject`: in one line, and with everything that there is to say of it. */
export function resultTexts(
  result: Result,
  subject: Phrase,
  { view, where }: { readonly view: TellView; readonly where: InStripe },
): readonly [line: string, whole: string] {
  const { change } = result;
  const { first, note, more } = words(change, subject, view);
  const page = pageSentence(result.outcome);
  const sentence = page.length === 0 ? '' : ` ${markdownPhrase(page)}.`;
  const shown = (phrase: Phrase): string =>
    linkedPhrase(phrase, (value) => {
      const isId = value === stripeIdOf(change) || value === result.outcome?.stripeId;
      return isId ? dashboardUrl(where, change.kind, value) : null;
    });
  const line = say`${first}${note}${objectWords(result, first)}`;
  // Only what is done to the fields of an object that stays: what else the review said was about the time to come.
  const rest = 'update' in change ? more : [];
  const full = rest.length === 0 ? line : say`${first}${objectWords(result, first)}`;
  const sentences = [say`${full}.`, ...rest].map(shown).join(' ');
  return [`- ${shown(line)}.${sentence}\n`, `- ${sentences}${reasonText(result, where)}${sentence}\n`];
}
