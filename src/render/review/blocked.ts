import type { Guard } from '../../model/plan.ts';
import type { Review } from '../../model/review.ts';
import { guardWords } from '../guards.ts';
import { joined, markdownPhrase, named, say, type Phrase } from '../phrase.ts';
import { capitalised, nameOf } from './subject.ts';
import type { ReviewView } from './view.ts';

/** Of a guard, this many objects are named: they are all told below. */
const MOST_KEYS = 5;
const LONGEST_NAME = 80;

/** What can be done about each guard that is not lifted by starting the release by hand alone. */
const COUNTS: ReadonlySet<string> = new Set([
  'max_archives',
  'max_replacements',
  'max_recreates',
  'max_changed_share',
]);
const LIMITS: ReadonlySet<string> = new Set([...COUNTS, 'max_price_change']);

/** Guards of one name as one: a plan may trip the same for each object. */
function merged(guards: readonly Guard[]): readonly Guard[] {
  return [...Map.groupBy(guards, ({ name }) => name).values()].flatMap((same) =>
    same.slice(0, 1).map((first) => ({
      ...first,
      keys: [...new Set(same.flatMap(({ keys }) => keys))],
      actual: same.every(({ actual }) => actual === first.actual) ? first.actual : 'several fields',
    })),
  );
}

/** Which of a guard's objects other pull requests brought. */
function othersWords(keys: readonly string[], own: ReadonlySet<string>): Phrase {
  const others = keys.filter((key) => !own.has(key)).length;
  if (others === 0) return [];
  if (others === keys.length)
    return say` None of it is this pull request's: it was merged earlier and is not released yet.`;
  return say` ${others} of them were merged earlier and are not released yet.`;
}

function guardText(guard: Guard, own: ReadonlySet<string>, view: ReviewView): string {
  const names = guard.keys.slice(0, MOST_KEYS).map((key) => named(nameOf(key, view), LONGEST_NAME));
  const left = guard.keys.length - names.length;
  const more = left > 0 ? say` and ${left} more` : [];
  const words = guardWords(guard).map((part) =>
    typeof part === 'string' || 'name' in part ? part : { name: part.value },
  );
  return `- ${markdownPhrase(say`${capitalised(words)} (${guard.name}): ${joined(names)}${more}.${othersWords(guard.keys, own)}`)}\n`;
}

/** What lifts guards from a pull request, where there is no \`--allow\`. */
function lifts(guards: readonly Guard[], digest: string): readonly Phrase[] {
  const names = guards.map(({ name }) => name);
  const limits = names.filter((name) => LIMITS.has(name)).map((name) => say`${name}`);
  const isProtected = names.includes('protect');
  const isLast = isProtected || names.includes('unmanaged_fields');
  return [
    ...(isProtected
      ? [
          say`What is protected stays as it is until ${'protect: true'} is taken away and that is released. Do the rest in the pull request after it.`,
        ]
      : []),
    ...(names.includes('unmanaged_fields')
      ? [say`Write into the manifest what the new object would lose.`]
      : []),
    ...(names.some((name) => COUNTS.has(name))
      ? [say`Split it into smaller pull requests, each within the limit.`]
      : []),
    ...(isLast
      ? []
      : [
          say`If all of it is meant: merge it, then start the release workflow by hand with ${`approve: ${digest}`}. It applies exactly this plan or nothing.`,
        ]),
    ...(limits.length === 0
      ? []
      : [
          say`Raise ${joined(limits)} in ${'.github/pricebook.yaml'}, in a pull request of its own that is merged before this one: the file is read from the default branch.`,
        ]),
  ];
}

/** The guards that stop a release, and what can be done; empty without any. */
export function guardsText({ plan, own }: Review, view: ReviewView): string {
  const guards = merged(plan.guards);
  if (guards.length === 0) return '';
  const keys = new Set<string>(own.map(({ key }) => key));
  const ways = lifts(guards, plan.digest);
  return [
    '### Stopped by a guard\n\nA release applies nothing while one of these stands.\n\n',
    ...guards.map((guard) => guardText(guard, keys, view)),
    ways.length === 1 ? '\nWhat to do:\n\n' : '\nWhat to do, one of these:\n\n',
    ...ways.map((way) => `- ${markdownPhrase(way)}\n`),
    '\n',
  ].join('');
}
