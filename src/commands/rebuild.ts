import { compare } from '../diff/compare.ts';
import { NO_CHOICES } from '../diff/input.ts';
import { kinds } from '../kinds/registry.ts';
import type { Json } from '../lib/json.ts';
import type { Change } from '../model/change.ts';
import { hasErrors } from '../model/diagnostic.ts';
import { kindOf } from '../model/key.ts';
import type { Applied, AppliedState, IdRecord } from '../model/state.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import { resultJson } from '../render/json.ts';
import { terminalText } from '../render/safe.ts';
import { saleWords } from '../render/sale.ts';
import { recordedSerial, writeSnapshot } from '../snapshot/file.ts';
import { timestamp } from '../stripe/apply/context.ts';
import { openReader } from './connect.ts';
import { EXIT, type GlobalOptions, type Io } from './io.ts';
import { readStripe } from './make-plan.ts';
import type { Result, Run } from './run.ts';
import { openSession } from './session.ts';

/** What was last applied to an object that only its marker tells of: the managed fields as Stripe has them now. */
function recordFrom(change: Change, commit: string | null): Applied | null {
  if (change.action !== 'relink' && change.action !== 'replace') return null;
  const before: Record<string, Json> = { ...change.record };
  for (const field of change.fields) if (field.path !== 'key') before[field.path] = field.before;
  const id = change.action === 'replace' ? change.old.id : change.raw.id;
  return { key: change.key, kind: change.kind, id, spec: before, commit };
}

async function serialOf(file: string): Promise<number> {
  try {
    return (await recordedSerial(file)) ?? 0;
  } catch {
    // A file that cannot be read has no serial to grow from; saying that it is damaged is why this command runs.
    return 0;
  }
}

/** `snapshot rebuild`: the record made anew from the markers in Stripe. Writes the file and nothing in Stripe. */
export async function rebuild(options: GlobalOptions, io: Io, run: Run): Promise<Result> {
  const session = await openSession(options, { io, run }, { connect: openReader, ignoreSnapshot: true });
  const { workspace, client, account, base } = session;
  const live = await readStripe(client, account, { desired: workspace.desired, applied: null });
  const { config, desired, snapshotFile } = workspace;
  const input = { kinds, catalog: config.catalog, desired, applied: null, live };
  const findings = compare({ ...input, now: io.now().getTime(), choices: NO_CHOICES });
  run.diagnostics = [...workspace.diagnostics, ...findings.diagnostics];
  const resources = findings.changes
    .map((change) => recordFrom(change, io.commit))
    .filter((item) => item !== null);
  const since = timestamp(io.now());
  const ids: IdRecord[] = [
    ...resources.map((item) => ({ key: item.key, id: item.id, since, until: null, retireAt: null })),
    ...findings.retiring.map((item) => ({
      key: item.key,
      id: item.stripeId,
      since,
      until: since,
      retireAt: item.due,
    })),
  ];
  const state: AppliedState = {
    ...base,
    serial: (await serialOf(snapshotFile)) + 1,
    resources: new Map(resources.map((item) => [item.key, item])),
    ids,
  };
  const found = `${snapshotFile} was rebuilt: ${resources.length} objects found by their markers.`;
  const orphans = findings.orphans.map(({ key, stripeId }) =>
    terminalText(
      `${key} (${stripeId}) is ${saleWords(kindOf(key)).is} and no manifest asks for it: it is not recorded.`,
    ),
  );
  const failed = hasErrors(run.diagnostics);
  if (!failed) await writeSnapshot(snapshotFile, state);
  const problems = renderDiagnostics(run.diagnostics, run.sources, { colour: io.colour });
  return {
    exit: failed ? EXIT.error : EXIT.done,
    text: failed ? problems : [found, ...orphans].join('\n'),
    json: resultJson(run.facts(), {
      file: snapshotFile,
      objects: resources.length,
      orphans: findings.orphans.map((orphan) => ({ ...orphan })),
    }),
  };
}
