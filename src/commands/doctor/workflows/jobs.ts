import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOr } from '../../../kinds/kind.ts';
import { isList, isRecord, type Json, type JsonRecord } from '../../../lib/json.ts';
import type { Path, SourceDocument } from '../../../manifest/document.ts';
import { parseFile } from '../../../manifest/parse.ts';

/** What a step of ours does. */
export type Verb = 'validate' | 'plan' | 'apply' | 'drift';

/** A job of a workflow that runs this action. */
export interface Job {
  readonly id: string;
  readonly data: JsonRecord;
  /** The whole workflow that it is in. */
  readonly workflow: JsonRecord;
  readonly events: readonly string[];
  /** What its steps of ours do, over all events that start it. */
  readonly verbs: ReadonlySet<Verb>;
  /** The `with` of each step of ours. */
  readonly inputs: readonly JsonRecord[];
  /** `uses` of every step, and where it stands. */
  readonly uses: readonly { readonly name: string; readonly where: string }[];
  /** `.github/workflows/review.yml:12` of something in the workflow. */
  readonly where: (path: Path) => string;
  /** The same of something in the job. */
  readonly whereIn: (...path: Path) => string;
}

/** The workflows of a repository, as far as they run this action. */
export interface Workflows {
  readonly jobs: readonly Job[];
  /** Files that name this action and cannot be understood: why, and what to do. */
  readonly unreadable: readonly { readonly summary: string; readonly fix: string }[];
}

const FOLDER = '.github/workflows';
const OURS = /^[\w.-]+\/pricebook@/;

/** What `command: auto` does on an event: action.yml. */
const AUTOMATIC: ReadonlyMap<string, Verb> = new Map([
  ['pull_request', 'plan'],
  ['merge_group', 'plan'],
  ['push', 'apply'],
  ['schedule', 'drift'],
  ['workflow_dispatch', 'drift'],
]);
const VERBS: readonly string[] = ['validate', 'plan', 'apply', 'drift'] satisfies readonly Verb[];
const isVerb = (word: string): word is Verb => VERBS.includes(word);

const recordIn = (value: Json | undefined): JsonRecord => (isRecord(value) ? value : {});

/** The names of events: `on` is one, a list of them, or a map. */
function eventsOf(on: Json | undefined): readonly string[] {
  if (typeof on === 'string') return [on];
  if (isList(on)) return on.filter((event) => typeof event === 'string');
  return Object.keys(recordIn(on));
}

function verbsOf({ command }: JsonRecord, events: readonly string[]): readonly Verb[] {
  const word = textOr(command, 'auto');
  if (isVerb(word)) return [word];
  return events.flatMap((event) => AUTOMATIC.get(event) ?? []);
}

function jobOf(document: SourceDocument, id: string): Job {
  const workflow = recordIn(document.data);
  const data = recordIn(recordIn(workflow.jobs)[id]);
  const where = (path: Path): string => {
    const { file, line } = document.at(path);
    return `${file}:${line}`;
  };
  const whereIn = (...path: Path): string => where(['jobs', id, ...path]);
  const steps = isList(data.steps) ? data.steps.map(recordIn) : [];
  const events = eventsOf(workflow.on);
  const inputs = steps.filter(({ uses }) => OURS.test(textOr(uses, ''))).map((step) => recordIn(step.with));
  return {
    id,
    data,
    workflow,
    events,
    verbs: new Set(inputs.flatMap((given) => verbsOf(given, events))),
    inputs,
    uses: steps.flatMap(({ uses }, at) =>
      typeof uses === 'string' ? [{ name: uses, where: whereIn('steps', at, 'uses') }] : [],
    ),
    where,
    whereIn,
  };
}

function workflowFiles(root: string): readonly string[] {
  try {
    return readdirSync(join(root, FOLDER))
      .filter((name) => /\.ya?ml$/.test(name))
      .toSorted();
  } catch {
    return [];
  }
}

/** The jobs that run this action, of every workflow of the repository whose top folder is `root`. */
export function readWorkflows(root: string): Workflows {
  const read = workflowFiles(root).map((name) => {
    const file = `${FOLDER}/${name}`;
    const text = readFileSync(join(root, file), 'utf8');
    return { file, text, ...parseFile({ path: file, text }, 'config') };
  });
  return {
    jobs: read.flatMap(({ documents }) =>
      documents.flatMap((document) =>
        Object.keys(recordIn(recordIn(document.data).jobs))
          .map((id) => jobOf(document, id))
          .filter(({ inputs }) => inputs.length > 0),
      ),
    ),
    unreadable: read
      .filter(({ documents, text }) => documents.length === 0 && text.includes('/pricebook@'))
      .map(({ file, diagnostics: [problem] }) => ({
        summary: `${file} cannot be read: ${problem?.summary ?? 'it is empty'}`,
        fix: problem?.detail ?? 'Write the workflow, or remove the file.',
      })),
  };
}

/** A name, written by itself or in a map: `environment: live`, `environment: { name: live }`. */
export function nameIn(value: Json | undefined, member: string): string | null {
  return textOr(value, null) ?? textOr(recordIn(value)[member], null);
}

/** True for a job that writes to Stripe. */
export const isWriting = ({ verbs }: Job): boolean => verbs.has('apply');
