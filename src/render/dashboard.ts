import { kinds } from '../kinds/registry.ts';
import type { Plan } from '../model/plan.ts';
import { markdownPhrase, type Phrase } from './phrase.ts';
import { markdownCode, safeLine } from './safe.ts';

/** Whose Dashboard, and which side of it. */
export type InStripe = Pick<Plan, 'account' | 'livemode'>;

const ACCOUNT = /^acct_\w+$/;
/** What Stripe makes ids of, and most people who write their own. */
const ID = /^\w[\w.-]{0,254}$/;

/** The page of the Dashboard at `path`; null for what is no id, and for one that may not be shown. */
function pageUrl({ account, livemode }: InStripe, path: string, id: string): string | null {
  if (!ACCOUNT.test(account) || !ID.test(id) || safeLine(id) !== id) return null;
  return `https://dashboard.stripe.com/${account}/${livemode ? '' : 'test/'}${path}/${id}`;
}

/** Where the Dashboard shows an object; null where it has no page for it, or the id is not one to link. */
export function dashboardUrl(where: InStripe, kind: string, id: string): string | null {
  const path = kinds.find(({ name }) => name === kind)?.routes.dashboard;
  return path === undefined ? null : pageUrl(where, path, id);
}

/** Where the Dashboard shows a request, by the id of its answer. https://docs.stripe.com/api/request_ids */
export function requestUrl(where: InStripe, requestId: string): string | null {
  return pageUrl(where, 'logs', requestId);
}

/** The value as code, and as a link where there is a page for it. */
export function linkedCode(value: string, url: string | null): string {
  return url === null ? markdownCode(value) : `[${markdownCode(value)}](${url})`;
}

/** The phrase for Markdown, with links on those of its values that `urlOf` has a page for. */
export function linkedPhrase(phrase: Phrase, urlOf: (value: string) => string | null): string {
  return phrase
    .map((part) =>
      typeof part !== 'string' && 'value' in part
        ? linkedCode(part.value, urlOf(part.value))
        : markdownPhrase([part]),
    )
    .join('');
}
