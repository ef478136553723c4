import { isList, isRecord, type JsonRecord } from '../../lib/json.ts';
import { foreignMetadata, ownMetadata } from '../foreign.ts';
import type { Composition, Found, Idea, Importer, Line } from '../importer.ts';
import { textOr } from '../kind.ts';
import { SINGLE } from '../single.ts';
import { written, type WrittenRecord } from '../written.ts';
import { webhook } from './kind.ts';

/** Webhook endpoints of an account as documents. */
export const webhookImporter: Importer = {
  root: webhook,
  ...SINGLE,
  standsAlone: () => true,
  alsoIn,
  ideas,
  compose,
  optional: new Set(['description', 'api_version', 'metadata']),
  unsaid: (found) => [
    ...foreignMetadata(found),
    ...(found.spec.application === null
      ? []
      : [{ field: 'application', value: found.spec.application ?? null }]),
  ],
};

/** Words of a path that say nothing of which endpoint it is. */
const COMMON = /^(api|v\d+|stripe|webhooks?|hooks?)$/i;

/** `billing` for `https://example.com/api/billing/webhook`; else the whole path, else the host. */
function ideas({ raw, spec }: Found): readonly Idea[] {
  const text = textOr(spec.url, '');
  const url = URL.canParse(text) ? new URL(text) : null;
  const words = (url?.pathname ?? '').split('/').filter((word) => word !== '');
  return [
    { text: words.filter((word) => !COMMON.test(word)).join(' '), from: 'url' },
    { text: words.join(' '), from: 'url' },
    { text: [url?.hostname ?? '', ...words].join(' '), from: 'url' },
    { text: raw.id, from: 'id' },
  ];
}

function compose({ code, found, only, adopt, environment }: Composition): WrittenRecord {
  const { spec } = found;
  const url = textOr(spec.url, '');
  return written({
    kind: webhook.name,
    code,
    url: environment === undefined ? url : { [environment]: url },
    events: isList(spec.events) ? spec.events.map(String) : [],
    description: spec.description ?? undefined,
    api_version: spec.api_version ?? undefined,
    disabled: spec.disabled === true ? true : undefined,
    metadata: ownMetadata(found),
    protect: spec.protect === true ? true : undefined,
    only,
    adopt,
  });
}

/** One URL more in the map, and one environment more; a URL alone was that of the environments so far. */
function alsoIn({ url, only }: JsonRecord, { spec }: Found, environment: string): readonly Line[] {
  const before = isList(only) ? only.map((name) => textOr(name, '')) : [];
  const here = textOr(spec.url, '');
  const alone = before.map((name): [string, string] => [name, textOr(url, '')]);
  return [
    isRecord(url)
      ? { path: ['url', environment], value: here }
      : { path: ['url'], value: Object.fromEntries([...alone, [environment, here]]) },
    { path: ['only'], value: [...before, environment] },
  ];
}
