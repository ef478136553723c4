import { isList, type Json } from '../../lib/json.ts';
import type { Change, FieldChange } from '../../model/change.ts';
import type { Spec } from '../../model/spec.ts';
import { joined, say, type Phrase } from '../phrase.ts';

/** Events that are named. */
const MOST = 12;
/** All of them, but for those that have to be asked for by name. */
const ALL = '*';

const textsIn = (value: Json | undefined): readonly string[] =>
  isList(value) ? value.filter((entry) => typeof entry === 'string') : [];

/** `invoice.paid, invoice.voided and 3 more`. */
function eventsText(events: readonly string[]): Phrase {
  const names = events.map((name) => (name === ALL ? ['all events'] : say`${name}`));
  const named = joined(names.slice(0, MOST));
  return names.length <= MOST ? named : say`${named} and ${names.length - MOST} more`;
}

/** What an object is sent by Stripe, and where; empty for what is sent nothing. */
export function deliveryWords({ url, events, disabled }: Spec): Phrase {
  const sent = textsIn(events);
  if (typeof url !== 'string' || sent.length === 0) return [];
  const end = disabled === true ? ', once it is switched on' : '';
  return say`Stripe sends ${eventsText(sent)} to ${url}${[end]}`;
}

/** Where an object is sent events; undefined for what is sent none. */
function addressOf(change: Change): string | undefined {
  const { url, events } = 'target' in change ? change.target : {};
  return typeof url === 'string' && textsIn(events).length > 0 ? url : undefined;
}

/** What else it is sent, or no longer, as the rest of a sentence about it. */
export function eventWords({ before, after }: FieldChange, change: Change): Phrase | null {
  const [old, now] = [textsIn(before), textsIn(after)];
  const added = now.filter((name) => !old.includes(name));
  const removed = old.filter((name) => !now.includes(name));
  const url = addressOf(change);
  if (url === undefined || added.length + removed.length === 0) return null;
  if (added.length === 0) return say`is no longer sent ${eventsText(removed)}, at ${url}`;
  const less = removed.length === 0 ? [] : say`, and no longer ${eventsText(removed)}`;
  return say`is now sent ${eventsText(added)}${less}, at ${url}`;
}

/** Where it is sent them from now on. */
export function addressWords({ before, after }: FieldChange, change: Change): Phrase | null {
  if (addressOf(change) === undefined || typeof before !== 'string' || typeof after !== 'string') return null;
  return say`is sent its events to ${after} from now on, and no longer to ${before}`;
}

/** Whether anything is sent to it. */
export function switchWords({ after }: FieldChange): Phrase {
  return after === true
    ? say`is switched off with the release: nothing is sent to it any more`
    : say`is switched on: it is sent its events again`;
}
