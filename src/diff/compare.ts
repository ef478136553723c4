import type { Change } from '../model/change.ts';
import type { ResourceKey } from '../model/key.ts';
import { removal, spares } from './remove.ts';
import { chosenId, creation } from './create.ts';
import { isMadeAnew } from './endings.ts';
import { settleTransfers, takers } from './exclusive.ts';
import { objectsIn } from '../kinds/objects.ts';
import { noFindings, type Findings } from '../model/findings.ts';
import { settleReferences } from './followers.ts';
import type { DiffInput } from './input.ts';
import { keep } from './keep.ts';
import type { CompareContext } from './context.ts';
import { namedTwice } from './named-twice.ts';
import { keysOver, notMade } from './over.ts';
import { ownersAmong } from './owners.ts';
import { isUsedUp, usedUp } from './redeemed.ts';
import { referenceIndex } from './references.ts';
import { withRenames } from './renamed.ts';
import { secretWarnings } from './secrets.ts';
import { resolve, type Resolved } from './resolve.ts';
import { markerOf, subjectsOf } from './subjects.ts';

/** Counts, by kind, the objects of the account that no marker, record or manifest of this catalog names. */
function countUnmanaged(input: DiffInput, subjects: readonly Resolved[], findings: Findings): void {
  const ours = new Set(subjects.flatMap(({ live, applied }) => [live?.raw.id, applied?.id]));
  for (const kind of input.kinds) {
    const objects = input.live.objects.get(kind.name) ?? [];
    const foreign = objects.filter((raw) => !ours.has(raw.id) && markerOf(input, kind, raw) === null);
    if (foreign.length > 0) findings.unmanaged[kind.name] = foreign.length;
  }
}

/** Decides about one key, by the table in ARCHITECTURE.md ("Decisions about objects"). */
function decide(subject: Resolved, context: CompareContext): Change | null {
  const { key, desired, standing, live } = subject;
  const owner = context.ownerOf(subject);
  if (standing === 'not-ours') {
    if (desired === null)
      return removal({ ...subject, live: null, standing: 'missing' }, owner, context.input);
    context.findings.conflicts.push({ key, reason: 'not-ours', fields: [] });
    return null;
  }
  if (desired === null) return removal(subject, owner, context.input);
  if (live !== null) return keep({ ...subject, live, standing }, context);
  const made = creation(subject);
  const isOver = context.over.has(key);
  if (!isOver && made !== null && !isUsedUp(made)) return made;
  context.findings.diagnostics.push(isOver ? notMade(subject, 'warning') : usedUp(subject, 'warning'));
  return null;
}

/** Adds what is to become of one key: of its live object, and of those beside it. */
function settle(subject: Resolved, context: CompareContext): void {
  const { findings, input } = context;
  if (subject.standing === 'blocked') return;
  const change = decide(subject, context);
  if (change !== null) findings.changes.push(change);
  if (change !== null && isMadeAnew(change)) context.remade.add(subject.key);
  if (subject.standing === 'not-ours') return;
  const revived = change?.action === 'replace' ? change.revive?.raw.id : undefined;
  const kept = new Set([subject.live?.raw.id, revived].filter((id) => id !== undefined));
  spares(subject, kept, { findings, now: input.now });
}

/**
 * Compares the three sides: desired (manifests), last-applied (snapshot) and live (Stripe). Pure and
 * deterministic; the order of what comes in changes nothing.
 *
 * Two passes: first the live object of every key is found, kind by kind in the order of creation, so that
 * references can be read as keys; then each key is decided about, with every other one known.
 */
export function compare(given: DiffInput): Findings {
  const input = withRenames(given);
  const findings = noFindings();
  const index = referenceIndex();
  const history = [...(input.applied?.ids ?? []), ...(input.applied?.resources.values() ?? [])];
  for (const { key, id } of history) index.addFormer(key, id);
  const objects = objectsIn(input.live);
  const report = (diagnostic: Findings['diagnostics'][number]): void =>
    void findings.diagnostics.push(diagnostic);
  const known = input.kinds.map((kind) => subjectsOf(input, kind));
  const over = keysOver(known.flat(), input.now);
  const since = new Map<ResourceKey, number | null>();
  const desired = new Set(input.desired.map(({ key }) => key));
  const { catalog, choices } = input;
  const context = { catalog, choices, objects, index, desired, over, since, report };
  const early: Resolved[] = [];
  for (const part of known) {
    const resolved = part.map((subject) => resolve(subject, input, context));
    for (const subject of resolved) {
      const { key, live, bearers, standing, recorded, applied, desired } = subject;
      if (live !== null) {
        since.set(key, live.created);
        index.setLive(key, live.raw.id);
        findings.ids.set(key, live.raw.id);
      } else if (standing === 'not-ours' && recorded !== null) {
        // The conflict says it; what refers to the object has not moved.
        index.setLive(key, recorded.id);
      }
      if (standing === 'missing' || standing === 'absent') {
        // It comes back under the id that it had, or never: what refers to it has not moved either.
        const id = desired === null ? applied?.id : chosenId(subject);
        const isSame = applied === null || id === applied.id;
        if (typeof id === 'string' && isSame) index.setLive(key, id);
        since.set(key, null);
      }
      for (const raw of bearers) index.addBearer(key, raw.id);
    }
    early.push(...resolved);
  }
  const subjects = early.map(
    (subject): Resolved =>
      subject.live === null
        ? subject
        : { ...subject, live: { ...subject.live, spec: index.translate(subject.kind, subject.live.spec) } },
  );
  const byKey = new Map<ResourceKey, Resolved>(subjects.map((subject) => [subject.key, subject]));
  const byId = new Map(subjects.flatMap((subject) => subject.bearers.map((raw) => [raw.id, subject])));
  const takenBy = takers(objects, byId);
  const ownerOf = ownersAmong(subjects);
  const remade = new Set<ResourceKey>();
  const how: CompareContext = { input, index, findings, takenBy, ownerOf, over, remade };
  for (const subject of subjects) settle(subject, how);
  countUnmanaged(input, subjects, findings);
  findings.diagnostics.push(...secretWarnings(findings.changes, input.kinds));
  findings.diagnostics.push(...namedTwice(findings.changes, input, objects));
  const settled = settleTransfers(findings.changes, { byKey, byId }, { findings, objects });
  return { ...findings, changes: settleReferences(settled, subjects, { findings, index }) };
}
