import { count, terminalPhrase } from '../render/phrase.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import { importJson, importMarkdown, renderImport } from '../render/import.ts';
import { resultJson } from '../render/json.ts';
import type { Imported } from '../model/import.ts';
import { terminalText } from '../render/safe.ts';
import { writeFiles } from '../workspace/write-files.ts';
import { environmentsOf } from './environment.ts';
import type { ImportOptions } from './import/options.ts';
import { readImport } from './import/read.ts';
import { manifestsThere } from './import/there.ts';
import { tidied } from './import/tidy.ts';
import { EXIT, type Io } from './io.ts';
import type { Result, Run } from './run.ts';
import { readApplied } from './snapshot-state.ts';
import { openConfig, snapshotPath } from './workspace.ts';

/** What an import came to, with the files that it wrote or that a pull request is to hold. */
export interface ImportResult extends Result {
  readonly imported: Imported;
}

/** An import without writing: for a pull request that brings its files. */
export async function proposeImport(options: ImportOptions, io: Io, run: Run): Promise<ImportResult> {
  const imported = await readImport(options, { io, run });
  const view = {
    environment: run.environment ?? '',
    account: run.account ?? '',
    livemode: run.livemode === true,
  };
  const style = { colour: io.colour };
  const { diagnostics, sources } = run;
  const warnings = diagnostics.length === 0 ? '' : `\n\n${renderDiagnostics(diagnostics, sources, style)}`;
  return {
    exit: EXIT.done,
    text: `${renderImport(imported, { ...view, style })}${warnings}`,
    markdown: importMarkdown(imported, view),
    json: resultJson(run.facts(), importJson(imported)),
    imported,
  };
}

/** `import`: makes manifests of what an account has. Stripe and the snapshot are only read. */
export async function importCatalog(options: ImportOptions, io: Io, run: Run): Promise<Result> {
  if (options.tidy) return tidy(options, run);
  const result = await proposeImport(options, io, run);
  await writeFiles(result.imported.files);
  return result;
}

/** `import --tidy`: takes away the `adopt` lines of what is recorded. Needs no key. */
async function tidy(options: ImportOptions, run: Run): Promise<Result> {
  run.offline = true;
  const config = await openConfig(options);
  const snapshots = await Promise.all(
    environmentsOf(config).map(async (environment) => {
      const snapshot = environment.name === options.env ? options.snapshot : undefined;
      const path = snapshotPath({ ...options, snapshot }, environment);
      return [environment.name, await readApplied(path)] as const;
    }),
  );
  const known = new Map(
    snapshots.flatMap(([name, state]) => (state === null ? [] : [[name, state] as const])),
  );
  const { files } = await manifestsThere(options.plans);
  const result = tidied(new Map(files.map(({ path, text }) => [path, text])), known);
  await writeFiles(result.files);
  const removed = result.files.reduce((sum, { objects }) => sum + objects.length, 0);
  const lines = result.files.map(({ path, objects }) => `  ~ ${terminalText(path)}  ${objects.length}`);
  const kept =
    result.kept.length === 0 ? '' : ` ${result.kept.length} stay: not recorded yet wherever they name.`;
  const done = removed === 0 ? 'No line to remove.' : `${terminalPhrase(count(removed, 'line'))} removed.`;
  return {
    exit: EXIT.done,
    text: [...lines, `${done}${kept}`].join('\n'),
    json: resultJson(run.facts(), {
      files: result.files.map(({ path, objects }) => ({ path, status: 'changed', objects })),
      kept: result.kept,
    }),
  };
}
