import type { AcceptedDrift } from '../../manifest/accept.ts';
import type { LeftAlone, MovedValue, WhyLeft } from '../../model/accept.ts';
import type { Change } from '../../model/change.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Plan } from '../../model/plan.ts';
import type { SourceFile } from '../../model/source.ts';

/** What follows from manifests: what is wrong, and the plan that they and the same reading of Stripe make, if any. */
export interface Verdict {
  readonly errors: readonly Diagnostic[];
  readonly plan: Plan | null;
}

/** How manifests are rewritten, and judged. */
export interface Court {
  readonly files: readonly SourceFile[];
  readonly rewrite: (moved: readonly MovedValue[]) => AcceptedDrift;
  readonly judge: (files: readonly SourceFile[]) => Verdict;
}

interface Refused {
  readonly fields: readonly MovedValue[];
  readonly why: WhyLeft;
  readonly detail?: string;
}

const nameOf = ({ key, path }: { readonly key: string; readonly path: string }): string => `${key} ${path}`;

/** What a plan is about, as texts to be compared: fields that differ, and actions with what they lead to. */
function matters(plan: Plan): ReadonlyMap<string, string> {
  const differing = [...plan.drift, ...plan.conflicts].flatMap(({ key, fields }) =>
    fields.map(({ path }) => [`differs ${nameOf({ key, path })}`, key] as const),
  );
  // To strike what is gone anyway asks for nothing.
  const isGone = ({ key, action }: Change): boolean => action === 'forget' && !plan.ids.has(key);
  const asked = plan.changes
    .filter((change) => !isGone(change))
    .flatMap(({ key, action, fields }) => [
      [`${action} ${key}`, key] as const,
      ...fields.map(
        ({ path, after }) => [`${action} ${nameOf({ key, path })} ${JSON.stringify(after)}`, key] as const,
      ),
    ]);
  return new Map([...differing, ...asked]);
}

/** Fields that a plan still wants something of. */
function unsettled(plan: Plan): ReadonlySet<string> {
  return new Set(
    [...plan.drift, ...plan.conflicts, ...plan.changes].flatMap(({ key, fields }) =>
      fields.map(({ path }) => nameOf({ key, path })),
    ),
  );
}

/** Which of the fields do not come to what was meant: without them the manifests would ask for more than before. */
function refusedBy({ plan }: Verdict, before: Verdict, written: readonly MovedValue[]): Refused | null {
  if (plan === null || before.plan === null) return null;
  const open = unsettled(plan);
  const wrong = written.filter((field) => open.has(nameOf(field)));
  if (wrong.length > 0) return { fields: wrong, why: 'cannot-say' };
  const known = matters(before.plan);
  const news = [...matters(plan)].filter(([what]) => !known.has(what)).map(([, key]) => key);
  if (news.length === 0) return null;
  const same = written.filter(({ key }) => news.some((each) => each === key));
  return {
    fields: same.length > 0 ? same : written,
    why: 'refused',
    detail: 'the manifests would ask for something else too',
  };
}

/** What is wrong with one and not with the other. */
function newErrors({ errors }: Verdict, before: Verdict): readonly Diagnostic[] {
  const known = new Set(before.errors.map(({ code, summary }) => `${code} ${summary}`));
  return errors.filter(({ code, summary }) => !known.has(`${code} ${summary}`));
}

/** The field without which there are fewest errors; all of them where no single one is to blame. */
function culprits(
  errors: readonly Diagnostic[],
  written: readonly MovedValue[],
  errorsOf: (moved: readonly MovedValue[]) => readonly Diagnostic[],
): Refused {
  const [best] = written
    .map((field) => ({ field, left: errorsOf(written.filter((each) => each !== field)).length }))
    .filter(({ left }) => left < errors.length)
    .toSorted((a, b) => a.left - b.left);
  const [first] = errors;
  return {
    fields: best === undefined ? written : [best.field],
    why: 'refused',
    ...(first === undefined ? {} : { detail: first.summary }),
  };
}

/**
 * The manifests with as many of the live values as they can say, so that they are valid and ask for nothing that they did
 * not ask for before. What had to be left out is in `left`.
 *
 * All fields are tried together first: two lookup keys that changed places are wrong one by one.
 */
export function settleDrift(moved: readonly MovedValue[], { files, rewrite, judge }: Court): AcceptedDrift {
  const before = judge(files);
  const errorsOf = (some: readonly MovedValue[]): readonly Diagnostic[] =>
    newErrors(judge(rewrite(some).files), before);
  const refused: LeftAlone[] = [];
  let fields = moved;
  for (;;) {
    const tried = rewrite(fields);
    const edited = new Set(tried.edits.map(nameOf));
    const written = fields.filter((field) => edited.has(nameOf(field)));
    const verdict = judge(tried.files);
    const errors = newErrors(verdict, before);
    const problem =
      errors.length > 0 ? culprits(errors, written, errorsOf) : refusedBy(verdict, before, written);
    if (problem === null || problem.fields.length === 0)
      return { ...tried, left: [...tried.left, ...refused] };
    const { fields: out, why, detail } = problem;
    const reason = { why, ...(detail === undefined ? {} : { detail }) };
    refused.push(...out.map(({ key, path, live }) => ({ key, path, live, ...reason })));
    fields = fields.filter((field) => !out.includes(field));
  }
}
