import { isList, isRecord, type Json, type JsonRecord } from '../../lib/json.ts';
import type { Spec } from '../../model/spec.ts';
import type { RawObject } from '../../model/state.ts';
import { textOr, type Kind } from '../kind.ts';
import type { CreateInput, Decoded, Request, UpdateInput } from '../codec.ts';
import { decodeMetadata, encodePlanMetadata } from '../marker.ts';
import { orClear, orOmit, params } from '../params.ts';
import { policyLookup } from '../policy.ts';
import { productFields } from './fields.ts';

const NAME = 'product';

const featureNames = (raw: RawObject): Json => {
  const features = isList(raw.marketing_features) ? raw.marketing_features : [];
  return features.map((feature) => (isRecord(feature) ? textOr(feature.name, '') : ''));
};

function decode(raw: RawObject): Decoded {
  return {
    spec: {
      name: raw.name ?? null,
      description: raw.description ?? null,
      features: featureNames(raw),
      images: raw.images ?? [],
      tax_code: raw.tax_code ?? null,
      unit_label: raw.unit_label ?? null,
      statement_descriptor: raw.statement_descriptor ?? null,
      url: raw.url ?? null,
      shippable: raw.shippable ?? null,
      active: raw.active ?? null,
      default_price: raw.default_price ?? null,
      ...decodeMetadata(raw),
    },
  };
}

const features = (value: Json | undefined): Json | undefined =>
  isList(value) && value.length > 0 ? value.map((name) => ({ name })) : value;

const plainFields = (spec: Spec, absent: (value: Json | undefined) => Json | undefined): JsonRecord =>
  params({
    name: absent(spec.name),
    description: absent(spec.description),
    marketing_features: absent(features(spec.features)),
    images: absent(spec.images),
    tax_code: absent(spec.tax_code),
    unit_label: absent(spec.unit_label),
    statement_descriptor: absent(spec.statement_descriptor),
    url: absent(spec.url),
    shippable: absent(spec.shippable),
    active: spec.active,
  });

/** `default_price` is not sent: it may not exist yet, and an update sets it as soon as it does. */
function encodeCreate({ target, marker }: CreateInput): JsonRecord {
  return params({
    id: orOmit(target.id),
    ...plainFields(target, orOmit),
    metadata: encodePlanMetadata(target, marker),
  });
}

function encodeUpdate({ id, fields, marker, raw }: UpdateInput): readonly Request[] {
  const sent = params({
    ...plainFields(fields, orClear),
    default_price: orClear(fields.default_price),
    metadata: encodePlanMetadata(fields, marker, raw),
  });
  return [{ path: `/v1/products/${encodeURIComponent(id)}`, params: sent }];
}

/** A product: what is sold. https://docs.stripe.com/api/products */
export const product: Kind = {
  name: NAME,
  noun: 'plan',
  sold: true,
  policy: policyLookup(productFields),
  removal: 'archive',
  removalFields: { active: false, default_price: null },
  replaceable: false,
  hasMarker: true,
  reading: 'always',
  routes: {
    path: '/v1/products',
    dashboard: 'products',
    permission: NAME,
    lists: [{ active: 'true' }, { active: 'false' }],
    expand: [],
    siblings: ({ id }) => ({ 'ids[]': id ?? '' }),
  },
  events: {
    types: { 'product.created': [], 'product.updated': [], 'product.deleted': [] },
    hidden: [],
  },
  naturalKeys: (spec) => (typeof spec.id === 'string' ? { id: spec.id } : {}),
  naturalKeysOf: (raw) => ({ id: raw.id }),
  isActive: (raw) => raw.active === true,
  decode,
  encodeCreate,
  encodeUpdate,
  lockGroup: (key) => key,
};
