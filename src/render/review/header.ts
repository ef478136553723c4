import type { Review } from '../../model/review.ts';
import { markdownPhrase, named, say, type Phrase } from '../phrase.ts';
import { capitalised } from './subject.ts';
import { countWords } from './counts.ts';
import type { ReviewView, Standing } from './view.ts';

/** The first line of the text: whose environment it is about. */
export function titleText(environment: string): string {
  return `## Pricebook: ${markdownPhrase(named(environment))}\n\n`;
}

/** A box that GitHub paints in the colour of its kind. https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts */
export function alertText(kind: 'CAUTION' | 'WARNING' | 'NOTE', phrase: Phrase): string {
  return `> [!${kind}]\n> ${markdownPhrase(phrase)}\n\n`;
}

/** What the reader must know before anything else of a review that no release applies. */
const NOTES: Readonly<Record<Standing, Phrase>> = {
  recorded: [],
  unrecorded: [],
  informational: say`**For information**: this is not for the default branch, and nothing is released from another.`,
  offline: say`**Stripe was not asked**: this is compared with the committed snapshot alone.`,
};

function modeText({ plan, own }: Review, standing: Standing): string {
  const { livemode, account } = plan;
  const where = account === '' ? [] : say` Account ${account}.`;
  if (!livemode) return `${markdownPhrase(say`**TEST**: nobody is charged here.${where}`)}\n\n`;
  if (own.length === 0 || standing === 'informational')
    return `${markdownPhrase(say`**LIVE**: customers pay here.${where}`)}\n\n`;
  return alertText(
    'CAUTION',
    say`**LIVE**: customers pay here. The release after the merge changes what they are offered.${where}`,
  );
}

/** Which environment, TEST or LIVE, which account, and what the pull request comes to. */
export function headerText(review: Review, view: ReviewView): string {
  const { own } = review;
  const total =
    own.length === 0
      ? say`This pull request changes nothing in Stripe.`
      : say`${capitalised(countWords(own, view))}.`;
  const words = NOTES[view.standing];
  const note = words.length === 0 ? '' : alertText('NOTE', words);
  return `${titleText(view.environment)}${modeText(review, view.standing)}${note}**${markdownPhrase(total)}**\n\n`;
}
