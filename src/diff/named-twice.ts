import { namedAs } from '../kinds/named.ts';
import type { Objects } from '../kinds/objects.ts';
import { stripeIdOf, type Change } from '../model/change.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { DiffInput } from './input.ts';
import { markerOf } from './subjects.ts';

/** A warning for each change that gives an object of ours the name (`Kind.namedBy`) which one of nobody's, or of others, has. */
export function namedTwice(
  changes: readonly Change[],
  input: Pick<DiffInput, 'kinds' | 'catalog'>,
  objects: Objects,
): readonly Diagnostic[] {
  return changes.flatMap((change): Diagnostic[] => {
    const kind = input.kinds.find(({ name }) => name === change.kind);
    const field = change.fields.find(({ path }) => path === kind?.namedBy);
    if (kind === undefined || field === undefined || !('target' in change)) return [];
    const others = namedAs(kind, change.target, objects).filter(
      (raw) => raw.id !== stripeIdOf(change) && markerOf(input, kind, raw) === null,
    );
    const [first] = others;
    if (first === undefined) return [];
    const ids = others.map(({ id }) => id).join(', ');
    return [
      {
        severity: 'warning',
        code: 'plan.several-named',
        summary: `${change.key} gets the ${field.path} ${JSON.stringify(field.after)}, which Stripe has already: ${ids}`,
        detail: `Both are used then. Where ${first.id} is not needed beside it, delete that one in Stripe.`,
        ...(change.where === null ? {} : { where: change.where }),
      },
    ];
  });
}
