import { equal } from '../lib/json.ts';
import { isKey, type ResourceKey } from '../model/key.ts';
import type { FieldChange, Replacement, Update } from '../model/change.ts';
import type { Drift } from '../model/plan.ts';
import { pick, type Spec } from '../model/spec.ts';
import { ownershipOf } from '../kinds/marker.ts';
import type { Candidate } from './choose.ts';
import { common, reasonFor } from './common.ts';
import { endOf } from './ended.ts';
import { compareFields, forcesReplacement, type FieldsInput, type FieldsResult } from './fields.ts';
import type { Findings } from '../model/findings.ts';
import { ignoredFields } from './ignored.ts';
import type { DiffInput } from './input.ts';
import { notMade } from './over.ts';
import type { ReferenceIndex } from './references.ts';
import { replacement } from './replace.ts';
import { exclusives, type Found, type Resolved } from './resolve.ts';

type Kept = Resolved & { readonly live: Candidate; readonly standing: Found };

/** What comparing needs beside the subject. */
export interface CompareContext {
  readonly input: DiffInput;
  readonly index: ReferenceIndex;
  readonly findings: Findings;
  /** Keys of which nothing new is made, since their time is over. */
  readonly over: ReadonlySet<ResourceKey>;
  /** Which other object of ours has the unique value that was applied to this one. */
  readonly takenBy: (subject: Resolved) => FieldsInput['takenBy'];
}

const SEVERITIES = ['critical', 'warning', 'info'] as const;

function reportDrift(subject: Kept, { drift }: FieldsResult, findings: Findings): void {
  if (drift.length === 0) return;
  const found = new Set(drift.map(({ path }) => subject.kind.policy(path).severity));
  const severity: Drift['severity'] = SEVERITIES.find((name) => found.has(name)) ?? 'info';
  findings.drift.push({ key: subject.key, severity, fields: drift });
}

function reportStuck(subject: Kept, { stuck }: FieldsResult, findings: Findings): void {
  for (const path of stuck) {
    findings.diagnostics.push({
      severity: 'warning',
      code: 'plan.cannot-clear',
      summary: `${subject.key} keeps its ${path}: Stripe cannot clear it once it is set`,
      detail: `Write the line again, so that the manifest says what Stripe has.`,
      ...(subject.desired === null ? {} : { where: subject.desired.where }),
    });
  }
}

/** Late references that still point to an object of the key which was replaced: an interrupted run left them. */
function following(
  subject: Kept,
  changed: readonly FieldChange[],
  index: ReferenceIndex,
): readonly FieldChange[] {
  return Object.entries(subject.live.references).flatMap(([path, id]) => {
    const key = subject.live.spec[path];
    if (subject.kind.policy(path).reference !== 'late' || changed.some((change) => change.path === path))
      return [];
    if (typeof key !== 'string' || !isKey(key) || [undefined, id].includes(index.liveId(key))) return [];
    return [{ path, before: id, after: key }];
  });
}

/** The marker must be written: it is not there, names a former key, or says that the object is on its way out. */
function needsMarker({ kind, live, key }: Kept): boolean {
  if (!kind.hasMarker) return false;
  const ownership = ownershipOf(live.raw);
  return (
    ownership.owner !== 'pricebook' || ownership.marker.key !== key || ownership.marker.retireAt !== null
  );
}

const ACTIONS = {
  recorded: 'update',
  relinked: 'relink',
  found: 'relink',
  archived: 'restore',
  adopted: 'adopt',
} as const;

const REASONS = {
  relinked: 'found-by-marker',
  found: 'found-by-marker',
  archived: 'restored',
  adopted: 'adopted',
};

function update(subject: Kept, fields: readonly FieldChange[], record: Spec): Update {
  const { standing, live, applied, formerKey, key } = subject;
  const renamed = formerKey === null ? [] : [{ path: 'key', before: formerKey, after: key }];
  const changed: Spec = Object.fromEntries(fields.map(({ path, after }) => [path, after]));
  const all = [...renamed, ...fields];
  return {
    ...common(subject, {
      fields: all,
      reason: standing === 'recorded' ? reasonFor(all) : REASONS[standing],
      recovery:
        standing !== 'recorded' && standing !== 'adopted' && (applied !== null || standing === 'found'),
    }),
    action: ACTIONS[standing],
    raw: live.raw,
    update: changed,
    mark: needsMarker(subject),
    target: { ...live.spec, ...changed },
    record,
    transfer: false,
    formerKey,
  };
}

/**
 * Unique values that a creation would give and an object without a record has lost: to nobody, while it was archived,
 * or to another object of its own key.
 */
function givenBack({ kind, desired, applied, live, standing, candidates }: Kept): Spec {
  if (standing !== 'archived' && standing !== 'found') return {};
  const given = exclusives(kind, desired?.onCreate ?? null, applied?.spec ?? null);
  return pick(given, (path) => {
    const elsewhere = candidates.some(({ spec }) => equal(spec[path], given[path]));
    return live.spec[path] === null && (standing === 'archived' || elsewhere);
  });
}

/**
 * Drift that a replacement would write into a new object, such as a currency's amount that somebody changed by hand.
 * Nobody asked for that value: it is a conflict until a side is chosen. Answers the changes that the manifest's side
 * comes to.
 */
function settleFixedDrift(
  { key, kind }: Kept,
  { drift }: FieldsResult,
  { input, findings }: CompareContext,
): readonly FieldChange[] {
  const fixed = drift.filter(({ path }) => kind.policy(path).change !== 'mutable');
  const side = input.choices.prefer.get(key);
  if (side === 'manifest')
    return fixed.map(({ path, applied, live }) => ({ path, before: live, after: applied }));
  if (side === undefined && fixed.length > 0) {
    const fields = fixed.map((field) => ({ ...field, desired: field.applied }));
    findings.conflicts.push({ key, reason: 'both-changed', fields });
  }
  return [];
}

/** Applies the decisions about fields to an object that both the manifest and Stripe have, and answers the change. */
export function keep(subject: Kept, context: CompareContext): Update | Replacement | null {
  const { input, index, findings } = context;
  const { key, kind, desired, applied, live, standing } = subject;
  if (desired === null) return null;
  const remembers = standing === 'recorded' || standing === 'relinked';
  const { revert } = input.choices;
  const result = compareFields({
    kind,
    desired: { ...givenBack(subject), ...desired.spec },
    // Without a record live counts as last applied: an object keeps the unique values that it has, and protection,
    // which only we write, is ours to lift.
    applied: remembers
      ? (applied?.spec ?? null)
      : {
          ...pick(exclusives(kind, live.spec), (path) => live.spec[path] !== null),
          ...pick(live.spec, (path) => path === 'protect' && live.spec[path] === true),
        },
    live: live.spec,
    ignored: ignoredFields(input.choices, key),
    prefer: input.choices.prefer.get(key) ?? null,
    revert: typeof revert === 'string' ? revert : revert.has(key) ? 'all' : 'none',
    ended: endOf(subject, live, context.over),
    takenBy: context.takenBy(subject),
  });
  reportDrift(subject, result, findings);
  reportStuck(subject, result, findings);
  if (result.conflicts.length > 0) {
    findings.conflicts.push({ key, reason: 'both-changed', fields: result.conflicts });
  }
  const fields = [...result.changes, ...following(subject, result.changes, index)];
  const fixed = fields.filter((change) => forcesReplacement(kind, change));
  if (fixed.length > 0 && !kind.replaceable) {
    const [first] = fixed;
    findings.diagnostics.push({
      severity: 'error',
      code: 'plan.fixed-field',
      summary: `${key} cannot change its ${fixed.map(({ path }) => path).join(', ')}: Stripe fixes it for good`,
      detail: 'Write it as before, and add a new one with a new code for what is to be different.',
      where: desired.places[first?.path ?? ''] ?? desired.where,
    });
    return null;
  }
  if (fixed.length > 0 && context.over.has(key)) {
    findings.diagnostics.push(notMade(subject, 'error'));
    return null;
  }
  if (fixed.length > 0) {
    const settled = settleFixedDrift(subject, result, context);
    const { change, loss } = replacement(subject, result, [...fields, ...settled]);
    if (loss !== null && !input.choices.allow.has(`drop:${key}`)) findings.losses.push(loss);
    return change;
  }
  const isRight = standing === 'recorded' && fields.length === 0 && subject.formerKey === null;
  if (!isRight || needsMarker(subject)) return update(subject, fields, result.record);
  findings.unchanged += 1;
  if (applied !== null && !equal(applied.spec, result.record)) {
    const { record } = result;
    findings.catchUps.push({ key, kind: kind.name, id: live.raw.id, record, formerKey: null });
  }
  return null;
}
