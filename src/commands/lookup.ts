import { Fault } from '../model/fault.ts';
import { resultJson } from '../render/json.ts';
import { EXIT, type GlobalOptions, type Io } from './io.ts';
import { openSnapshot } from './recorded.ts';
import type { Result, Run } from './run.ts';

/** `lookup KEY`: the Stripe id out of the snapshot, and nothing else on standard output. Needs no key. */
export async function lookup(
  options: GlobalOptions & { readonly key: string },
  _io: Io,
  run: Run,
): Promise<Result> {
  const { file, state } = await openSnapshot(options, run);
  const { lookupId } = await import('../snapshot/lookup.ts');
  const found = lookupId(state, options.key);
  if (found === undefined) {
    throw new Fault(
      'lookup.unknown',
      `${file} knows no ${JSON.stringify(options.key)}`,
      'Name a plan (basic_monthly), a price (pro/monthly), a lookup key, or a key as the plan prints it.',
    );
  }
  const { key, id, kind, retiring } = found;
  const json = { key, id, kind, retiring: retiring.map((row) => ({ id: row.id, until: row.retireAt })) };
  return { exit: EXIT.done, text: id, json: resultJson(run.facts(), json) };
}
