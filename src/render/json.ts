import type { JsonRecord } from '../lib/json.ts';
import { redact } from '../lib/redact.ts';
import { ACTIONS, stripeIdOf, type Change } from '../model/change.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Outcome, Plan } from '../model/plan.ts';

/** Grows when the document changes in a way that breaks its readers. */
const FORMAT_VERSION = 1;

/** What a command knows of its run, whatever came of it. */
export interface RunFacts {
  readonly toolVersion: string;
  readonly command: string;
  readonly environment: string | null;
  readonly account: string | null;
  readonly livemode: boolean | null;
  readonly offline: boolean;
  readonly commit: string | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly stats: { readonly requests: number; readonly retries: number; readonly milliseconds: number };
}

/** How one change is judged where kinds and digests are known. */
export interface ChangeFacts {
  readonly digest: (change: Change) => string;
  readonly isDestructive: (change: Change) => boolean;
}

const changeJson = (change: Change, facts: ChangeFacts): JsonRecord => ({
  key: change.key,
  kind: change.kind,
  action: change.action,
  digest: facts.digest(change),
  stripeId: stripeIdOf(change),
  destructive: facts.isDestructive(change),
  requires: change.requires,
  fields: change.fields.map(({ path, before, after }) => ({ path, before, after })),
  currency: change.currency ?? null,
  recovery: change.recovery,
  reason: change.reason,
  where: change.where === null ? null : { ...change.where },
});

const diagnosticJson = ({ severity, code, summary, detail, where, other }: Diagnostic): JsonRecord => ({
  severity,
  code,
  summary,
  detail,
  where: where === undefined ? null : { ...where },
  ...(other === undefined ? {} : { other: { ...other } }),
});

/** Changes by action, every action named, and the objects that need nothing. */
export function summaryOf(plan: Pick<Plan, 'changes' | 'unchanged'>): Readonly<Record<string, number>> {
  const count = (action: string): number => plan.changes.filter((change) => change.action === action).length;
  return {
    ...Object.fromEntries(ACTIONS.map((action) => [action, count(action)])),
    unchanged: plan.unchanged,
  };
}

const header = (run: RunFacts): JsonRecord => ({
  formatVersion: FORMAT_VERSION,
  toolVersion: run.toolVersion,
  command: run.command,
  environment: run.environment,
  account: run.account,
  livemode: run.livemode,
  offline: run.offline,
  commit: run.commit,
});

const footer = (run: RunFacts): JsonRecord => ({
  diagnostics: run.diagnostics.map(diagnosticJson),
  stats: { ...run.stats },
});

/** The document of a command that came to no plan, or needs none: what it has to say, and its diagnostics. */
export function resultJson(run: RunFacts, result: JsonRecord): JsonRecord {
  return { ...header(run), ...result, ...footer(run) };
}

/** A document as text, with a line feed at its end: every key and secret in it is cut after its prefix. */
export function jsonText(document: JsonRecord): string {
  return `${redact(JSON.stringify(document, null, 2))}\n`;
}

/** The document of a plan, with the outcomes where it was applied. */
export function planJson(
  plan: Plan,
  run: RunFacts,
  { facts, outcomes }: { readonly facts: ChangeFacts; readonly outcomes?: readonly Outcome[] },
): JsonRecord {
  const { drift, conflicts, retiring, orphans, guards } = plan;
  return resultJson(run, {
    digest: plan.digest,
    summary: summaryOf(plan),
    changes: plan.changes.map((change) => changeJson(change, facts)),
    drift: drift.map(({ key, severity, fields }) => ({
      key,
      severity,
      fields: fields.map((field) => ({ ...field })),
    })),
    conflicts: conflicts.map(({ key, reason, fields }) => ({
      key,
      reason,
      fields: fields.map((field) => ({ ...field })),
    })),
    retiring: retiring.map((item) => ({ ...item })),
    orphans: orphans.map((item) => ({ ...item })),
    unmanaged: plan.unmanaged,
    guards: guards.map((guard) => ({ ...guard })),
    ...(outcomes === undefined ? {} : { outcomes: outcomes.map((outcome) => ({ ...outcome })) }),
  });
}
