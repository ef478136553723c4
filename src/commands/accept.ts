import { readFile } from 'node:fs/promises';
import { hasErrors } from '../model/diagnostic.ts';
import type { Acceptances, RewrittenFile } from '../model/accept.ts';
import type { DriftCheck } from '../model/drift.ts';
import type { SourceFile } from '../model/source.ts';
import { acceptSuggestion } from '../render/accept/suggestion.ts';
import { acceptJson } from '../render/accept/json.ts';
import { acceptSummary, acceptText } from '../render/accept/summary.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import { planJson } from '../render/json.ts';
import type { Reader } from '../stripe/client.ts';
import { readManifests } from '../workspace/read.ts';
import { courtOf, type Sides } from './accept/court.ts';
import { leftIn, movedIn } from './accept/moved.ts';
import { settleDrift } from './accept/settle.ts';
import { checkDrift } from './check-drift.ts';
import { checkKeys, choicesOf } from './choices.ts';
import { openReader } from './connect.ts';
import type { DriftOptions } from './drift.ts';
import { EXIT, type Io } from './io.ts';
import { changeFacts, keysKnownTo, readStripe } from './make-plan.ts';
import type { Result, Run } from './run.ts';
import { openSession, type Session } from './session.ts';
import { withLeftover } from './snapshot-state.ts';

/** The byte order mark, which readers drop and files keep. */
const MARK = '\ufeff';

async function markOf(path: string): Promise<string> {
  const bytes = await readFile(path);
  return bytes.subarray(0, 3).equals(Buffer.from(MARK)) ? MARK : '';
}

/** The files that change, with the byte order mark that they have. */
async function rewritten(
  before: readonly SourceFile[],
  after: readonly SourceFile[],
): Promise<readonly RewrittenFile[]> {
  const texts = new Map(before.map(({ path, text }) => [path, text]));
  const changed = after.filter(({ path, text }) => texts.get(path) !== text);
  return Promise.all(
    changed.map(async ({ path, text }) => {
      const mark = await markOf(path);
      return { path, before: `${mark}${texts.get(path) ?? ''}`, text: `${mark}${text}` };
    }),
  );
}

async function acceptIn(
  { workspace, io }: Session<Reader>,
  check: DriftCheck,
  { options, sides }: { readonly options: DriftOptions; readonly sides: Sides },
): Promise<Acceptances> {
  const { files } = await readManifests(options.plans);
  const { applied } = sides;
  const choices = choicesOf(workspace.config, options);
  checkKeys(choices, keysKnownTo(check.plan, workspace, applied));
  const preferred = (key: string): boolean =>
    [...choices.prefer].some(([each, side]) => each === key && side === 'stripe');
  const moved = movedIn(check, { applied, desired: workspace.desired, preferred });
  const settled = settleDrift(moved, courtOf(workspace, files, { sides, now: io.now() }));
  return {
    files: await rewritten(files, settled.files),
    edits: settled.edits,
    left: [...settled.left, ...leftIn(check, { applied: sides.applied, preferred })],
  };
}

/**
 * `on-drift: accept`: the manifests as they are to be so that they say what Stripe has, for a pull request. Stripe is only
 * read, and no file is written. A conflict is left to people, unless `prefer` settles it for Stripe.
 */
export async function accept(options: DriftOptions, io: Io, run: Run): Promise<Result> {
  const session = await openSession(options, { io, run }, { connect: openReader });
  const { workspace, client, account, base } = session;
  const applied = options.snapshots === undefined ? await withLeftover(workspace.snapshotFile, base) : base;
  const live = await readStripe(client, account, { desired: workspace.desired, applied });
  const sides = { applied, live };
  const check = await checkDrift(session, sides, options.pendingSince);
  const { plan } = check;
  run.diagnostics = plan.diagnostics;
  const style = { colour: io.colour };
  const json = planJson(plan, run.facts(), { facts: changeFacts });
  const failed = hasErrors(plan.diagnostics);
  const problems = failed ? renderDiagnostics(plan.diagnostics, run.sources, style) : '';
  const failure = { exit: EXIT.error, failure: 'invalid-manifest' } as const;
  // What cannot be read is not known to have moved, or not to have.
  if (!check.isComplete) return { ...failure, text: problems, json, plan };
  const accepted = await acceptIn(session, check, { options, sides });
  const view = { environment: run.environment ?? '', retireAfter: run.retireAfter };
  const text = acceptText(check, accepted, { ...view, style });
  return {
    ...(failed ? failure : { exit: EXIT.done }),
    text: failed ? `${text}\n\n${problems}` : text,
    markdown: acceptSummary(check, accepted, view),
    json: { ...json, ...acceptJson(accepted) },
    plan,
    drift: check,
    ...(accepted.files.length === 0 ? {} : { suggestion: acceptSuggestion(check, accepted, view) }),
  };
}
