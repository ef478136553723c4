import type { Kind } from '../kinds/kind.ts';
import type { Change } from '../model/change.ts';
import type { Diagnostic } from '../model/diagnostic.ts';

/** A warning for each change that puts another object in the place of one whose secret somebody holds. */
export function secretWarnings(
  changes: readonly Change[],
  kinds: readonly Pick<Kind, 'name' | 'secret'>[],
): readonly Diagnostic[] {
  return changes.flatMap(({ action, key, kind, where }): Diagnostic[] => {
    const secret = kinds.find(({ name }) => name === kind)?.secret;
    if (secret === undefined || (action !== 'replace' && action !== 'recreate')) return [];
    const both = action === 'replace' ? ` ${secret.onReplace}` : '';
    return [
      {
        severity: 'warning',
        code: 'plan.secret-changes',
        summary: `${key} becomes another object in Stripe: THE ${secret.name.toUpperCase()} CHANGES`,
        detail: `Give the new one to whoever checks it, right after the apply, which links to the page of the Dashboard that shows it.${both}`,
        ...(where === null ? {} : { where }),
      },
    ];
  });
}
