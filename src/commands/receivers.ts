import { giftOf } from '../kinds/gift.ts';
import type { Kind } from '../kinds/kind.ts';
import { kinds } from '../kinds/registry.ts';
import type { ResourceKey } from '../model/key.ts';
import type { Review } from '../model/review.ts';
import type { LiveState } from '../model/state.ts';
import type { Asked } from '../stripe/subscribers.ts';

/** Everything in Stripe that costs and refers to the object with this id, archived or not. */
function pricesOf(kind: Asked['kind'], id: string, { objects }: LiveState): readonly Omit<Asked, 'key'>[] {
  return (objects.get(kind.name) ?? []).flatMap((raw) => {
    const decoded = kind.decode(raw);
    const spec = 'spec' in decoded ? decoded.spec : {};
    const isIts = Object.entries(spec).some(
      ([path, value]) => value === id && kind.policy(path).reference === 'early',
    );
    return isIts ? [{ id: raw.id, kind, spec }] : [];
  });
}

const withCosts = (kind: Kind): readonly Asked['kind'][] =>
  kind.costs === undefined ? [] : [{ ...kind, costs: kind.costs }];

/** What people subscribe to who get more or less by a review's own changes, by the key of what gives it to them. */
export function receiversOf({ own, plan }: Review, live: LiveState): readonly Asked[] {
  const changed = own.filter(({ action }) => action === 'create' || action === 'detach');
  const owners = changed.map((change) => giftOf(change)?.owner);
  const keys = new Set(owners.filter((key): key is ResourceKey => key !== undefined));
  return [...keys].flatMap((key) => {
    const id = plan.ids.get(key);
    if (id === undefined) return [];
    return kinds
      .flatMap(withCosts)
      .flatMap((kind) => pricesOf(kind, id, live).map((one) => ({ key, ...one })));
  });
}
