import type { SourceFile } from '../../model/source.ts';
import type { AppliedState, Desired } from '../../model/state.ts';
import { readManifests, type ReadManifests } from '../../workspace/read.ts';
import { environmentsOf } from '../environment.ts';
import { checkCatalog } from '../session.ts';
import { readApplied, withLeftover } from '../snapshot-state.ts';
import { plansOf, snapshotPath, type Settings } from '../workspace.ts';
import type { Existing } from './existing.ts';
import type { ImportOptions } from './options.ts';

/** A file of nothing but comments says nothing yet. */
const saysSomething = ({ text }: SourceFile): boolean =>
  text.split('\n').some((line) => !/^\s*(---|\.\.\.)?\s*(#.*)?$/.test(line));

/** The manifests that are there; that there are none is how an import usually begins. */
export async function manifestsThere(plans: string): Promise<ReadManifests> {
  const { files, diagnostics } = await readManifests(plans);
  return {
    files: files.filter(saysSomething),
    diagnostics: diagnostics.filter((each) => each.code !== 'manifest.no-manifests'),
  };
}

/** The names of environments that a manifest may mention. */
export const environmentNames = (settings: Settings): readonly string[] => [
  ...new Set([...environmentsOf(settings.config).map(({ name }) => name), settings.environment.name]),
];

/**
 * What git and the snapshots say: of the environment that is imported from, and of the others.
 *
 * @throws {InvalidInput} where the manifests are not valid.
 * @throws {Fault} `snapshot.wrong-catalog` where the snapshot is of another catalog.
 */
export async function openExisting(
  options: ImportOptions,
  settings: Settings,
  read: ReadManifests,
): Promise<Existing> {
  const { environment, snapshotFile } = settings;
  const wanted = (name: string): readonly Desired[] =>
    plansOf(read, settings, { ...environment, name }).desired;
  const others = environmentNames(settings).filter((name) => name !== environment.name);
  const otherApplied: AppliedState[] = [];
  for (const other of environmentsOf(settings.config)) {
    const path = snapshotPath({ ...options, snapshot: undefined }, other);
    const state = other.name === environment.name || path === snapshotFile ? null : await readApplied(path);
    if (state !== null) otherApplied.push(state);
  }
  const stored =
    options.snapshots === undefined
      ? await readApplied(snapshotFile)
      : await options.snapshots.read(snapshotFile);
  checkCatalog(settings, stored);
  const applied =
    stored === null || options.snapshots !== undefined ? stored : await withLeftover(snapshotFile, stored);
  return {
    desired: wanted(environment.name),
    others: new Map(others.map((name) => [name, wanted(name)])),
    every: plansOf(read, settings, null).desired,
    applied,
    otherApplied,
  };
}
