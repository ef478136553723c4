import { stat } from 'node:fs/promises';
import { code } from '../lib/wording.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { SourceFile } from '../model/source.ts';
import { errorCode } from './error-code.ts';
import { findManifests } from './find.ts';
import { readSource } from './read-source.ts';

/** What was read of a folder. */
export interface ReadManifests {
  /** Sorted by path. */
  readonly files: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the manifests of a folder and of those in it, as the user wrote its name. Whatever cannot be read is a
 * diagnostic, and so is a folder that is missing or holds no manifests: nothing to want is never meant.
 */
export async function readManifests(dir: string): Promise<ReadManifests> {
  const root = dir.replaceAll('\\', '/').replace(/(?<=.)\/+$/, '');
  if (!(await isFolder(root))) return nothing(`there is no folder ${code(root)}`);
  const found = await findManifests(root);
  const files: SourceFile[] = [];
  const diagnostics = [...found.diagnostics];
  for (const path of found.paths) {
    const read = await readSource(path, 'manifest');
    diagnostics.push(...read.diagnostics);
    if (read.file !== null) files.push(read.file);
  }
  if (files.length + diagnostics.length === 0) return nothing(`there are no manifests in ${code(root)}`);
  return { files, diagnostics };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    errorCode(error);
    return false;
  }
}

function nothing(summary: string): ReadManifests {
  const detail = 'Write at least one `.yaml` file there, or name another folder with `--plans`.';
  return { files: [], diagnostics: [{ severity: 'error', code: 'manifest.no-manifests', summary, detail }] };
}
