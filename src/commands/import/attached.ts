import { referredKey, type KeysById } from '../../kinds/ids.ts';
import type { Found, Importer } from '../../kinds/importer.ts';
import type { Left } from '../../model/import.ts';
import { codesOf, type ResourceKey } from '../../model/key.ts';
import type { LiveState, RawObject } from '../../model/state.ts';
import type { Group } from './group.ts';
import type { LineRule } from './subject.ts';

/** What is attached to the root of a new document, as far as a document can say it. */
export function attachedTo(
  { attached }: Importer,
  root: RawObject,
  { objects }: LiveState,
): readonly Found[] {
  const parent = attached?.kind.routes.parent;
  if (attached === undefined || parent === undefined) return [];
  return (objects.get(attached.kind.name) ?? [])
    .filter((raw) => raw[parent.path] === root.id && attached.counts(raw))
    .flatMap((raw): Found[] => {
      const decoded = attached.kind.decode(raw);
      return 'spec' in decoded ? [{ raw, spec: decoded.spec }] : [];
    });
}

/** The id of what an attachment joins to its root. */
export function targetOf({ attached }: Importer, { spec }: Found): string {
  const id = attached === undefined ? null : spec[attached.path];
  return typeof id === 'string' ? id : '';
}

/** The key of what an attachment joins to its root; undefined where that has none. */
function joinedKey(importer: Importer, found: Found, keys: KeysById): ResourceKey | undefined {
  const { attached } = importer;
  const at = { path: attached?.path ?? '', id: targetOf(importer, found) };
  return attached === undefined ? undefined : referredKey(keys, attached.kind, at);
}

/** The codes by which a document says what is attached to its root, sorted; and what it cannot say. */
export function attachedCodes(
  { importer, attached = [], key }: Pick<Group, 'importer' | 'attached'> & { readonly key: ResourceKey },
  { keys, unsayable }: Pick<LineRule, 'keys' | 'unsayable'>,
): { readonly codes: readonly string[]; readonly left: readonly Left[] } {
  const all = attached.map((found) => ({ found, target: joinedKey(importer, found, keys) }));
  const said = all.flatMap(({ target }) =>
    target === undefined || unsayable.has(target) ? [] : [codesOf(target)],
  );
  const lost = all.filter(({ target }) => target === undefined || unsayable.has(target));
  return {
    codes: said.sort(),
    left: lost.map(({ found }) => ({
      kind: importer.attached?.kind.name ?? '',
      id: found.raw.id,
      key,
      reason: 'field',
      field: importer.attached?.path ?? '',
      value: targetOf(importer, found),
      detail: 'it refers to an object that is not imported',
    })),
  };
}
