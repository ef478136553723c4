import type { JsonRecord } from '../../lib/json.ts';
import type { Spec } from '../../model/spec.ts';
import type { RawObject } from '../../model/state.ts';
import type { Kind } from '../kind.ts';
import type { CreateInput, Decoded, Request, UpdateInput } from '../codec.ts';
import { decodeMetadata, encodeMetadata } from '../marker.ts';
import { orOmit, params } from '../params.ts';
import { policyLookup } from '../policy.ts';
import { taxRateFields } from './fields.ts';
import { percentageOf } from './percentage.ts';

const PATH = '/v1/tax_rates';

function decode(raw: RawObject): Decoded {
  const percentage = percentageOf(raw.percentage);
  if (percentage === null) return { problem: 'its percentage is not one that a manifest can say' };
  // https://docs.stripe.com/api/tax_rates/object: what only Stripe Tax makes.
  if (raw.rate_type === 'flat_amount') return { problem: 'it is a flat amount and not a percentage' };
  return {
    spec: {
      display_name: raw.display_name ?? null,
      percentage,
      inclusive: raw.inclusive ?? null,
      country: raw.country ?? null,
      state: raw.state ?? null,
      jurisdiction: raw.jurisdiction ?? null,
      tax_type: raw.tax_type ?? null,
      description: raw.description ?? null,
      active: raw.active ?? null,
      ...decodeMetadata(raw),
    },
  };
}

/** What both a creation and an update send. Stripe clears none of it, so that what is null is not sent. */
const plainFields = (spec: Spec): JsonRecord =>
  params({
    display_name: orOmit(spec.display_name),
    country: orOmit(spec.country),
    state: orOmit(spec.state),
    jurisdiction: orOmit(spec.jurisdiction),
    tax_type: orOmit(spec.tax_type),
    description: orOmit(spec.description),
    active: spec.active,
  });

/** https://docs.stripe.com/api/tax_rates/create; the form has the percentage as the text that it is. */
const encodeCreate = ({ target, marker }: CreateInput): JsonRecord =>
  params({
    ...plainFields(target),
    percentage: target.percentage,
    inclusive: target.inclusive,
    metadata: encodeMetadata(target, marker),
  });

function encodeUpdate({ id, fields, marker, raw }: UpdateInput): readonly Request[] {
  const sent = params({ ...plainFields(fields), metadata: encodeMetadata(fields, marker, raw) });
  return [{ path: `${PATH}/${encodeURIComponent(id)}`, params: sent }];
}

/** A tax rate that is put on invoices by hand. https://docs.stripe.com/api/tax_rates */
export const taxRate: Kind = {
  name: 'tax_rate',
  noun: 'tax rate',
  sold: false,
  policy: policyLookup(taxRateFields),
  removal: 'archive',
  removalFields: { active: false },
  replaceable: true,
  hasMarker: true,
  reading: 'when used',
  routes: {
    path: PATH,
    dashboard: 'tax-rates',
    permission: 'tax_rate',
    lists: [{}],
    expand: [],
    siblings: ({ inclusive }) => ({ inclusive: inclusive ?? '' }),
  },
  events: { types: { 'tax_rate.created': [], 'tax_rate.updated': [] }, hidden: [] },
  naturalKeys: () => ({}),
  naturalKeysOf: () => ({}),
  isActive: (raw) => raw.active === true,
  decode,
  encodeCreate,
  encodeUpdate,
  lockGroup: (key) => key,
};
