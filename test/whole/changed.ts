import type { Kind } from '../../src/kinds/kind.ts';
import { equal } from '../../src/lib/json.ts';
import { fitsPattern } from '../../src/lib/pattern.ts';
import { pathsOf } from '../../src/model/spec.ts';
import type { AppliedState } from '../../src/model/state.ts';
import type { WholeKind } from './kind.ts';

/** The fields of a kind that a release may change, by its own table. */
const changeable = ({ policy, replaceable }: Kind): readonly string[] =>
  policy.paths.filter((path) => {
    const { change } = policy(path);
    return change === 'mutable' || change === 'oneWay' || (change === 'immutable' && replaceable !== false);
  });

/** Every path at which an object of the kind says something else in the second. */
function moved(kind: Kind, before: AppliedState, after: AppliedState): ReadonlySet<string> {
  const pairs = [...before.resources.values()].flatMap((old) => {
    const now = after.resources.get(old.key);
    return old.kind === kind.name && now !== undefined ? [[old.spec, now.spec] as const] : [];
  });
  return new Set(
    pairs.flatMap(([old, now]) =>
      pathsOf(old, now).filter((path) => !equal(old[path] ?? null, now[path] ?? null)),
    ),
  );
}

/** The fields that may change and did not, though nothing says why. */
export function unmoved(
  kind: Kind,
  whole: WholeKind | undefined,
  [before, after]: readonly [AppliedState, AppliedState],
): readonly string[] {
  const paths = [...moved(kind, before, after)];
  return changeable(kind)
    .filter((pattern) => !Object.hasOwn(whole?.still ?? {}, pattern))
    .filter((pattern) => !paths.some((path) => fitsPattern(pattern, path)))
    .map((pattern) => `${kind.name} ${pattern}`);
}
