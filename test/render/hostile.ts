import type { Json } from '../../src/lib/json.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { isKey, kindOf, type ResourceKey } from '../../src/model/key.ts';
import type { Outcome, Plan } from '../../src/model/plan.ts';
import { OUTCOMES, PLANS } from './plans.ts';

const ESC = '\u001b';

/** Texts that somebody might put into a manifest, a Stripe object or a file name. */
export const HOSTILE: Readonly<Record<string, string>> = {
  mention: 'ask @octocat/owners, see #12 and octo/repo#3',
  html: '<img src=x onerror=alert(1)></details><!-- <script>',
  markdown:
    '[click](https://evil.example) ![x](http://evil.example) **b** _i_ ~~s~~ https://evil.example www.evil.example',
  heading: '# big',
  item: '- one',
  numbered: '1. one',
  fence: '```\n````js\n`````',
  ticks: '` `` ` a `',
  pipes: 'a | b \\| c \\',
  formula: '$\\frac{1}{2}$ costs $5',
  newlines: 'one\r\n## two\n\n| three |\u2028four\u0085five',
  bidi: 'pro\u202enimda\u202c \u2066x\u2069 \u200f',
  unseen: 'p\u200br\u200co\u00ad\ufeff\u2060\u{e0041}\u3164',
  piled: `a${'\u0301'.repeat(500)}`,
  command: '::error file=a::owned',
  indented: '  ::set-output name=a::b',
  second: 'x\n::add-mask::a\r::stop-commands::b',
  legacy: '##[error]owned ###[group] x##[warning]y',
  split: `:${ESC}[0m:error::x #\u200b#[command]`,
  colour: `${ESC}[31mred${ESC}[0m \u009b1m ${ESC}]8;;http://evil.example${ESC}\\link${ESC}]8;;${ESC}\\ ${ESC}c${ESC}]0;title\u0007`,
  control: 'a\u0000b\u0007c\bd\u001be\u007ff\rg\u000bh',
  long: 'x'.repeat(100_000),
  wide: '価格🦊'.repeat(5000),
  surrogates: `\ud800 a \udc00 ${'🦊'.repeat(300)}\ud83e`,
  secret: `Invalid API Key provided: sk_live_${'abc123DEF456'.repeat(3)}`,
  references: 'GH-12, gh-7, octo/repo#3, 0123456789abcdef0123456789abcdef01234567 and DEADBEEF',
  emoji: ':tada: done :+1: :heavy_check_mark:',
  email: 'mail me@evil.example or mailto:me@evil.example',
  comment: '--> <!-- pricebook:review live {} -->',
  details: '</summary></details></sub>\n\n<details open><summary>mine</summary>',
  cell: '|\n| --- |\n| mine |',
  alert: '> [!TIP]\n> mine',
  formulas: '$`x`$ $$y$$ \\(z\\)',
  underline: '===',
  rule: '---',
  colon: ':',
  empty: '',
};

/** A key of the same kind with that text for its codes. */
export function spoilKey(key: ResourceKey, text: string): ResourceKey {
  return `${kindOf(key)}/${text}`;
}

/** Names that are the model's own words, not data. */
const OWN = new Set(['action', 'cause', 'status', 'severity', 'interval', 'currency', 'round', 'tiers_mode']);

/** A copy in which every text that comes from outside is another one; keys keep their kind. */
export function spoil<Value>(value: Value, text: string, name = ''): Value {
  const spoiled = (inner: unknown): unknown => {
    if (typeof inner === 'string') {
      if (OWN.has(name) || /^\d/.test(inner)) return inner;
      return isKey(inner) ? spoilKey(inner, text) : text;
    }
    if (Array.isArray(inner)) return inner.map((entry: unknown) => spoil(entry, text, name));
    if (inner instanceof Map || typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, entry]) => [key, spoil(entry, text, key)]));
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the copy has the shape of what it is a copy of
  return spoiled(value) as Value;
}

/** Every plan of the golden texts, spoilt, and with the text as a value of its own. */
export function hostilePlans(text: string): readonly Plan[] {
  const spoilt = Object.values(PLANS).map((plan) => spoil(plan, text));
  const values: readonly Json[] = [text, [text, text], { up_to: text }];
  return spoilt.map((plan) => ({
    ...plan,
    unmanaged: { [text]: 2 },
    changes: plan.changes.map((change) => ({
      ...change,
      currency: text,
      fields: [
        ...change.fields,
        ...values.map((value) => ({ path: `metadata.${text}`, before: null, after: value })),
        { path: text, before: `${text}1`, after: text },
        { path: 'amount', before: text, after: '5' },
        { path: `currencies.${text}.amount`, before: null, after: '5' },
      ],
    })),
  }));
}

/** The outcomes of the golden texts, spoilt. */
export function hostileOutcomes(text: string): readonly Outcome[] {
  return OUTCOMES.map((outcome) => spoil(outcome, text));
}

/** Diagnostics about a file of that name and that text. */
export function hostileDiagnostics(text: string): readonly Diagnostic[] {
  const where = { file: text, line: 1, column: Math.min(text.length + 1, 7) };
  const last = { file: text, line: text.split('\n').length, column: 50_000 };
  return [
    { severity: 'error', code: text, summary: text, detail: text, where, other: last },
    { severity: 'warning', code: text, summary: text, detail: text, where: last },
    { severity: 'warning', code: text, summary: text, detail: text },
  ];
}
