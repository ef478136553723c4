import schema from '../../schemas/config.schema.json' with { type: 'json' };
import { currencyExponent } from '../lib/currency.ts';
import { isRecord, type Json, type JsonRecord } from '../lib/json.ts';
import { code } from '../lib/wording.ts';
import { defaultEnvironment, type Config, type Environment, type GuardLimits } from '../model/config.ts';
import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import type { SourceFile } from '../model/source.ts';
import type { SourceDocument } from './document.ts';
import { inOrder } from './order.ts';
import { parseFile } from './parse.ts';
import { schemaProblems } from './problems.ts';
import { schemaErrors } from './validate.ts';

/** The limits of guards where the configuration says nothing. */
const DEFAULT_GUARDS: GuardLimits = {
  max_archives: 5,
  max_replacements: 20,
  max_recreates: 3,
  max_changed_share: 30,
  max_price_change: 50,
};

const HOUR = 3600;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: HOUR, d: 24 * HOUR };

/** What the configuration says, and what is wrong with it. */
export interface ParsedConfig {
  /** The defaults while there is an error. */
  readonly config: Config;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads `.github/pricebook.yaml`, or for null answers what counts without it. Never throws. */
export function parseConfig(file: SourceFile | null): ParsedConfig {
  const parsed = file === null ? { documents: [], diagnostics: [] } : parseFile(file, 'config');
  const [document, second] = parsed.documents;
  const diagnostics = [...parsed.diagnostics, ...(document === undefined ? [] : check(document))];
  if (second !== undefined) {
    const summary = 'the configuration has more than one document';
    const detail = 'Remove the `---` line and what does not belong here.';
    diagnostics.push({
      severity: 'error',
      code: 'config.many-documents',
      summary,
      detail,
      where: second.at([]),
    });
  }
  const data = document === undefined || hasErrors(diagnostics) ? {} : document.data;
  return { config: configOf(recordOf(data)), diagnostics: inOrder(diagnostics) };
}

function check(document: SourceDocument): readonly Diagnostic[] {
  const problems = schemaProblems(schemaErrors(schema, document.data), { document, area: 'config' });
  const currency = document.text(['default_currency']);
  return [
    ...problems.map(({ diagnostic }) => diagnostic),
    ...(currency === undefined || currencyExponent(currency) !== undefined
      ? []
      : [unknownCurrency(currency, document)]),
    ...sharedAccounts(document),
  ];
}

function unknownCurrency(currency: string, document: SourceDocument): Diagnostic {
  return {
    severity: 'error',
    code: 'config.unknown-currency',
    summary: `${code(currency)} is not a currency that manifests can use`,
    detail: 'Write an ISO code in lower case, such as `usd`. See https://docs.stripe.com/currencies.',
    where: document.at(['default_currency']),
  };
}

/** Two environments of one account and mode would each undo what the other does. */
function sharedAccounts({ data, at }: SourceDocument): readonly Diagnostic[] {
  const environments = recordOf(recordOf(data).environments);
  const seen = new Map<string, string>();
  return Object.entries(environments).flatMap(([name, value]): Diagnostic[] => {
    if (!isRecord(value) || typeof value.account !== 'string') return [];
    const id = `${value.account} ${value.livemode === true}`;
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, name);
      return [];
    }
    const summary = `${code(name)} has the account and mode of ${code(first)}`;
    const detail = 'Each environment needs an account and mode of its own. Remove one of the two.';
    const places = { where: at(['environments', name]), other: at(['environments', first]) };
    return [{ severity: 'error', code: 'config.same-account', summary, detail, ...places }];
  });
}

/** The configuration of data that is valid by its schema. */
function configOf(data: JsonRecord): Config {
  const environments = Object.entries(recordOf(data.environments));
  const guards = recordOf(data.guards);
  return {
    catalog: textOf(data.catalog) ?? 'default',
    defaultCurrency: textOf(data.default_currency) ?? null,
    environments: new Map(environments.map(([name, value]) => [name, environmentOf(name, recordOf(value))])),
    guards: {
      max_archives: numberOf(guards.max_archives) ?? DEFAULT_GUARDS.max_archives,
      max_replacements: numberOf(guards.max_replacements) ?? DEFAULT_GUARDS.max_replacements,
      max_recreates: numberOf(guards.max_recreates) ?? DEFAULT_GUARDS.max_recreates,
      max_changed_share: numberOf(guards.max_changed_share) ?? DEFAULT_GUARDS.max_changed_share,
      max_price_change: numberOf(guards.max_price_change) ?? DEFAULT_GUARDS.max_price_change,
    },
    maxRequestsPerSecond: numberOf(data.max_requests_per_second) ?? null,
    showSubscribers: typeof data.show_subscribers === 'boolean' ? data.show_subscribers : null,
    ignore: rulesOf(data.ignore).map((rule) => ({ key: keyOf(rule), fields: textsOf(rule.fields) })),
    lint: rulesOf(data.lint).map((rule) => ({ key: keyOf(rule), off: textsOf(rule.off) })),
  };
}

function environmentOf(name: string, data: JsonRecord): Environment {
  const usual = defaultEnvironment(name, data.livemode === true);
  return {
    ...usual,
    account: textOf(data.account) ?? usual.account,
    retireAfter: data.retire_after === undefined ? usual.retireAfter : seconds(data.retire_after),
    review: data.review === 'planned' || data.review === 'none' ? data.review : usual.review,
    revert: data.revert === 'all' ? 'all' : usual.revert,
  };
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value.trim() : undefined;
}

/** The seconds of a duration that the schema has accepted: `24h`, `7d`, `0`. */
function seconds(duration: Json): number {
  const text = textOf(duration) ?? '0';
  return Number.parseInt(text, 10) * (SECONDS[text.at(-1) ?? ''] ?? 1);
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function recordOf(value: Json | undefined): JsonRecord {
  return isRecord(value) ? value : {};
}

function rulesOf(value: Json | undefined): readonly JsonRecord[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

function keyOf(rule: JsonRecord): string {
  return textOf(rule.key) ?? '';
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.flatMap((item) => textOf(item) ?? []) : [];
}
