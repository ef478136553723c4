import schema from '../../../schemas/coupon.schema.json' with { type: 'json' };
import { keyOf } from '../../model/key.ts';
import type { Desired } from '../../model/state.ts';
import { draft, itemPlaces, putScalars, type Draft } from '../draft.ts';
import { fieldsOf, type Fields } from '../fields.ts';
import { readIdentity, textsOf } from '../identity.ts';
import type { ExpandContext, ManifestDocument, ManifestKind } from '../manifest-kind.ts';
import { readTime } from '../time.ts';
import { single } from '../single.ts';
import { acceptInCoupon } from './accept.ts';
import { couponImporter } from './compose.ts';
import { readDiscount } from './discount.ts';
import { coupon } from './kind.ts';

/** What is taken off, for how long; promotion codes and applications hand it out. */
export const couponManifest: ManifestKind = {
  name: coupon.name,
  schema,
  importer: couponImporter,
  accept: acceptInCoupon,
  expand,
};

/** What defines a coupon where nothing is written. */
const ABSENT = {
  percent_off: null,
  amount_off: null,
  currency: null,
  duration: 'once',
  duration_in_months: null,
  max_redemptions: null,
  redeem_by: null,
  applies_to: null,
};

function expand(document: ManifestDocument, context: ExpandContext): readonly Desired[] {
  const fields = fieldsOf(document, context, []);
  const code = fields.text('code') ?? '?';
  const to = draft();
  for (const [path, value] of Object.entries(ABSENT)) to.put(path, value);
  putScalars(fields, ['name', 'duration', 'duration_in_months', 'max_redemptions'], to);
  readDiscount(fields, context.defaultCurrency, to);
  checkDuration(fields);
  const until = readTime(fields, 'redeem_by');
  if (until !== undefined) to.put('redeem_by', until, fields.place('redeem_by'));
  putPlans(fields, to);
  return single(
    coupon,
    { fields, to, identity: readIdentity(fields, context) },
    {
      onCreate: { id: code },
      references: ['applies_to'],
      ...(fields.get('replace') === true ? { replace: true } : {}),
      places: planPlaces(fields),
    },
  );
}

const planKeys = (fields: Fields) => textsOf(fields, 'applies_to').map((plan) => keyOf('product', plan));

const planPlaces = (fields: Fields) => itemPlaces(fields.below('applies_to'), 'applies_to', planKeys(fields));

/** Sorted: to Stripe they are a set. */
function putPlans(fields: Fields, to: Draft): void {
  if (fields.get('applies_to') === undefined) return;
  to.put('applies_to', planKeys(fields).sort(), fields.place('applies_to'));
}

function checkDuration(fields: Fields): void {
  const repeats = fields.text('duration') === 'repeating';
  if (repeats === fields.has('duration_in_months')) return;
  fields.report(repeats ? 'duration' : 'duration_in_months', {
    code: 'manifest.bad-duration',
    summary: repeats ? 'nothing says for how many months' : 'the months count for nothing',
    detail: repeats
      ? 'Write `duration_in_months: 3` beside `duration: repeating`.'
      : 'Write `duration: repeating` beside `duration_in_months`, or remove the line.',
  });
}
