import type { Json } from '../../src/lib/json.ts';
import { code } from '../../src/lib/wording.ts';
import type { Change } from '../../src/model/change.ts';
import type { ResourceKey } from '../../src/model/key.ts';
import type { Impact, Review } from '../../src/model/review.ts';
import type { ReviewView } from '../../src/render/review/comment.ts';
import { fields } from '../render/build.ts';
import { hostileDiagnostics, spoil, spoilKey } from '../render/hostile.ts';
import { CASES, type Case } from './cases.ts';

/** Every field that people are told about, with that text in it; and fields that are called by it. */
function hostileFields(text: string): Readonly<Record<string, readonly [Json, Json]>> {
  return {
    name: [`${text}1`, text],
    description: [null, text],
    features: [
      [text, 'x'],
      ['y', `${text}2`],
    ],
    unit_label: [text, `${text}3`],
    lookup_key: [text, `${text}4`],
    default_price: [null, `price/${text}`],
    key: [`product/${text}`, `product/${text}5`],
    [`metadata.${text}`]: [null, text],
    [`currencies.${text}.amount`]: [null, '5'],
    'currencies.eur.amount': [null, text],
    [text]: [{ [text]: text }, [text]],
  };
}

function hostileChange(change: Change, text: string): Change {
  const moved = fields(hostileFields(text));
  const spec = Object.fromEntries(moved.map(({ path, after }) => [path, after]));
  const spoilt = spoil(change, text);
  const common = { ...spoilt, fields: [...spoilt.fields, ...moved] };
  if (common.action === 'replace') {
    return { ...common, before: { ...common.before, interval: text }, target: { ...common.target, ...spec } };
  }
  return 'target' in common ? { ...common, target: { ...common.target, ...spec, currency: text } } : common;
}

const spoilMap = <Value>(map: ReadonlyMap<ResourceKey, Value>, text: string): Map<ResourceKey, Value> =>
  new Map([...map].map(([key, value]) => [spoilKey(key, text), spoil(value, text)]));

function hostileImpact(impact: Impact, text: string): Impact {
  const { subscribers } = impact;
  const counted = subscribers.status === 'counted' ? [...subscribers.byKey] : [];
  const byKey = counted.map(([key, one]) => {
    return [spoilKey(key, text), { ...one, statuses: { ...one.statuses, [text]: 2 } }] as const;
  });
  return {
    names: spoilMap(impact.names, text),
    tables: new Map(
      [...impact.tables].map(([key, tables]) => {
        return [spoilKey(key, text), tables.map((table) => ({ ...table, currency: text }))];
      }),
    ),
    monthly: spoilMap(impact.monthly, text),
    referrers: spoilMap(impact.referrers, text),
    subscribers: subscribers.status === 'counted' ? { ...subscribers, byKey: new Map(byKey) } : subscribers,
  };
}

function hostileReview(review: Review, text: string): Review {
  const changes = (some: readonly Change[]): readonly Change[] =>
    some.map((change) => hostileChange(change, text));
  const { guards } = review.plan;
  const spoilt = spoil(review.plan, text);
  return {
    plan: {
      ...spoilt,
      // Guards keep their names, or nothing would be said of how to lift them.
      guards: [
        ...spoilt.guards,
        ...guards.map((guard, index) => ({ ...spoilt.guards[index]!, name: guard.name })),
      ],
    },
    own: changes(review.own),
    earlier: changes(review.earlier),
    withdrawn: changes(review.withdrawn),
  };
}

/** A view in which everything from outside is that text. */
function hostileView(view: ReviewView, text: string): ReviewView {
  return {
    ...view,
    environment: text,
    impact: hostileImpact(view.impact, text),
    applied: spoilMap(view.applied, text),
    head: text,
    base: { ref: text, commit: text },
    readAt: text,
    diagnostics: [
      ...hostileDiagnostics(text),
      {
        severity: 'warning',
        code: 'lint.adopt',
        summary: `${code(text)} is no ${code(text)}, ${text}\`${text}\``,
        detail: `\`${text}\` ${code(text)}${code(text)} \`x\`${text} \``,
      },
    ],
    sources: new Map([[text, text]]),
  };
}

/** Every case of the golden texts, spoilt with that text. */
export function hostileCases(text: string): readonly Case[] {
  return Object.values(CASES).map(({ review, view }) => ({
    review: hostileReview(review, text),
    view: hostileView(view, text),
  }));
}
