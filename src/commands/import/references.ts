import type { Found, Importer } from '../../kinds/importer.ts';
import { referredKey, type KeysById } from '../../kinds/ids.ts';
import type { Kind } from '../../kinds/kind.ts';
import { byText, entriesOf, isList, type Json } from '../../lib/json.ts';

/** A root and what stands inside its document. */
interface Family {
  readonly importer: Importer;
  readonly root: Found;
  readonly parts: readonly Found[];
  readonly attached?: readonly Found[];
}

/** The kind of what stands inside documents of an importer; the root's own where nothing does. */
export const kindInside = ({ parts, root }: Importer): Kind => parts?.kind ?? root;

/** The fields of an object that name another one, with the id or the key that they hold. */
export function referencesIn(
  kind: Kind,
  { spec }: Found,
): readonly (readonly [path: string, target: string])[] {
  return Object.entries(spec).flatMap(([path, value]) =>
    kind.policy(path).reference === undefined
      ? []
      : entriesOf(value).flatMap((target) => (typeof target === 'string' ? [[path, target] as const] : [])),
  );
}

/** Everything that a root and its parts refer to, by id or key. */
export function referencesOf({ importer, root, parts, attached = [] }: Family): readonly string[] {
  const joint = importer.attached?.kind;
  const all = [
    ...(joint === undefined ? [] : attached.flatMap((each) => referencesIn(joint, each))),
    ...referencesIn(importer.root, root),
    ...parts.flatMap((part) => referencesIn(kindInside(importer), part)),
  ];
  return all.map(([, target]) => target);
}

/** The object with the keys of what it refers to in the place of their ids, where they have one. */
export function translated(kind: Kind, found: Found, keys: KeysById): Found {
  const swap = (path: string, value: Json): Json => {
    if (isList(value)) return value.map((item) => swap(path, item)).sort(byText);
    return typeof value === 'string' ? (referredKey(keys, kind, { path, id: value }) ?? value) : value;
  };
  const named = Object.entries(found.spec).map(([path, value]) => [
    path,
    kind.policy(path).reference === undefined ? value : swap(path, value),
  ]);
  return { raw: found.raw, spec: Object.fromEntries(named) };
}
