import { equal } from '../lib/json.ts';
import type { FieldChange, Replacement, Update } from '../model/change.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Drift } from '../model/plan.ts';
import { pick, type Spec } from '../model/spec.ts';
import { isGiven } from '../kinds/given.ts';
import { ownershipOf } from '../kinds/marker.ts';
import { common, reasonFor } from './common.ts';
import type { CompareContext, Kept } from './context.ts';
import { endOf } from './ended.ts';
import { compareFields, type FieldsResult } from './fields.ts';
import type { Findings } from '../model/findings.ts';
import { ignoredFields } from './ignored.ts';
import { lastingWarnings } from './lasting.ts';
import type { ReferenceIndex } from './references.ts';
import { exclusives } from './resolve.ts';
import { takePlace, type Staying } from './take-place.ts';

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
  return Object.entries(subject.live.references).flatMap(([path, value]) => {
    if (subject.kind.policy(path).reference !== 'late' || changed.some((change) => change.path === path))
      return [];
    const { before, after } = index.following(subject.kind.policy(path), value);
    return equal(before, after) ? [] : [{ path, before, after }];
  });
}

/**
 * Early references to an id that their key had and has no more: nobody moved them, and what they name is not there. A
 * kind that is always replaced stays where it is.
 */
function outdated(
  { kind, live }: Kept,
  { drift }: FieldsResult,
  index: ReferenceIndex,
): FieldsResult['drift'] {
  return drift.filter(
    ({ path, applied }) =>
      kind.replaceable !== true &&
      kind.policy(path).reference === 'early' &&
      equal(index.meant(kind.policy(path), live.references[path] ?? null), applied),
  );
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
  const { live, applied, formerKey, key, desired } = subject;
  // One that is to stay as it is, out of use, is found again and not made available.
  const staysOff = subject.standing === 'archived' && desired?.spec.active === false;
  const standing = staysOff ? 'relinked' : subject.standing;
  const renamed = formerKey === null ? [] : [{ path: 'key', before: formerKey, after: key }];
  const changed: Spec = Object.fromEntries(fields.map(({ path, after }) => [path, after]));
  const all = [...renamed, ...fields];
  return {
    ...common(subject, {
      fields: all,
      reason: standing === 'recorded' ? reasonFor(all) : REASONS[standing],
      recovery:
        standing !== 'recorded' &&
        standing !== 'adopted' &&
        (applied !== null || standing === 'found' || staysOff),
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
 * What was last applied to the live object. Of one that is not recorded yet, the run that made it may have died before
 * it wrote what no creation takes: what it has by its creation is nobody's drift.
 */
function lastApplied({ kind, applied, live, standing }: Kept): Spec | null {
  if (applied === null || standing !== 'relinked') return applied?.spec ?? null;
  const untouched = pick(live.spec, (path) => {
    const { initial } = kind.policy(path);
    return initial !== undefined && equal(live.spec[path], initial);
  });
  return { ...applied.spec, ...untouched };
}

function staysActive({ key, desired, live }: Kept): Diagnostic {
  return {
    severity: 'error',
    code: 'plan.stays-active',
    summary: `${key} cannot be made inactive: ${live.raw.id} is one that Stripe keeps`,
    detail: 'Remove the line; or the manifest, and it is only forgotten.',
    ...(desired === null ? {} : { where: desired.places.active ?? desired.where }),
  };
}

/** Applies the decisions about fields to an object that both the manifest and Stripe have, and answers the change. */
export function keep(subject: Kept, context: CompareContext): Update | Replacement | null {
  const { input, index, findings } = context;
  const { key, kind, desired, live, standing } = subject;
  if (desired === null) return null;
  const remembers = standing === 'recorded' || standing === 'relinked';
  const { revert } = input.choices;
  const ended = endOf(subject, live, context.over);
  const compared = compareFields({
    kind,
    desired: { ...givenBack(subject), ...desired.spec },
    // Without a record live counts as last applied: an object keeps the unique values that it has, and protection,
    // which only we write, is ours to lift.
    applied: remembers
      ? lastApplied(subject)
      : {
          ...pick(exclusives(kind, live.spec), (path) => live.spec[path] !== null),
          ...pick(live.spec, (path) => path === 'protect' && live.spec[path] === true),
        },
    live: live.spec,
    ignored: ignoredFields(input.choices, key),
    prefer: input.choices.prefer.get(key) ?? null,
    revert: typeof revert === 'string' ? revert : revert.has(key) ? 'all' : 'none',
    ended,
    takenBy: context.takenBy(subject),
  });
  const old = outdated(subject, compared, index);
  const result = { ...compared, drift: compared.drift.filter((field) => !old.includes(field)) };
  reportDrift(subject, result, findings);
  reportStuck(subject, result, findings);
  if (result.conflicts.length > 0) {
    findings.conflicts.push({ key, reason: 'both-changed', fields: result.conflicts });
  }
  const fields = [
    ...result.changes,
    ...old.map(({ path, applied: after, live: before }) => ({ path, before, after })),
    ...following(subject, result.changes, index),
  ];
  const off = fields.find(({ path, after }) => path === 'active' && after === false);
  if (off !== undefined && isGiven(kind, live.raw)) {
    findings.diagnostics.push(staysActive(subject));
    return null;
  }
  const anew = takePlace(subject, { result, fields, ended }, context);
  if (anew === null || 'action' in anew) return anew;
  return leave(subject, anew, findings);
}

/** The update that the fields come to; nothing but the record, or nothing at all, where there are none. */
function leave(subject: Kept, { fields, record }: Staying, findings: Findings): Update | null {
  const { key, kind, applied, live, standing } = subject;
  const isRight = standing === 'recorded' && fields.length === 0 && subject.formerKey === null;
  if (!isRight || needsMarker(subject)) {
    const change = update(subject, fields, record);
    findings.diagnostics.push(...lastingWarnings(subject, change));
    return change;
  }
  findings.unchanged += 1;
  if (applied !== null && !equal(applied.spec, record)) {
    findings.catchUps.push({ key, kind: kind.name, id: live.raw.id, record, formerKey: null });
  }
  return null;
}
