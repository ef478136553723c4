import type { Review } from '../../model/review.ts';
import { timeText } from '../findings.ts';
import { markdownPhrase, named, say, type Phrase } from '../phrase.ts';
import { isStopped } from './stopped.ts';
import type { ReviewView } from './view.ts';

/** Characters of a commit's id that people read. */
const SHORT = 7;

/** The start of a commit's id, as code: GitHub makes a link of one that is not. */
export function commitText(commit: string): Phrase {
  return say`${commit.slice(0, SHORT)}`;
}

/** What a release makes of this, and what to do where that is nothing. */
function standingWords(review: Review, view: ReviewView): Phrase {
  switch (view.standing) {
    case 'recorded':
      if (isStopped(review, view)) return say`A release applies nothing of it while it is stopped.`;
      if (review.own.length === 0) return [];
      return say`Where ${'review: planned'} holds, as in live mode by default, the release applies exactly this or stops.`;
    case 'informational':
      return say`For information only: releases start from the default branch, and a pull request into that is reviewed again.`;
    case 'offline':
      return say`Nothing is recorded for a release, since there was no key to read Stripe with: a maintainer pushes the branch to this repository, or approves the digest after the merge.`;
    case 'unrecorded':
      return say`Nothing is recorded for a release: after the merge a maintainer approves the digest.`;
  }
}

/** Digest, commits, when Stripe was read, and what a release makes of it. */
export function footerText(review: Review, view: ReviewView): string {
  const { head, base, readAt, toolVersion, standing } = view;
  const read =
    standing === 'offline'
      ? say`compared with the committed snapshot alone`
      : say`Stripe read ${named(timeText(readAt))}`;
  const facts = say`Plan ${review.plan.digest} of ${commitText(head)} merged into ${base.ref} at ${commitText(base.commit)} · ${read} · Pricebook ${named(toolVersion)}.`;
  return `<sub>${markdownPhrase(say`${facts} ${standingWords(review, view)}`).trim()}</sub>\n`;
}
