import { isRecord, type Json } from '../../lib/json.ts';
import { allOf, code } from '../../lib/wording.ts';
import { environmentsWith, isLive, textEverywhere } from '../by-environment.ts';
import type { Fields } from '../fields.ts';
import type { ExpandContext } from '../manifest-kind.ts';

const NAME = 'url';

/** In which environments the endpoint exists, and for which of them it is read. */
interface Scope {
  readonly only: readonly string[] | undefined;
  readonly context: ExpandContext;
}

/**
 * The URL in the environment at hand; while all are validated at once, the whole map where there is one. Undefined
 * where there is none. Reported is what would send the events of one environment to another, or not arrive.
 */
export function readUrl(fields: Fields, scope: Scope): Json | undefined {
  const written = fields.get(NAME);
  const text = textEverywhere(fields, NAME, scope);
  if (isRecord(written)) {
    const at = fields.below(NAME);
    for (const name of Object.keys(written)) checkForm(at, name, { ...scope, only: [name] });
    return scope.context.environment === null ? written : text;
  }
  checkForm(fields, NAME, scope);
  checkAlone(fields, scope);
  return text;
}

/** One URL for several environments would be sent the events of each, in test mode too. */
function checkAlone(fields: Fields, { only, context }: Scope): void {
  const several = environmentsWith(only, context);
  if (several.length < 2 || fields.text(NAME) === undefined) return;
  fields.report(NAME, {
    code: 'manifest.shared-url',
    summary: `the URL is the same in ${allOf(several)}`,
    detail:
      'It would be sent the events of all of them. Write a map, such as `url: { live: …, test: … }`; or `only` with one environment.',
  });
}

/** https://docs.stripe.com/webhooks: in live mode events are sent over HTTPS alone. */
function checkForm(at: Fields, name: string, { only, context }: Scope): void {
  const url = at.text(name);
  if (url === undefined) return;
  const label = code(at.label(name));
  if (!URL.canParse(url)) {
    const detail = 'Write the whole address: `https://example.com/webhook`.';
    at.report(name, { code: 'manifest.bad-format', summary: `${label}: ${code(url)} is no URL`, detail });
  } else if (
    url.startsWith('http:') &&
    environmentsWith(only, context).some((each) => isLive(each, context))
  ) {
    at.report(name, {
      code: 'manifest.insecure-url',
      summary: `${label}: ${code(url)} is not HTTPS`,
      detail: 'In live mode Stripe sends events to HTTPS addresses only.',
    });
  }
}
