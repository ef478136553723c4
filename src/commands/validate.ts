import { renderDiagnostics } from '../render/diagnostics.ts';
import { resultJson } from '../render/json.ts';
import { EXIT, type GlobalOptions, type Io } from './io.ts';
import type { Result, Run } from './run.ts';
import { openForValidation } from './workspace.ts';

/** `validate`: manifests and configuration alone, for one environment or for all. Needs no key and no network. */
export async function validate(options: GlobalOptions, io: Io, run: Run): Promise<Result> {
  run.offline = true;
  const { environment, desired, diagnostics, sources } = await openForValidation(options);
  run.environment = environment?.name ?? null;
  run.diagnostics = diagnostics;
  run.sources = sources;
  const good = `${sources.size} ${sources.size === 1 ? 'file is' : 'files are'} valid: ${desired.length} objects.`;
  const warnings =
    diagnostics.length === 0 ? '' : `${renderDiagnostics(diagnostics, sources, { colour: io.colour })}\n\n`;
  return {
    exit: EXIT.done,
    text: `${warnings}${good}`,
    json: resultJson(run.facts(), { objects: desired.length }),
  };
}
