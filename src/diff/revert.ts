import { equal } from '../lib/json.ts';
import { isDue, type Archive, type Change, type Deletion } from '../model/change.ts';
import type { IgnoreRule } from '../model/config.ts';
import type { Findings } from '../model/findings.ts';
import { kindOf, type ResourceKey } from '../model/key.ts';
import type { Drift, Retiring } from '../model/plan.ts';
import { asApplied } from './as-applied.ts';
import { retireAtOf } from './choose.ts';
import { compare } from './compare.ts';
import type { DiffInput } from './input.ts';
import { compareApplied, driftOfRemoved } from './removed.ts';
import { withRenames } from './renamed.ts';

const lineOf = (key: string, path: string): string => `${key} ${path}`;

const linesOf = ({ key, fields }: Pick<Drift, 'key' | 'fields'>): readonly string[] =>
  fields.map(({ path }) => lineOf(key, path));

/**
 * Fields that lost their unique value to one that moved. With another value merged for them, a plan takes that for half of
 * an exchange; with the other one put back there is none.
 */
function robbed(
  { kinds }: DiffInput,
  fromApplied: readonly Drift[],
  moved: ReadonlySet<string>,
): readonly string[] {
  const unique = fromApplied.flatMap(({ key, fields }) => {
    const kind = kinds.find(({ name }) => name === kindOf(key));
    return fields
      .filter(({ path }) => kind?.policy(path).exclusive === true)
      .map((field) => ({ ...field, line: lineOf(key, field.path) }));
  });
  const taken = unique.filter(({ live, line }) => live !== null && moved.has(line));
  return unique
    .filter(({ applied, live }) => live === null && taken.some((other) => equal(other.live, applied)))
    .map(({ line }) => line);
}

/** Tells the key under which an object is recorded that the manifests have under this one. */
function recordedKeys({ applied, desired }: DiffInput): (key: ResourceKey) => ResourceKey {
  const recorded = new Map(
    desired.map(({ key, formerly }) => {
      const names = [key, ...formerly];
      return [key, names.find((name) => applied?.resources.has(name) === true) ?? key] as const;
    }),
  );
  return (key) => recorded.get(key) ?? key;
}

/** What somebody moved and the manifests do not want: drift and conflicts, each as its object is recorded. */
function movedIn(input: DiffInput, fromApplied: readonly Drift[]): ReadonlySet<string> {
  const { choices } = input;
  const asked = compare({ ...input, choices: { ...choices, prefer: new Map(), revert: new Set() } });
  const recorded = recordedKeys(input);
  const found = [...asked.drift, ...asked.conflicts].map(({ key, fields }) => {
    return { key: recorded(key), fields };
  });
  const moved = new Set([...found, ...driftOfRemoved(input, fromApplied)].flatMap(linesOf));
  return new Set([...moved, ...robbed(input, fromApplied, moved)]);
}

/** What a retirement that is over leaves as it is. */
const overdue = ({ key, raw }: Archive | Deletion): Retiring => ({
  key,
  stripeId: raw.id,
  due: retireAtOf(raw) ?? '',
});

/**
 * What puts last-applied values back and does nothing else.
 *
 * Compared is what was last applied, so that a merged change which no release made is not known here. Fields where Stripe
 * has by now what the manifests want, or which they have let go, are passed over: the record is what is old there. And of
 * what that comes to, only changes stay all of whose fields somebody moved: what an interrupted run left is the next
 * apply's to finish.
 *
 * An object that is gone is made again where `revert` names it, or says `all` and there is no secret to it; unless no
 * manifest wants it any more.
 */
export function compareToRevert(given: DiffInput): Findings {
  const input = withRenames(given);
  const { choices } = input;
  const recorded = recordedKeys(input);
  const revert =
    typeof choices.revert === 'string' ? choices.revert : new Set([...choices.revert].map(recorded));
  const { drift: fromApplied } = compareApplied(input);
  const moved = movedIn(input, fromApplied);
  const settled = fromApplied.map(({ key, fields }): IgnoreRule => {
    const paths = fields.map(({ path }) => path);
    return { key, fields: paths.filter((path) => !moved.has(lineOf(key, path))) };
  });
  const ignore = [...choices.ignore, ...settled];
  const found = compare({ ...input, desired: asApplied(input), choices: { ...choices, revert, ignore } });
  const wanted = new Set(input.desired.map(({ key }) => recorded(key)));
  const putsBack = ({ action, key, kind, fields }: Change): boolean => {
    if (action === 'recreate') {
      // With a new secret it would not be the same to those who use it: not by itself.
      const hasSecret = input.kinds.find(({ name }) => name === kind)?.secret !== undefined;
      const isAsked = typeof revert === 'string' ? revert === 'all' && !hasSecret : revert.has(key);
      return wanted.has(key) && isAsked;
    }
    return (
      (action === 'update' || action === 'replace') &&
      fields.length > 0 &&
      fields.every(({ path }) => moved.has(lineOf(key, path)))
    );
  };
  const direct = new Set(found.changes.filter(putsBack));
  const remade = new Set([...direct].map(({ key }) => key));
  const endsAlong = (change: Change): boolean =>
    change.action === 'replace' && change.endsWith !== undefined && remade.has(change.endsWith);
  const changes = found.changes
    .filter((change) => direct.has(change) || endsAlong(change))
    .map((change): Change => ({ ...change, where: null }));
  const changed = new Set(changes.map(({ key }) => key));
  return {
    ...found,
    changes,
    // What is due stays for the next apply, and is not to be forgotten until then.
    retiring: [...found.retiring, ...found.changes.filter(isDue).map(overdue)],
    catchUps: [],
    conflicts: [],
    orphans: [],
    losses: found.losses.filter(({ key }) => changed.has(key)),
    diagnostics: found.diagnostics.map(({ where: _where, ...diagnostic }) => diagnostic),
  };
}
