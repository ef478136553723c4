import { Fault } from '../model/fault.ts';
import type { SourceFile } from '../model/source.ts';
import { readSource } from './read-source.ts';

/** Where the configuration is when nobody says otherwise. */
export const DEFAULT_PATH = '.github/pricebook.yaml';

/**
 * The configuration's text, or null where there is none and none was asked for.
 *
 * @throws {Fault} `config.unreadable`, `config.not-utf8` or `config.too-large` when the file cannot be used.
 */
export async function readConfigFile(named: string | undefined): Promise<SourceFile | null> {
  const path = named ?? DEFAULT_PATH;
  const {
    file,
    diagnostics: [problem],
  } = await readSource(path, 'config');
  if (problem !== undefined) throw new Fault(problem.code, problem.summary, problem.detail);
  if (file !== null || named === undefined) return file;
  throw missingConfig(path);
}

/** A configuration that somebody named must exist: without it no limit of theirs would count. */
export function missingConfig(path: string): Fault {
  return new Fault(
    'config.unreadable',
    `there is no configuration ${path}`,
    'Correct the path that names it, or leave it out: the configuration is optional.',
  );
}
