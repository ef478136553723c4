import type { ExpandContext, ManifestKind } from '../kinds/manifest-kind.ts';
import type { LintRule } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { existsIn } from '../model/environments.ts';
import type { SourceFile } from '../model/source.ts';
import type { Desired } from '../model/state.ts';
import { distinct, duplicateClaims, presentFormers, type Expansion } from './duplicates.ts';
import { expandDocument } from './expand-document.ts';
import { lint } from './lint.ts';
import { inOrder } from './order.ts';
import { parseFile } from './parse.ts';
import { badReferences } from './references.ts';

/** What a loader needs to know beside the files. */
export interface LoadOptions {
  /** Every kind of manifest; a document without `kind` is of the first. */
  readonly kinds: readonly ManifestKind[];
  /** null: validate for all environments at once. */
  readonly environment: string | null;
  /** The environments that the configuration names; without any there are `test` and `live`. */
  readonly environments?: readonly string[];
  /** The same with their modes. */
  readonly described?: ExpandContext['described'] & {};
  readonly defaultCurrency: string | null;
  readonly lintRules: readonly LintRule[];
}

/** What the manifests say. `desired` is sorted by key, and of no use while `diagnostics` holds an error. */
export interface Loaded {
  readonly desired: readonly Desired[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The environments there are without a configuration: the modes of keys. */
const MODES = ['test', 'live'];

/**
 * Turns manifests into the objects of one environment. Every problem of every file is reported, in the order of
 * files and lines; nothing throws, whatever the files hold. The order of `files` does not matter.
 */
export function loadManifests(files: readonly SourceFile[], options: LoadOptions): Loaded {
  const { environment } = options;
  const environments = environmentsOf(options);
  const scope = environment === null ? environments : [environment];
  const read = expandFiles(files, { ...options, environments });
  const { first, diagnostics: duplicates } = distinct(read.expansions);
  const objects = first.flatMap((expansion) => expansion.objects);
  const here = (object: Desired): boolean => scope.some((name) => existsIn(object, name));
  return {
    desired: objects.filter(here).sort((a, b) => (a.key < b.key ? -1 : 1)),
    diagnostics: inOrder([
      ...read.diagnostics,
      ...duplicates,
      ...duplicateClaims(first, scope),
      ...presentFormers(objects, scope),
      ...badReferences(objects, scope),
      ...lint(first, { here, rules: options.lintRules }),
    ]),
  };
}

function environmentsOf({ environment, environments = [] }: LoadOptions): readonly string[] {
  const named = environments.length === 0 ? MODES : environments;
  return environment === null || named.includes(environment) ? named : [...named, environment];
}

function expandFiles(
  files: readonly SourceFile[],
  options: LoadOptions & { environments: readonly string[] },
): { expansions: readonly Expansion[]; diagnostics: readonly Diagnostic[] } {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const parsed = sorted.map((file) => parseFile(file, 'manifest'));
  const expanded = parsed.flatMap(({ documents }) => documents.map((each) => expandDocument(each, options)));
  const expansions = expanded.flatMap(({ expansion }) => (expansion === undefined ? [] : [expansion]));
  const diagnostics = [...parsed, ...expanded].flatMap((each) => each.diagnostics);
  const empty = expansions.length === 0 && diagnostics.length === 0;
  return { expansions, diagnostics: empty ? [noManifests(files)] : diagnostics };
}

/** Nothing to want is never meant: it would take everything off sale. */
function noManifests(files: readonly SourceFile[]): Diagnostic {
  const summary = files.length === 0 ? 'there are no manifests' : 'the manifests are empty';
  const detail = 'Write at least one; or, to take everything off sale, set `active: false`.';
  return { severity: 'error', code: 'manifest.no-manifests', summary, detail };
}
