import type { Change } from '../model/change.ts';
import type { Diagnostic, Where } from '../model/diagnostic.ts';
import type { SubscribedTo, Use } from '../model/use.ts';

/** Objects that a message names; more are counted. */
const NAMED = 5;

const numberText = ({ number, more }: SubscribedTo): string => {
  if (number === 0) return 'too many subscriptions to find a live one among them';
  return `${more ? 'at least ' : ''}${number} live subscription${number === 1 && !more ? '' : 's'}`;
};

/** `price/api/calls (price_1): 3 live subscriptions`, one for each, with semicolons. */
function subscribedText(
  { subscribed, left }: Extract<Use, { status: 'asked' }>,
  showsNumbers: 'with numbers' | 'without numbers',
): string {
  const named = subscribed.slice(0, NAMED).map((one) => {
    const name = one.key === null ? one.id : `${one.key} (${one.id})`;
    return showsNumbers === 'with numbers' ? `${name}: ${numberText(one)}` : name;
  });
  const more = subscribed.length - named.length;
  return [
    ...named,
    ...(more === 0 ? [] : [`${more} more that have some`]),
    ...(left === 0 ? [] : [`${left} more that were not looked at`]),
  ].join('; ');
}

/** Why it is not known whether something is used, and what to do about it. */
function unknownWords(use: Exclude<Use, { status: 'asked' }>): readonly [why: string, next: string] {
  const until = 'As long as it is not known, it counts as used.';
  switch (use.status) {
    case 'forbidden':
      return [
        `the key is without the permission ${use.permission}`,
        `Give it to the restricted key. ${until}`,
      ];
    case 'failed':
      return ['Stripe did not answer when it was asked', `Run it again. ${until}`];
    case 'unasked':
      return ['Stripe is not asked', 'An apply asks, and refuses it while somebody does.'];
  }
}

/**
 * What is said of a change that switches an object off: an error while somebody subscribes to what uses it, and while that
 * is not known; a warning where Stripe is not asked; null where nobody does.
 *
 * @param where the line that says so.
 */
export function useProblem(
  { key }: Change,
  use: Use,
  { where, numbers }: { readonly where: Where | null; readonly numbers: 'with numbers' | 'without numbers' },
): Diagnostic | null {
  const place = where === null ? {} : { where };
  if (use.status !== 'asked') {
    const [why, detail] = unknownWords(use);
    return {
      severity: use.status === 'unasked' ? 'warning' : 'error',
      code: 'plan.use-unknown',
      summary: `${key} is switched off, and whether somebody subscribes to what uses it is not known: ${why}`,
      detail,
      ...place,
    };
  }
  if (use.subscribed.length === 0) return null;
  return {
    severity: 'error',
    code: 'plan.in-use',
    summary: `${key} is switched off while somebody subscribes to what uses it: ${subscribedText(use, numbers)}`,
    detail:
      'Take what uses it off sale, move those subscribers to something else or let their subscriptions end, and switch it off then. Until then leave it active.',
    ...place,
  };
}
