import { atOnce } from '../../lib/at-once.ts';
import { Fault } from '../../model/fault.ts';
import { LINK, type Github } from '../../github/github.ts';
import { differsFrom } from '../../workspace/checkout.ts';
import { isManifest } from '../../workspace/find.ts';
import { sourceOf, type ReadSource } from '../../workspace/read-source.ts';
import type { ReadManifests } from '../../workspace/read.ts';

/** Git blob ids of the files in the manifests' folder, by path: of the merge and of its base. */
export interface Trees {
  readonly merge: ReadonlyMap<string, string>;
  readonly base: ReadonlyMap<string, string>;
}

/**
 * Refuses manifests that are links.
 *
 * @throws {Fault} `review.link`.
 */
export function refuseLinks(plans: string, tree: ReadonlyMap<string, string>): void {
  const link = [...tree].find(([name, id]) => id.startsWith(LINK) && isManifest(plans, name));
  if (link === undefined) return;
  throw new Fault(
    'review.link',
    `${link[0]} is a symbolic link, and a review cannot see what it led to before`,
    'Put the file itself there.',
  );
}

/**
 * Refuses a working folder that is not the commit that is planned, and manifests that are links: what a link leads to
 * can change where nobody compares.
 *
 * @throws {Fault} `review.other-checkout` or `review.link`.
 */
export async function checkCheckout(plans: string, commit: string, { merge }: Trees): Promise<void> {
  refuseLinks(plans, merge);
  const path = await differsFrom(plans, merge);
  if (path === null) return;
  throw new Fault(
    'review.other-checkout',
    `${path} in the working folder is not what the commit ${commit} has`,
    'Plan what will be merged: use actions/checkout without "ref:", before any step that changes files.',
  );
}

/** A word for a shell: names of branches and files are whatever somebody chose. */
const quoted = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Refuses a merge that brings another snapshot: only releases write it.
 *
 * @throws {Fault} `snapshot.touched`.
 */
export function checkSnapshots({ merge, base }: Trees, baseRef: string): void {
  // Beside a snapshot stands the record of an apply that was killed; that is not for git either.
  const isSnapshot = (path: string): boolean => /(^|\/)snapshot\.[^/]+\.sqlite[^/]*$/.test(path);
  const paths = [...new Set([...merge.keys(), ...base.keys()])].filter(isSnapshot).sort();
  const touched = paths.find((path) => merge.get(path) !== base.get(path));
  if (touched === undefined) return;
  const path = quoted(touched);
  const undo = base.has(touched)
    ? `git checkout ${quoted(`origin/${baseRef}`)} -- ${path}`
    : `git rm ${path}`;
  throw new Fault(
    'snapshot.touched',
    `this pull request changes ${touched}, which only a release writes`,
    `Undo that and commit: ${undo}`,
  );
}

/** The manifests at the base; what the merge has too is not read again. */
export async function baseManifests(
  github: Github,
  { merge, base }: Trees,
  { plans, sources }: { readonly plans: string; readonly sources: ReadonlyMap<string, string> },
): Promise<ReadManifests> {
  const paths = [...base.keys()].filter((path) => isManifest(plans, path)).sort();
  const read = await atOnce(paths, async (path): Promise<ReadSource> => {
    const id = (base.get(path) ?? '').replace(LINK, '');
    const text = merge.get(path) === id ? sources.get(path) : undefined;
    if (text !== undefined) return { file: { path, text }, diagnostics: [] };
    return sourceOf(path, await github.blob(id), 'manifest');
  });
  return {
    files: read.flatMap(({ file }) => (file === null ? [] : [file])),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}
