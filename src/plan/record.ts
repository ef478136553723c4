import { digestOf } from '../lib/digest.ts';
import { entriesOf, equal, type Json } from '../lib/json.ts';
import { decidedFields, isSpare, type Action, type Change, type FieldChange } from '../model/change.ts';
import { isKey, type ResourceKey } from '../model/key.ts';
import type { RecordedChange, ReviewRecord } from '../model/record.ts';
import type { AppliedState } from '../model/state.ts';
import type { UnreviewedChange, UnreviewedField } from '../model/unreviewed.ts';

/** Hexadecimal digits of a digest that are kept of each value: 64 bits, for values that nobody chose to collide. */
const DIGITS = 16;

const short = (value: Json): string => digestOf(value).slice(0, DIGITS);

/** A change as the record keeps it: no value in it, only what tells whether a value is the same. */
export function recordedChange(change: Change): RecordedChange {
  return {
    key: change.key,
    action: change.action,
    fields: Object.fromEntries(
      decidedFields(change).map(({ path, before, after }) => [path, [short(before), short(after)] as const]),
    ),
  };
}

/** The action of an entry that takes back what was shown before: its fields go back to what they were. */
const WITHDRAWN = 'withdraw';

/** What a pull request takes back of what others showed, as the record keeps it. */
export function recordedWithdrawal(change: Change): RecordedChange {
  const { key, fields } = recordedChange(change);
  const back = Object.entries(fields).map(([path, [before, after]]) => [path, [after, before] as const]);
  return { key, action: WITHDRAWN, fields: Object.fromEntries(back) };
}

/** The keys of what a record shows to happen. */
export const keysShown = ({ changes }: ReviewRecord): ReadonlySet<ResourceKey> | null =>
  changes === null
    ? null
    : new Set(changes.flatMap(({ key, action }) => (action === WITHDRAWN ? [] : [key])));

/** What is left of an entry once a later record speaks of its key; nothing, where it was taken back altogether. */
function outlasting(entry: RecordedChange, later: readonly RecordedChange[]): readonly RecordedChange[] {
  const paths = new Set(later.flatMap(({ fields }) => Object.keys(fields)));
  const fields = Object.entries(entry.fields).filter(([path]) => !paths.has(path));
  const isTakenBack = fields.length === 0 && later.some(({ action }) => action === WITHDRAWN);
  return isTakenBack ? [] : [{ ...entry, fields: Object.fromEntries(fields) }];
}

/** What records, oldest first, show of each key in the end: of a field the latest of them counts. */
function shownIn(records: readonly ReviewRecord[]): ReadonlyMap<ResourceKey, readonly RecordedChange[]> {
  const shown = new Map<ResourceKey, readonly RecordedChange[]>();
  for (const { changes } of records) {
    for (const [key, later] of Map.groupBy(changes ?? [], ({ key }) => key)) {
      const earlier = (shown.get(key) ?? []).flatMap((entry) => outlasting(entry, later));
      shown.set(key, [...earlier, ...later]);
    }
  }
  return shown;
}

/** What the snapshot says of what was released before. */
type Released = Pick<AppliedState, 'resources' | 'ids'>;

/** A plan as far as it is judged. */
interface Judged {
  readonly changes: readonly Change[];
  /** The digest of the whole plan that `changes` are from. */
  readonly digest: string;
  readonly applied: Released;
}

/** The value that a field was last given; undefined where it was given none. */
function lastApplied({ resources }: Released, change: Change, path: string): Json | undefined {
  const formerKey = 'formerKey' in change ? change.formerKey : null;
  const resource = resources.get(formerKey ?? change.key);
  // A product's id is sent once and is no part of what is remembered of its fields.
  return resource !== undefined && path === 'id' ? resource.id : resource?.spec[path];
}

/** True for a reference to an object that was replaced, alone or in a list, whose successor is put in its place. */
function follows({ resources, ids }: Released, { before, after }: FieldChange): boolean {
  const had = (key: ResourceKey, id: Json): boolean =>
    resources.get(key)?.id === id || ids.some((row) => row.key === key && row.id === id);
  const [old, now] = [entriesOf(before), entriesOf(after)];
  const gone = old.filter((id) => !now.includes(id));
  const come = now.filter((key) => !old.includes(key));
  return (
    gone.length > 0 &&
    come.every((key) => typeof key === 'string' && isKey(key) && gone.some((id) => had(key, id))) &&
    gone.every((id) => now.some((key) => typeof key === 'string' && isKey(key) && had(key, id)))
  );
}

interface Against {
  readonly applied: Released;
  /** What was shown of the change's key. */
  readonly entries: readonly RecordedChange[];
}

type Standing = 'restored' | 'shown' | UnreviewedField['shown'];

function standingOf(change: Change, field: FieldChange, { applied, entries }: Against): Standing {
  const { path, before, after } = field;
  const last = lastApplied(applied, change, path);
  if ((last !== undefined && equal(after, last)) || follows(applied, field)) return 'restored';
  // A replacement under a new key says nothing of the key, and an interrupted one is linked again under it.
  if (path === 'key' && change.recovery && entries.some(({ action }) => action === 'replace')) return 'shown';
  const pairs = entries.flatMap(({ fields }) => (fields[path] === undefined ? [] : [fields[path]]));
  if (pairs.length === 0) return 'nothing';
  const same = pairs.filter(([, shown]) => shown === short(after));
  if (same.length === 0) return 'other-after';
  // What is made again comes from nothing, whatever it was when it was shown.
  const isKnown = change.action === 'recreate' || equal(before, last);
  return isKnown || same.some(([shown]) => shown === short(before)) ? 'shown' : 'other-before';
}

/** True for what is adopted without a marker, and so only recorded: kinds without metadata, after a lost snapshot. */
const isOnlyRecorded = (change: Change): boolean => change.action === 'adopt' && !change.mark;

/**
 * True when the action needs no showing of its own: it mends, or does nothing but what its fields say, and they give
 * back what was released before.
 */
function mends(change: Change, standings: readonly Standing[]): boolean {
  if (change.recovery) return true;
  const isOnlyFields = change.action === 'update' || change.action === 'restore' || isOnlyRecorded(change);
  return isOnlyFields && standings.every((standing) => standing === 'restored');
}

/**
 * What may come of an action that was shown: an archive or a deletion was done by hand, a creation by a run that died; and
 * what is left of one that was done by half, and recorded so, is an update.
 */
const COMES_FROM: Readonly<Partial<Record<Action, readonly Action[]>>> = {
  forget: ['archive', 'delete', 'detach'],
  restore: ['create'],
  update: ['create', 'restore', 'adopt'],
};

const isShown = ({ action }: Change, shown: readonly string[]): boolean =>
  [action, ...(COMES_FROM[action] ?? [])].some((other) => shown.includes(other));

/** False for the end of a retirement, and of what an interrupted run left: both were reviewed with the replacement. */
export const needsReview = (change: Change): boolean => !isSpare(change);

function judge(change: Change, against: Against): readonly UnreviewedChange[] {
  if (!needsReview(change)) return [];
  const shown = [...new Set(against.entries.map(({ action }) => action))];
  const decided = isOnlyRecorded(change) ? change.fields : decidedFields(change);
  const standings = decided.map((field) => standingOf(change, field, against));
  const fields = decided.flatMap((field, index): readonly UnreviewedField[] => {
    const standing = standings[index];
    const isFine = standing === undefined || standing === 'restored' || standing === 'shown';
    return isFine ? [] : [{ ...field, shown: standing }];
  });
  const isFine = isShown(change, shown) || mends(change, standings);
  return isFine && fields.length === 0 ? [] : [{ change, shown, fields }];
}

/**
 * The changes that no pull request showed, each with the fields that were not and what was shown instead.
 *
 * A change was reviewed when a record holds its key and action, and holds for every field, under whatever action, the
 * value that it becomes; in the place of the value that it has now, or of whatever, where it has what was last applied.
 * So two pull requests that edit one object can be released together or one after the other. What was shown and is not
 * in the plan any more is not missed.
 *
 * Some need no showing. The end of a retirement was reviewed with the replacement. Recoveries (made again, linked
 * again, restored, what an interrupted run left on sale), updates that give back what was last applied, and what is
 * only recorded, release nothing that was not released before. A field of theirs that is to be something else needs
 * showing like any other. Without a snapshot nothing counts as last applied.
 *
 * Of a record that kept no changes, the plan's digest must be this one: then all of it was shown.
 *
 * What a later pull request says of a field takes the place of what an earlier one showed, also where it takes it back.
 *
 * @param records of the pull requests that are released, or are to be merged together, in the order of their merges.
 */
export function unreviewed(
  { changes, digest, applied }: Judged,
  records: readonly ReviewRecord[],
): readonly UnreviewedChange[] {
  if (records.some((record) => record.changes === null && record.digest === digest)) return [];
  const shown = shownIn(records);
  return changes.flatMap((change) => judge(change, { applied, entries: shown.get(change.key) ?? [] }));
}
