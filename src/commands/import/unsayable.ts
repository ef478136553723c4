import type { ExpandOptions } from '../../manifest/expand-document.ts';
import type { ResourceKey } from '../../model/key.ts';
import { targetOf } from './attached.ts';
import { composed } from './compose.ts';
import type { NamedGroup } from './name.ts';
import { subjectOf, type LineRule } from './subject.ts';

/** The keys of groups that something is attached to and that no document can say. */
export function unsayableOf(
  groups: readonly NamedGroup[],
  rule: Omit<LineRule, 'unsayable'>,
  options: ExpandOptions,
): ReadonlySet<ResourceKey> {
  const targets = new Set(
    groups.flatMap(({ importer, attached = [] }) => attached.map((found) => targetOf(importer, found))),
  );
  const whole = { ...rule, unsayable: new Set<ResourceKey>() };
  const bad = groups.filter(
    (group) => targets.has(group.root.raw.id) && composed(subjectOf(group, whole), options).document === null,
  );
  return new Set(bad.map(({ key }) => key));
}
