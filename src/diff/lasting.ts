import { equal } from '../lib/json.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Update } from '../model/change.ts';
import type { Subject } from './subjects.ts';

/** A warning for each field that an update gives, or takes from, a value that Stripe calls permanent. */
export function lastingWarnings(
  { key, kind, desired }: Pick<Subject, 'key' | 'kind' | 'desired'>,
  { update, fields }: Update,
): readonly Diagnostic[] {
  return fields
    .filter(({ path }) => path in update && kind.policy(path).lasting !== undefined)
    .map(({ path, before, after }) => {
      const { lasting } = kind.policy(path);
      const isGiven = equal(after, lasting);
      const line = `${path}: ${JSON.stringify(isGiven ? after : before)}`;
      return {
        severity: 'warning',
        code: 'plan.permanent',
        summary: isGiven
          ? `${key} gets ${line}, which Stripe calls permanent`
          : `${key} is to lose ${line}, which Stripe calls permanent`,
        detail: isGiven
          ? 'Count on it that nothing brings it back; what is to be used again needs another code then.'
          : 'Stripe may refuse it. Then write the line again, and give what is to be used another code.',
        ...(desired === null ? {} : { where: desired.places[path] ?? desired.where }),
      };
    });
}
