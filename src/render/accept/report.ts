import { groupBy } from '../../lib/group.ts';
import type { AcceptedField, Acceptances, LeftAlone } from '../../model/accept.ts';
import type { DriftCheck, MovedField } from '../../model/drift.ts';
import { missedEvents, noDriftWords, tracedRows } from '../drift/words.ts';
import { sideText } from '../findings.ts';
import { count, joined, say, type Phrase } from '../phrase.ts';
import { heading, type PlanView } from '../plan-report.ts';
import { blockOf, item, type Item, type Report, type Row } from '../report.ts';
import { whyWords } from './why.ts';

/** What a check knows of a field. */
function movedField({ moved, conflicts }: DriftCheck, edit: AcceptedField): MovedField {
  const object = [...moved, ...conflicts].find(
    ({ key, fields }) => key === edit.key && fields.some(({ path }) => path === edit.path),
  );
  const field = object?.fields.find(({ path }) => path === edit.path);
  const { path, from, to } = edit;
  const found = field ?? { severity: 'info', origin: { status: 'unread' } };
  return { ...found, path, applied: from, live: to };
}

function acceptedItem(edits: readonly AcceptedField[], check: DriftCheck): readonly Item[] {
  const [first] = edits;
  if (first === undefined) return [];
  const rows = edits.flatMap((edit) => tracedRows(movedField(check, edit)));
  const what = say`says what Stripe has`;
  return [{ ...item('~', first.key, what), tone: 'good', rows, where: first.where }];
}

function leftItem(all: readonly LeftAlone[]): readonly Item[] {
  const [first] = all;
  if (first === undefined) return [];
  const rows = all.flatMap((left): readonly Row[] =>
    left.path === null
      ? []
      : [{ label: left.path, text: say`Stripe has ${sideText(left.path, left.live)}: ${whyWords(left)}` }],
  );
  const whole = all.find(({ path }) => path === null);
  const id = typeof whole?.live === 'string' ? say`${whole.live}: ` : [];
  const what = whole === undefined ? say`stays as it is` : say`${id}${whyWords(whole)}`;
  return [{ ...item('!', first.key, what), tone: 'warning', rows }];
}

const objects = (some: readonly { readonly key: string }[]): number =>
  new Set(some.map(({ key }) => key)).size;

/** What it comes to: `2 fields of 1 object accepted in 1 file, 1 left as it is`. */
function totalWords({ files, edits, left }: Acceptances): Phrase {
  const accepted =
    edits.length === 0
      ? say`nothing accepted`
      : say`${count(edits.length, 'field')} of ${count(objects(edits), 'object')} accepted in ${count(files.length, 'file')}`;
  const rest =
    left.length === 0 ? [] : [say`${left.length} left as ${[left.length === 1 ? 'it is' : 'they are']}`];
  return say`In all: ${joined([accepted, ...rest])}.`;
}

/** Manifests that say what Stripe has: each field with who moved it and when, and all that stays as it is. */
export function acceptReport(check: DriftCheck, accepted: Acceptances, view: PlanView): Report {
  const { edits, left } = accepted;
  const found = edits.length + left.length > 0;
  return {
    title: say`What Stripe has: ${heading(check.plan, view.environment)}`,
    tone: found ? 'warning' : 'good',
    intro: [],
    blocks: [
      ...blockOf({
        title: say`Left as it is`,
        tone: 'warning',
        intro: say`The manifests do not say this after all.`,
        items: [...groupBy(left, ({ key }) => key).values()].flatMap(leftItem),
        fold: false,
      }),
      ...blockOf({
        title: say`Accepted`,
        tone: 'title',
        intro: say`Last applied → now in Stripe, which the manifests say from now on.`,
        items: [...groupBy(edits, ({ key }) => key).values()].flatMap((some) => acceptedItem(some, check)),
        fold: false,
      }),
    ],
    after: [
      ...(edits.length === 0
        ? []
        : [
            say`Manifests say the same for every environment that they exist in: where another one has something else, its next release writes these values there too, amounts included.`,
          ]),
      missedEvents(check.events),
    ].filter(({ length }) => length > 0),
    total: found ? totalWords(accepted) : noDriftWords(check),
  };
}
