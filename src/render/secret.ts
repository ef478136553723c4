import { kinds } from '../kinds/registry.ts';
import type { Change } from '../model/change.ts';
import { kindOf } from '../model/key.ts';
import type { Outcome } from '../model/plan.ts';
import { dashboardUrl, type InStripe } from './dashboard.ts';
import { say, type Phrase } from './phrase.ts';

const secretOf = (kind: string) => kinds.find(({ name }) => name === kind)?.secret;

/** That a change gives its object another secret, in capitals; empty where it does not. */
export function secretWords({ action, kind }: Change): Phrase {
  const secret = action === 'replace' || action === 'recreate' ? secretOf(kind) : undefined;
  return secret === undefined ? [] : [`THE ${secret.name.toUpperCase()} CHANGES`];
}

/** The same with what to do about it. */
export function secretNotes(change: Change): readonly Phrase[] {
  const words = secretWords(change);
  if (words.length === 0) return [];
  const both = change.action === 'replace' ? ` ${secretOf(change.kind)?.onReplace ?? ''}` : '';
  return [say`${words}: whoever checks it must be given the new one.${[both]}`];
}

const MAKING: ReadonlySet<Outcome['action']> = new Set(['create', 'replace', 'recreate']);

/** The outcome, with the page of the Dashboard where the secret of an object is that was made. */
export function withPage(outcome: Outcome, where: InStripe): Outcome {
  const { key, action, stripeId, status } = outcome;
  if (secretOf(kindOf(key)) === undefined || !MAKING.has(action) || stripeId === null) return outcome;
  const page = status === 'done' ? dashboardUrl(where, kindOf(key), stripeId) : null;
  return page === null ? outcome : { ...outcome, page };
}

/** Where the secret of a new object is shown, as a sentence; empty where there is none. */
export function pageSentence(outcome: Pick<Outcome, 'key' | 'page'> | null): Phrase {
  const name = outcome === null ? undefined : secretOf(kindOf(outcome.key))?.name;
  // The address is made of nothing but an account's and an object's id.
  return name === undefined || outcome?.page === undefined
    ? []
    : [`The Dashboard shows its ${name}: ${outcome.page}`];
}
