import type { Diagnostic } from '../../model/diagnostic.ts';
import type { UnreviewedChange, UnreviewedField } from '../../model/unreviewed.ts';

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

/** What stops a release before its first write: an error for each change that was not reviewed. */
export function notReviewed(missing: readonly UnreviewedChange[], digest: string): readonly Diagnostic[] {
  const detail = `Bring it through a pull request; or, if it is meant, start the release by hand with approve: ${digest}. Nothing was written.`;
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
