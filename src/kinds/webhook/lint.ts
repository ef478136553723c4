import { suggest } from '../../lib/suggest.ts';
import { code } from '../../lib/wording.ts';
import { isList } from '../../lib/json.ts';
import type { Desired } from '../../model/state.ts';
import { finding } from '../finding.ts';
import { textOr } from '../kind.ts';
import type { LintFinding } from '../manifest-kind.ts';
import { API_VERSIONS, EVENTS } from './known.ts';

/** All events but those that have to be asked for by name. */
const ALL = '*';
/** What an account may have in each mode, unless Stripe allows it more. https://docs.stripe.com/webhooks */
const MOST = 16;

/** A name out of a list of Stripe's that grows: what is not in ours is a warning, since Stripe may know it. */
function unknown(
  name: string,
  known: ReadonlySet<string>,
  what: string,
): { readonly summary: string; readonly detail: string } | null {
  if (known.has(name)) return null;
  const near = suggest(name, [...known]);
  return {
    summary: `${code(name)} is not ${what} that Pricebook knows`,
    detail: near === undefined ? 'Stripe may refuse it.' : `Did you mean ${code(near)}?`,
  };
}

function unknownEvents(object: Desired): readonly LintFinding[] {
  const { events = null } = object.spec;
  return (isList(events) ? events : []).flatMap((event) => {
    const name = textOr(event, '');
    const words = name === ALL ? null : unknown(name, EVENTS, 'an event');
    if (words === null) return [];
    return [finding(object, { code: 'lint.unknown-event', ...words, path: `events.${name}` })];
  });
}

function unknownVersion(object: Desired): readonly LintFinding[] {
  const { api_version: version } = object.spec;
  const words = typeof version === 'string' ? unknown(version, API_VERSIONS, 'a version of the API') : null;
  return words === null
    ? []
    : [finding(object, { code: 'lint.unknown-api-version', ...words, path: 'api_version' })];
}

function tooMany(objects: readonly Desired[]): readonly LintFinding[] {
  const first = objects[MOST];
  if (first === undefined) return [];
  const summary = `there are ${objects.length} webhook endpoints; Stripe allows ${MOST} in each mode unless it was asked for more`;
  const detail = 'Send several sorts of events to one endpoint, or ask Stripe to raise the limit.';
  return [finding(first, { code: 'lint.many-webhooks', summary, detail })];
}

/** Warnings about webhook endpoints that are valid and that Stripe may refuse. */
export function lintWebhooks(objects: readonly Desired[]): readonly LintFinding[] {
  return [...objects.flatMap(unknownEvents), ...objects.flatMap(unknownVersion), ...tooMany(objects)];
}
