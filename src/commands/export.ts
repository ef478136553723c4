import { resultJson } from '../render/json.ts';
import type { ExportFormat } from '../snapshot/export.ts';
import { EXIT, type GlobalOptions, type Io } from './io.ts';
import { openSnapshot } from './recorded.ts';
import type { Result, Run } from './run.ts';

/** `export`: key, id, lookup key and retiring ids of everything recorded, for the application. Needs no key. */
export async function exportIds(
  options: GlobalOptions & { readonly format: ExportFormat },
  _io: Io,
  run: Run,
): Promise<Result> {
  const { state } = await openSnapshot(options, run);
  const { exportRecords, formatExport } = await import('../snapshot/export.ts');
  const records = exportRecords(state);
  const json = resultJson(run.facts(), { records: records.map((record) => ({ ...record })) });
  return { exit: EXIT.done, text: formatExport(records, options.format).trimEnd(), json };
}
