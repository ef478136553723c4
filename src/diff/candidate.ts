import type { Diagnostic } from '../model/diagnostic.ts';
import type { ResourceKey } from '../model/key.ts';
import { pick } from '../model/spec.ts';
import type { RawObject } from '../model/state.ts';
import { retireAtOf, type Candidate } from './choose.ts';
import type { Objects } from '../kinds/objects.ts';
import { lostWith } from './endings.ts';
import type { Choices } from './input.ts';
import type { ReferenceIndex } from './references.ts';
import type { Subject } from './subjects.ts';

/** What resolving shares: what was read, whose id is whose so far, and where problems go. */
export interface Context {
  readonly catalog: string;
  readonly choices: Choices;
  readonly objects: Objects;
  readonly index: ReferenceIndex;
  /** Every key that a manifest describes. */
  readonly desired: ReadonlySet<ResourceKey>;
  /** Keys of which nothing new is made, since their time is over. */
  readonly over: ReadonlySet<ResourceKey>;
  /** When the live object of each key was made; null where there is none. */
  readonly since: ReadonlyMap<ResourceKey, number | null>;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** A decoded object, its early references translated. Problems are reported and leave undefined. */
export function candidateOf(subject: Subject, raw: RawObject, context: Context): Candidate | undefined {
  const decoded = subject.kind.decode(raw);
  if ('spec' in decoded) {
    const found = {
      spec: context.index.translate(subject.kind, decoded.spec),
      active: subject.kind.isActive(raw),
      created: typeof raw.created === 'number' ? raw.created : 0,
    };
    return {
      ...found,
      raw,
      retireAt: retireAtOf(raw),
      lost: lostWith(subject.kind, found, context.since),
      references: pick(decoded.spec, (path) => subject.kind.policy(path).reference !== undefined),
    };
  }
  context.report({
    severity: 'error',
    code: 'plan.not-understood',
    summary: `${subject.key} is ${raw.id} in Stripe, which cannot be understood: ${decoded.problem}`,
    detail: 'Change it in Stripe, or take it out of the manifests; nothing is done to it until then.',
    ...(subject.desired === null ? {} : { where: subject.desired.where }),
  });
  return undefined;
}
