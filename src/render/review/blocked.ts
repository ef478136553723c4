import type { Change } from '../../model/change.ts';
import type { Guard } from '../../model/plan.ts';
import type { Review } from '../../model/review.ts';
import { guardWords } from '../guards.ts';
import { joined, markdownPhrase, named, say, type Phrase } from '../phrase.ts';
import { capitalised, nameOf } from './subject.ts';
import type { ReviewView } from './view.ts';

/** Of a guard, this many objects are named: they are all told below. */
const MOST_KEYS = 5;
const LONGEST_NAME = 80;
/** What a guard found that reads as words; all else is shown as a value. */
const WORDS = /^(?:[\d.]{1,6}|several fields)$/;

/** Guards over how much happens at once: smaller pull requests stay below them, and so does a higher limit. */
const COUNTS: ReadonlySet<string> = new Set(['max_archives', 'max_replacements', 'max_changed_share']);
const LIMITS: ReadonlySet<string> = new Set([...COUNTS, 'max_recreates', 'max_price_change']);
/** Of what no percentage says no limit is high enough. */
const INCOMPARABLE = 'incomparable';

/** Guards of one name as one: a plan may trip the same for each object. */
export function mergedGuards(guards: readonly Guard[]): readonly Guard[] {
  return [...Map.groupBy(guards, ({ name }) => name).values()].flatMap((same) =>
    same.slice(0, 1).map((first) => ({
      ...first,
      keys: [...new Set(same.flatMap(({ keys }) => keys))],
      actual: same.every(({ actual }) => actual === first.actual) ? first.actual : 'several fields',
    })),
  );
}

const keysOf = (changes: readonly Change[]): ReadonlySet<string> => new Set(changes.map(({ key }) => key));

/** Which of a guard's objects are not this pull request's. */
function othersWords({ keys }: Guard, { own, earlier }: Review, { standing }: ReviewView): Phrase {
  const mine = keysOf(own);
  const mended = keysOf(earlier.filter(({ recovery }) => recovery));
  const others = keys.filter((key) => !mine.has(key));
  const brought = others.filter((key) => !mended.has(key)).length;
  const isHere = standing === 'informational';
  if (keys.length > 0 && others.length === keys.length && [0, keys.length].includes(brought)) {
    const merged = isHere ? 'it is on the base already' : 'it was merged earlier and is not released yet';
    const why = brought === 0 ? 'it was lost in Stripe, or a release was interrupted' : merged;
    return say` None of it is this pull request's: ${[why]}.`;
  }
  const were = isHere ? 'are on the base already' : 'were merged earlier and are not released yet';
  return brought === 0 ? [] : say` ${brought} of them ${[were]}.`;
}

/** What a guard has against the plan, with its name, as the beginning of a sentence. */
export function guardSentence(guard: Guard): Phrase {
  const words = guardWords(guard).map((part) =>
    typeof part === 'string' || 'name' in part || !WORDS.test(part.value) ? part : { name: part.value },
  );
  return say`${capitalised(words)} (${guard.name})`;
}

function guardText(guard: Guard, review: Review, view: ReviewView): string {
  const names = guard.keys.slice(0, MOST_KEYS).map((key) => named(nameOf(key, view), LONGEST_NAME));
  const left = guard.keys.length - names.length;
  const more = left > 0 ? say` and ${left} more` : [];
  return `- ${markdownPhrase(say`${guardSentence(guard)}: ${joined(names)}${more}.${othersWords(guard, review, view)}`)}\n`;
}

/** What lifts guards from a pull request, where there is no \`--allow\`. */
function lifts(guards: readonly Guard[], { plan, own }: Review, view: ReviewView): readonly Phrase[] {
  const names = new Set(guards.map(({ name }) => name));
  const mine = keysOf(own);
  // What was merged before is judged by the configuration before it, whatever it is by now.
  const limits = guards
    .filter(
      ({ name, actual, keys }) =>
        LIMITS.has(name) && actual !== INCOMPARABLE && keys.some((key) => mine.has(key)),
    )
    .map(({ name }) => say`${name}`);
  const isSplit = guards.some(({ name, keys }) => COUNTS.has(name) && keys.some((key) => mine.has(key)));
  const isProtected = names.has('protect');
  const isLast = isProtected || names.has('unmanaged_fields');
  return [
    ...(isProtected
      ? [
          say`What is protected stays as it is until ${'protect: true'} is taken away and that is released. Do the rest in the pull request after it.`,
        ]
      : []),
    ...(names.has('unmanaged_fields') ? [say`Write into the manifest what the new object would lose.`] : []),
    ...(isSplit ? [say`Split it into smaller pull requests, each within the limit.`] : []),
    ...(isLast || view.standing === 'informational'
      ? []
      : [
          say`If all of it is meant: merge it, then start the release workflow by hand with this digest to approve: ${plan.digest}. It applies exactly this plan or nothing.`,
        ]),
    ...(limits.length === 0
      ? []
      : [
          say`Raise ${joined(limits)} in the configuration, in a pull request of its own that is merged and released before this one is merged: a release is judged by the configuration before it.`,
        ]),
  ];
}

/** The guards that stop a release, and what can be done; empty without any. */
export function guardsText(review: Review, view: ReviewView): string {
  const guards = mergedGuards(review.plan.guards);
  if (guards.length === 0) return '';
  const ways = lifts(guards, review, view);
  return [
    '### Stopped by a guard\n\nA release applies nothing while one of these stands.\n\n',
    ...guards.map((guard) => guardText(guard, review, view)),
    ways.length === 0 ? '' : ways.length === 1 ? '\nWhat to do:\n\n' : '\nWhat to do, one of these:\n\n',
    ...ways.map((way) => `- ${markdownPhrase(way)}\n`),
    '\n',
  ].join('');
}
