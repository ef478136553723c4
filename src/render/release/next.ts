import type { Plan } from '../../model/plan.ts';
import type { ReleaseReport } from '../../model/release.ts';
import { say, type Phrase } from '../phrase.ts';
import type { Verdict } from './verdict.ts';

const again = say`Then run the release again: what is done is recorded, the rest is finished, and nothing is made twice.`;

const approve = ({ digest }: Plan): Phrase =>
  say`start the release by hand with this digest to approve: ${digest}. It applies exactly this plan or nothing.`;

function afterGuard(plan: Plan): Phrase {
  const names = new Set(plan.guards.map(({ name }) => name));
  if (names.has('protect'))
    return say`What is protected stays as it is until ${'protect: true'} is taken away and that is released. Take the rest back, or bring it after that.`;
  if (names.has('unmanaged_fields'))
    return say`Write into the manifest what the new object would lose, in a pull request.`;
  return say`If all of it is meant, ${approve(plan)} If it is not, take it back in a pull request. A limit that is raised now counts for what is merged after that is released.`;
}

/** A later pull request shows nothing of what is merged already. */
const bringAgain = say`take it back in a pull request and, when that is released, bring it again in another one, which shows it.`;

/** What lets a release go on that is to do what nobody reviewed. */
const review = (plan: Plan | null): Phrase =>
  plan === null
    ? say`To have it reviewed, ${bringAgain}`
    : say`If it is meant, ${approve(plan)} Or ${bringAgain}`;

/** By the action's `failure-reason`: what happened, and what to do. */
const REASONS: Readonly<Record<string, (plan: Plan | null) => readonly [what: string, next: Phrase]>> = {
  guard: (plan) => [
    'A guard stops this release, and nothing was written.',
    plan === null ? [] : afterGuard(plan),
  ],
  conflict: () => [
    'Git and Stripe both changed the same, and nothing was written.',
    say`Write what Stripe has into the manifest, in a pull request; or settle it from the command line, ${'pricebook apply'} with ${'--prefer manifest:KEY'} or ${'--prefer stripe:KEY'}.`,
  ],
  'not-reviewed': (plan) => [
    'No pull request showed all that this release would do, and nothing was written.',
    review(plan),
  ],
  'plan-changed': (plan) => [
    'This release would do something else than what was shown or approved, and nothing was written.',
    say`Stripe or the default branch moved on since. ${review(plan)}`,
  ],
  'invalid-manifest': () => [
    'What was merged is not valid as a whole.',
    say`Mend it in a pull request: its merge is released with all that waits.`,
  ],
  'wrong-account': () => [
    'The key is for another account or mode than this environment.',
    say`Give the job the key of this environment, and run it again.`,
  ],
  permission: () => [
    'The release is not permitted to do what it needs.',
    say`Give it what is named below. ${again}`,
  ],
  stripe: () => ['Stripe did not answer as it should.', say`Look at what is said below. ${again}`],
  snapshot: () => ['The snapshot could not be read or committed.', say`Mend what is said below. ${again}`],
  partial: () => ['Stripe refused some of it.', say`Mend what Stripe says. ${again}`],
  'not-converged': () => [
    'Everything was written, and Stripe is still not as the manifests say.',
    say`Someone changed it at the same moment, or Stripe did not keep what was sent. Run the release again and compare.`,
  ],
};

const unrecorded = say` Until then the repository does not know what is in Stripe, and applications may look up an old id.`;

/** What happened in a release that did not do everything, and what to do; null where there is nothing to do. */
export function troubleWords({ failure, plan }: ReleaseReport, verdict: Verdict): Phrase | null {
  if (failure === null || verdict === 'done' || verdict === 'none') return null;
  const [what, next] = REASONS[failure]?.(plan) ?? ['The release failed.', say`The log of the run says why.`];
  const more = verdict === 'unrecorded' ? unrecorded : [];
  return next.length === 0 ? say`**${[what]}**` : say`**${[what]}** ${next}${more}`;
}
