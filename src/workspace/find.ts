import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { code } from '../lib/wording.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { errorCode } from './error-code.ts';

const MANIFEST = /\.ya?ml$/;

/** True for the path of a manifest below `root`: its ending, and no name in it that starts with a dot. */
export function isManifest(root: string, path: string): boolean {
  const below = path.slice(root.length + 1);
  return MANIFEST.test(below) && !below.split('/').some((name) => name.startsWith('.'));
}

/** The manifests of a folder. */
export interface FoundManifests {
  /** Sorted, each below the folder's own path. */
  readonly paths: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds `*.yaml` and `*.yml` in a folder and in those below it. A link that leads out of the folder is refused: what
 * is applied must be what is in the repository. A link to a folder inside is passed over, since what it leads to is
 * found where it is. Names that start with a dot are left alone, as in a shell.
 */
export async function findManifests(root: string): Promise<FoundManifests> {
  const home = await realpath(root);
  const paths: string[] = [];
  const diagnostics: Diagnostic[] = [];

  const visit = async (folder: string): Promise<void> => {
    for (const entry of await entriesOf(folder, diagnostics)) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) await visit(path);
      else if (entry.isSymbolicLink()) await follow(path);
      else if (MANIFEST.test(entry.name)) paths.push(path);
    }
  };

  const follow = async (path: string): Promise<void> => {
    const target = await targetOf(path);
    if (target === undefined) {
      // Editors leave links to nowhere as locks; one with a manifest's name is a manifest that is missing.
      if (MANIFEST.test(path)) diagnostics.push(broken(path));
      return;
    }
    const isManifest = MANIFEST.test(path) && !target.isFolder;
    if (!isManifest && !target.isFolder) return;
    const inside = target.path === home || target.path.startsWith(`${home}${sep}`);
    if (!inside) diagnostics.push(outside(path));
    else if (isManifest) paths.push(path);
  };

  await visit(root);
  return { paths: paths.sort(), diagnostics };
}

async function entriesOf(folder: string, diagnostics: Diagnostic[]): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter(({ name }) => !name.startsWith('.'));
  } catch (error) {
    const summary = `the folder ${code(folder)} cannot be read: ${errorCode(error)}`;
    const detail = 'Check that you may read it.';
    diagnostics.push({ severity: 'error', code: 'manifest.unreadable', summary, detail });
    return [];
  }
}

async function targetOf(path: string): Promise<{ path: string; isFolder: boolean } | undefined> {
  try {
    const target = await realpath(path);
    return { path: target, isFolder: (await stat(target)).isDirectory() };
  } catch (error) {
    errorCode(error);
    return undefined;
  }
}

function broken(path: string): Diagnostic {
  const summary = `${code(path)} is a link that leads nowhere`;
  const detail = 'Put the file itself there, or remove the link.';
  const where = { file: path, line: 1, column: 1 };
  return { severity: 'error', code: 'manifest.unreadable', summary, detail, where };
}

function outside(path: string): Diagnostic {
  const summary = `${code(path)} is a link that leads out of the folder`;
  const detail = 'What is applied must be in the folder itself. Put the file there, or remove the link.';
  const where = { file: path, line: 1, column: 1 };
  return { severity: 'error', code: 'manifest.link-outside', summary, detail, where };
}
