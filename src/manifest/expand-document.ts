import type { ExpandContext, ManifestDocument, ManifestKind } from '../kinds/manifest-kind.ts';
import { isRecord } from '../lib/json.ts';
import { suggest } from '../lib/suggest.ts';
import { allOf, code } from '../lib/wording.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { SourceDocument } from './document.ts';
import type { Expansion } from './duplicates.ts';
import { schemaProblems } from './problems.ts';
import { prune } from './prune.ts';
import { schemaErrors } from './validate.ts';

/** What an expansion depends on beside the document. */
export interface ExpandOptions {
  readonly kinds: readonly ManifestKind[];
  readonly environment: string | null;
  readonly environments: readonly string[];
  readonly described?: ExpandContext['described'] & {};
  readonly defaultCurrency: string | null;
}

/** What became of one document; no expansion where not even its key could be read. */
export interface Expanded {
  readonly expansion?: Expansion;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Validates a document and expands what is valid of it, so that a mistake in one field does not hide those in
 * others.
 */
export function expandDocument(document: SourceDocument, options: ExpandOptions): Expanded {
  const chosen = chooseKind(document, options.kinds);
  if ('severity' in chosen) return { diagnostics: [chosen] };
  const problems = schemaProblems(schemaErrors(chosen.schema, document.data), { document, area: 'manifest' });
  const diagnostics = problems.map(({ diagnostic }) => diagnostic);
  const data = prune(
    document.data,
    problems.flatMap(({ invalid }) => (invalid === undefined ? [] : [invalid])),
  );
  if (!isRecord(data)) return { diagnostics };
  const meant = new Set(
    problems.flatMap((each) => (each.meant === undefined ? [] : [each.meant.join('\n')])),
  );
  const valid: ManifestDocument = {
    data,
    at: document.at,
    text: document.text,
    // A name that is misspelt is there, only not right: nobody should call it missing.
    has: (path) => document.has(path) || meant.has(path.join('\n')),
  };
  const objects = chosen.expand(valid, { ...options, report: (problem) => diagnostics.push(problem) });
  if (typeof data.code !== 'string') return { diagnostics };
  return { expansion: { kind: chosen, objects, valid: diagnostics.length === 0 }, diagnostics };
}

function chooseKind(document: SourceDocument, kinds: readonly ManifestKind[]): ManifestKind | Diagnostic {
  const { data } = document;
  const names = kinds.map(({ name }) => name);
  const name = isRecord(data) ? (data.kind ?? names[0]) : undefined;
  const kind = kinds.find((each) => each.name === name);
  if (kind !== undefined) return kind;
  if (!isRecord(data)) {
    return {
      severity: 'error',
      code: 'manifest.wrong-type',
      summary: `the document is ${Array.isArray(data) ? 'a list' : 'a single value'}; expected a map`,
      detail: 'A manifest starts with lines such as `code: pro` and `name: Pro Plan`.',
      where: document.at([]),
    };
  }
  const written = document.text(['kind']) ?? '';
  const near = suggest(written, names);
  return {
    severity: 'error',
    code: 'manifest.unknown-kind',
    summary: `there is no kind of manifest ${code(written)}`,
    detail: near === undefined ? `There are ${allOf(names)}.` : `Did you mean ${code(near)}?`,
    where: document.at(['kind']),
  };
}
