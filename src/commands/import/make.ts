import { manifestKinds } from '../../kinds/manifests.ts';
import { readPermission } from '../../kinds/permissions.ts';
import { idOf, type KeysById } from '../../kinds/ids.ts';
import { kinds } from '../../kinds/registry.ts';
import type { Imported, Unread } from '../../model/import.ts';
import type { ResourceKey } from '../../model/key.ts';
import type { SourceFile } from '../../model/source.ts';
import type { Desired, LiveState } from '../../model/state.ts';
import type { Settings } from '../workspace.ts';
import { assemble } from './assemble.ts';
import { keysElsewhere, knownIds, objectsApart, type Existing } from './existing.ts';
import { matchGroups } from './match.ts';
import { nameGroups } from './name.ts';
import type { ImportOptions } from './options.ts';
import { survey } from './survey.ts';
import { environmentNames } from './there.ts';

/** What an import is made of. */
export interface ImportInput {
  readonly live: LiveState;
  readonly before: Existing;
  /** The manifests that are there. */
  readonly files: readonly SourceFile[];
  readonly settings: Settings;
  readonly options: ImportOptions;
}

/**
 * The files that an account's catalog is: what is there is surveyed, compared with what manifests of other environments
 * describe, given codes, and written down. Pure: the same account gives the same files.
 */
export function makeImport({ live, before, files, settings, options }: ImportInput): Imported {
  const { config, environment } = settings;
  const known = knownIds(before, live, { kinds, catalog: config.catalog });
  const unread = unreadIn(live);
  const { groups, left, archived, managed } = survey({
    live,
    catalog: config.catalog,
    importers: manifestKinds.map(({ importer }) => importer),
    selection: { ids: options.product, activeOnly: options.active, since: options.since ?? null },
    known,
    isUnread: unread.length === 0 ? () => false : isMissingFrom(live, known),
  });
  // Whether what is not read is here, or what refers to it, nobody knows.
  const uncertain = new Set(
    [...unread, ...left.filter(({ reason }) => reason === 'not-read')].map(({ kind }) => kind),
  );
  const elsewhere = keysElsewhere(before, known);
  const apart = objectsApart(
    before,
    manifestKinds.map(({ importer }) => importer),
  );
  const strangers = new Set([...elsewhere, ...apart.map(({ key }) => key)]);
  const matched = matchGroups(groups, [...before.desired, ...apart], strangers);
  const ids = idsOf(live, before.every);
  const names = nameGroups(matched.groups, { known, keys: keysOf(before), ids });
  const environments = environmentNames(settings);
  const others = environments.filter((name) => name !== environment.name);
  const made = assemble({
    groups: names.named,
    matches: matched.matches,
    absent: matched.absent.filter((each) => !apart.includes(each) && !uncertain.has(each.kind)),
    known,
    options: {
      kinds: manifestKinds,
      environment: environment.name,
      environments,
      ...(config.environments.size === 0 ? {} : { described: config.environments }),
      defaultCurrency: config.defaultCurrency,
    },
    place: { environment: environment.name, others },
    lines: { shared: isShared(before, elsewhere), mapped: config.environments.size > 1 },
    root: options.plans.replaceAll('\\', '/').replace(/(?<=.)\/+$/, ''),
    texts: new Map(files.map(({ path, text }) => [path, text])),
  });
  return {
    ...made,
    left: [...left, ...matched.left, ...names.left, ...made.left],
    unread,
    archived,
    managed,
  };
}

/** The kinds of which nothing was read, since the key may not. */
function unreadIn({ objects }: LiveState): readonly Unread[] {
  return kinds
    .filter(({ name }) => !objects.has(name))
    .map((kind) => ({ kind: kind.name, permission: readPermission(kind) }));
}

function isMissingFrom({ objects }: LiveState, known: KeysById): (name: string) => boolean {
  const read = [...objects].flatMap(([kind, raws]) => raws.map(({ id }) => idOf(kind, id)));
  const there = new Set([...read, ...known.keys()]);
  return (name) => !there.has(name);
}

/** True where releases elsewhere would create what is new here. */
const isShared = ({ otherApplied }: Existing, elsewhere: ReadonlySet<ResourceKey>): boolean =>
  elsewhere.size > 0 || otherApplied.some(({ resources }) => resources.size > 0);

/** Every key that is somebody's already. */
function keysOf({ every, applied, otherApplied }: Existing): ReadonlySet<ResourceKey> {
  const recorded = [applied, ...otherApplied].flatMap((state) => [...(state?.resources.keys() ?? [])]);
  return new Set([...every.map(({ key }) => key), ...recorded]);
}

/** By kind: the values that a code would claim, of what the account has and of what manifests write. */
function idsOf(live: LiveState, desired: readonly Desired[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    manifestKinds.map(({ importer: { root } }) => {
      const theirs = (live.objects.get(root.name) ?? []).map((raw) => root.naturalKeysOf(raw));
      const written = desired
        .filter(({ kind }) => kind === root.name)
        .map(({ spec, onCreate }) => root.naturalKeys({ ...onCreate, ...spec }));
      return [root.name, new Set([...theirs, ...written].flatMap(Object.values<string>))];
    }),
  );
}
