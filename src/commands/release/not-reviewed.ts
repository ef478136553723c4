import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Release } from './release.ts';
import type { UnreviewedChange, UnreviewedField } from '../../model/unreviewed.ts';

type Known = Release['known'];

/** Changes that are told one by one. */
const MOST = 20;

const WORDS: Readonly<Record<UnreviewedField['shown'], string>> = {
  nothing: 'was not shown',
  'other-after': 'was shown with another value',
  'other-before': 'was shown from another value',
};

function summaryOf({ change, shown, fields }: UnreviewedChange): string {
  const { action, key } = change;
  if (shown.length === 0) return `${action} ${key}: no pull request of this release showed it`;
  if (!shown.includes(action)) return `${action} ${key}: what was shown is ${shown.join(', ')}`;
  return `${action} ${key}: ${fields.map((field) => `${field.path} ${WORDS[field.shown]}`).join(', ')}`;
}

/** Why reviews may be there and do not count, by what is known since the last release. */
const WHY: Readonly<Record<Known, string>> = {
  all: '',
  newest: 'Nothing was released before, so that only the newest merge that changed the manifests counts. ',
  rewritten:
    'What was released last is not in the history of the branch any more, so that no review counts. ',
  'too-long': 'Too many commits were made since the last release to look for reviews among them. ',
};

/** What stops a release before its first write: an error for each change that was not reviewed. */
export function notReviewed(
  missing: readonly UnreviewedChange[],
  digest: string,
  known: Known,
): readonly Diagnostic[] {
  const detail = `${WHY[known]}If it is meant, start the release by hand with approve: ${digest}. Or take it back in a pull request and, when that is released, bring it again in another one, which shows it. Nothing was written.`;
  const error = (summary: string): Diagnostic => ({
    severity: 'error',
    code: 'release.not-reviewed',
    summary,
    detail,
  });
  const left = missing.length - MOST;
  return [
    ...missing.slice(0, MOST).map((one) => {
      const { where } = one.change;
      return { ...error(summaryOf(one)), ...(where === null ? {} : { where }) };
    }),
    ...(left > 0 ? [error(`${left} more changes were not reviewed`)] : []),
  ];
}
