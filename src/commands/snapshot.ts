import { hasErrors } from '../model/diagnostic.ts';
import { Fault } from '../model/fault.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import { resultJson } from '../render/json.ts';
import { EXIT, type GlobalOptions, type Io } from './io.ts';
import { openSnapshot } from './recorded.ts';
import type { Result, Run } from './run.ts';

type FileOptions = GlobalOptions & { readonly file?: string | undefined };

/** `snapshot dump [FILE]`: the snapshot as text, one fact a line; git's textconv names the file. */
export async function dump(options: FileOptions, _io: Io, run: Run): Promise<Result> {
  const { readSnapshot } = await import('../snapshot/file.ts');
  const { dumpSnapshot } = await import('../snapshot/dump.ts');
  const { file } = options;
  const state = file === undefined ? (await openSnapshot(options, run)).state : await readSnapshot(file);
  if (state === null)
    throw new Fault('snapshot.missing', `there is no snapshot ${file}`, 'Correct the path.');
  const text = dumpSnapshot(state);
  return { exit: EXIT.done, text: text.trimEnd(), json: resultJson(run.facts(), { dump: text }) };
}

/** `snapshot verify [FILE]`: everything about the file that can be checked without Stripe. */
export async function verify(options: FileOptions, io: Io, run: Run): Promise<Result> {
  const { verifySnapshot } = await import('../snapshot/verify.ts');
  const file = options.file ?? (await openSnapshot(options, run)).file;
  const findings = await verifySnapshot(file);
  run.diagnostics = findings;
  const bad = hasErrors(findings);
  const text =
    findings.length === 0
      ? `${file} is sound.`
      : renderDiagnostics(findings, run.sources, { colour: io.colour });
  return { exit: bad ? EXIT.error : EXIT.done, text, json: resultJson(run.facts(), { file, sound: !bad }) };
}
