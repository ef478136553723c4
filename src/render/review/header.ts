import { hasErrors } from '../../model/diagnostic.ts';
import type { Review } from '../../model/review.ts';
import { markdownPhrase, named, say, type Phrase } from '../phrase.ts';
import { capitalised } from './subject.ts';
import { countWords } from './counts.ts';
import { isStopped } from './stopped.ts';
import type { ReviewView, Standing } from './view.ts';

/** The first line of the text: which environment it is about. */
export function titleText(environment: Phrase): string {
  return `## Pricebook: ${markdownPhrase(environment)}\n\n`;
}

/** `LIVE`, or `staging (TEST)` where the environment is not named for its mode. */
export function environmentWords(
  environment: string,
  { livemode }: Pick<Review['plan'], 'livemode'>,
): Phrase {
  const mode = livemode ? 'live' : 'test';
  const shown = [mode.toUpperCase()];
  return environment === mode ? shown : say`${named(environment)} (${shown})`;
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

/** What it means to customers, and which account it is. Where no field changes, only the snapshot does. */
function accountText(review: Review, view: ReviewView): string {
  const { own } = review;
  const { livemode, account } = review.plan;
  const where = account === '' ? [] : say` Account ${account}.`;
  const changes = view.standing !== 'informational' && own.some(({ fields }) => fields.length > 0);
  if (livemode && changes) {
    const words = isStopped(review, view)
      ? say`**Stopped**: a release applies nothing of this as it stands. It would change what customers are offered.`
      : say`The release after the merge changes what customers are offered.`;
    return alertText('CAUTION', say`${words}${where}`);
  }
  return `${markdownPhrase(livemode ? where : say`Nobody is charged here.${where}`).trim()}\n\n`;
}

/** Which environment, TEST or LIVE, which account, and what the pull request comes to. */
export function headerText(review: Review, view: ReviewView): string {
  const { own, plan } = review;
  const stopped = plan.conflicts.length > 0 || hasErrors(view.diagnostics);
  const nothing = stopped
    ? say`What this pull request changes cannot be told while something stops the plan.`
    : say`This pull request changes nothing in Stripe.`;
  const total = own.length === 0 ? nothing : say`${capitalised(countWords(own, view))}.`;
  const words = NOTES[view.standing];
  const note = words.length === 0 ? '' : alertText('NOTE', words);
  const title = titleText(environmentWords(view.environment, plan));
  return `${title}${accountText(review, view)}${note}**${markdownPhrase(total)}**\n\n`;
}
