import { beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/emulator/operation.ts';
import type { Param, Params } from '../../src/emulator/params.ts';
import { operations } from '../../src/emulator/world.ts';
import { fresh, raw } from './client.ts';
import { type Schema, answerOf, departures, loadSpec, parametersOf } from './spec.ts';

const spec = loadSpec();
const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;

/** Served, and not in the description. */
const undescribed = new Set(['GET /v1/balance']);
const described = operations.filter((operation) => !undescribed.has(nameOf(operation)));

/** Differences from the description that are meant. */
const meant: Readonly<Record<string, string>> = {
  'POST /v1/subscriptions customer': 'the description allows customer_account instead, which is not modelled',
  'POST /v1/subscriptions items': 'a subscription without items is not modelled',
  'POST /v1/products/{id} default_price':
    'an empty string is reported to unset it, although the types do not say so',
  'POST /v1/prices/{id} lookup_key':
    'an empty string is reported to clear it, although the types do not say so',
  'POST /v1/prices/{id} nickname':
    'an empty string is reported to clear it, although the types do not say so',
};

/** In answers, and not in the description. */
const undocumented = ['attributes', 'total_count'];

const documentedFor = (operation: Operation) => {
  const found = spec?.paths[operation.path]?.[operation.method.toLowerCase()];
  if (found === undefined) throw new Error(`${nameOf(operation)} is not in the description`);
  return found;
};

const compare = (params: Params, schema: Schema, at: string): string[] => {
  const documented = schema.properties ?? {};
  const unknown = Object.keys(params)
    .filter((name) => !Object.hasOwn(documented, name))
    .map((name) => `${at} ${name}: not documented`);
  const differences = Object.entries(documented).flatMap(([name, described]) => {
    const param = params[name];
    const here = `${at} ${name}`;
    if (name === 'expand') return [];
    if (param === undefined) return [`${here}: documented, and neither known nor declared unsupported`];
    if (param.shape.kind === 'unsupported') return [];
    const required = schema.required?.includes(name) ?? false;
    return [
      ...(param.required === required || Object.hasOwn(meant, here)
        ? []
        : [`${here}: required ${param.required}, documented ${required}`]),
      ...(param.clearable === isClearable(described) || Object.hasOwn(meant, here)
        ? []
        : [`${here}: clearable ${param.clearable}`]),
      ...compareShape(param, described, here),
    ];
  });
  return [...unknown, ...differences];
};

const isClearable = (schema: Schema): boolean =>
  Reflect.get(schema, 'x-emptyable') === true || Reflect.get(schema, 'x-nullable-clears') === true;

const compareShape = (param: Param<unknown>, schema: Schema, at: string): string[] => {
  const { kind, values, children } = param.shape;
  const options = [schema, ...(schema.anyOf ?? [])];
  if (kind === 'choice') {
    const documented = options.find((option) => option.enum !== undefined)?.enum ?? [];
    const same = JSON.stringify(documented.map(String).sort()) === JSON.stringify([...(values ?? [])].sort());
    return same ? [] : [`${at}: takes ${String(values)}, documented ${String(documented)}`];
  }
  if (kind === 'object')
    return compare(children ?? {}, options.find(({ properties }) => properties) ?? {}, at);
  const child = kind === 'list' ? options.find(({ items }) => items)?.items : schema.additionalProperties;
  const inner = children?.['element'] ?? children?.['value'];
  return inner === undefined || typeof child !== 'object' ? [] : compareShape(inner, child, `${at}[]`);
};

beforeAll(() => {
  if (spec === null)
    console.log(
      'Skipped: the API description is not beside this repository, so nothing was compared with it.',
    );
});

describe.runIf(spec !== null)('the API description', () => {
  it('has every parameter that the emulator takes, and no other than it takes or refuses by name', () => {
    expect(described.length).toBeGreaterThan(25);
    expect(
      described.flatMap((operation) =>
        compare(operation.params, parametersOf(documentedFor(operation)), nameOf(operation)),
      ),
    ).toEqual([]);
  });

  it('finds a planted difference', () => {
    expect(compare({}, { properties: { a: {} } }, 'x')).toHaveLength(1);
    const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['b'] };
    expect(spec && departures(spec, { a: 1, c: 2 }, { schema, path: '$', extra: [] })).toHaveLength(3);
  });

  it('describes the answer of every route', async () => {
    const { emulator } = await fresh();
    const covered = new Set<string>();
    const call = async (template: string, body = '', ids: Record<string, string> = {}) => {
      const operation = described.find((candidate) => nameOf(candidate) === template);
      if (operation === undefined || spec === null) throw new Error(`No such operation: ${template}`);
      const [method = '', path = ''] = template
        .replace(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? '')
        .split(' ');
      const inQuery = method !== 'POST' && body !== '';
      const answer = await raw(
        emulator,
        `${method} ${path}${inQuery ? `?${body}` : ''}`,
        inQuery ? {} : method === 'POST' ? { body } : {},
      );
      expect([template, answer.status, answer.body.error]).toEqual([template, 200, undefined]);
      expect([
        template,
        departures(spec, answer.body, {
          schema: answerOf(documentedFor(operation)),
          path: '$',
          extra: undocumented,
        }),
      ]).toEqual([template, []]);
      covered.add(template);
      return String(answer.body.id);
    };
    await call('GET /v1/account');
    const meter = await call(
      'POST /v1/billing/meters',
      'display_name=m&event_name=m&default_aggregation[formula]=sum',
    );
    for (const route of [
      'POST /v1/billing/meters/{id}/deactivate',
      'POST /v1/billing/meters/{id}/reactivate',
      'GET /v1/billing/meters/{id}',
      'POST /v1/billing/meters/{id}',
    ])
      await call(route, '', { id: meter });
    const rate = await call(
      'POST /v1/tax_rates',
      'display_name=VAT&inclusive=true&percentage=8.875&country=DE&state=BY&jurisdiction=j&tax_type=vat&description=d&metadata[a]=b',
    );
    await call('POST /v1/tax_rates/{id}', 'active=false', { id: rate });
    const hook = await call(
      'POST /v1/webhook_endpoints',
      'url=https://example.com&enabled_events[]=invoice.paid&api_version=2026-10-28.endive&description=d&metadata[a]=b',
    );
    await call('POST /v1/webhook_endpoints/{id}', 'disabled=true', { id: hook });
    const full =
      'name=P&description=d&images[]=a&marketing_features[0][name]=f&package_dimensions[height]=1&package_dimensions[length]=1.5&package_dimensions[weight]=1&package_dimensions[width]=1&tax_details[tax_code]=txcd_10000000&shippable=true';
    const product = await call('POST /v1/products', full);
    const spare = await call('POST /v1/products', 'name=Spare');
    await call('DELETE /v1/products/{id}', '', { id: spare });
    const common = `product=${product}&currency=usd`;
    const expand = 'expand[]=tiers&expand[]=currency_options&expand[]=product';
    const tiers =
      'tiers[0][up_to]=1&tiers[0][unit_amount]=1&tiers[1][up_to]=inf&tiers[1][flat_amount_decimal]=0.5';
    const price = await call(
      'POST /v1/prices',
      `${common}&unit_amount=1&recurring[interval]=month&currency_options[eur][unit_amount]=2&${expand}`,
    );
    await call(
      'POST /v1/prices',
      `${common}&billing_scheme=tiered&tiers_mode=volume&recurring[interval]=month&${tiers}&${expand}`,
    );
    await call(
      'POST /v1/prices',
      `${common}&custom_unit_amount[enabled]=true&transform_quantity[divide_by]=2&transform_quantity[round]=up`,
    );
    await call(
      'POST /v1/prices',
      `${common}&unit_amount_decimal=0.1&recurring[interval]=month&recurring[usage_type]=metered&recurring[meter]=${meter}`,
    );
    await call('POST /v1/prices/{id}', 'nickname=n', { id: price });
    await call('POST /v1/products/{id}', `default_price=${price}&expand[]=default_price`, { id: product });
    const coupon = await call(
      'POST /v1/coupons',
      `id=ten&amount_off=1&currency=usd&currency_options[eur][amount_off]=2&applies_to[products][0]=${product}&expand[]=applies_to&expand[]=currency_options`,
    );
    await call('POST /v1/coupons/{id}', 'name=Ten', { id: coupon });
    await call('GET /v1/coupons/{id}', '', { id: coupon });
    const promotion = await call(
      'POST /v1/promotion_codes',
      `promotion[type]=coupon&promotion[coupon]=${coupon}&code=TEN&restrictions[minimum_amount]=1&restrictions[minimum_amount_currency]=usd&expand[]=restrictions.currency_options`,
    );
    await call('POST /v1/promotion_codes/{id}', 'active=false', { id: promotion });
    await call('GET /v1/promotion_codes/{id}', '', { id: promotion });
    const feature = await call('POST /v1/entitlements/features', 'lookup_key=sso&name=SSO&metadata[a]=b');
    await call('GET /v1/entitlements/features', 'archived=false&lookup_key=sso');
    const attachment = await call('POST /v1/products/{id}/features', `entitlement_feature=${feature}`, {
      id: product,
    });
    await call('GET /v1/products/{id}/features', '', { id: product });
    const below = { productId: product, id: attachment };
    await call('GET /v1/products/{productId}/features/{id}', '', below);
    await call('DELETE /v1/products/{productId}/features/{id}', '', below);
    await call('POST /v1/entitlements/features/{id}', 'active=false', { id: feature });
    await call('GET /v1/entitlements/features/{id}', '', { id: feature });
    const portal = await call(
      'POST /v1/billing_portal/configurations',
      'features[invoice_history][enabled]=true&business_profile[headline]=h&name=n&default_return_url=https://example.com&login_page[enabled]=true&metadata[a]=b',
    );
    await call(
      'POST /v1/billing_portal/configurations/{id}',
      `features[subscription_update][enabled]=true&features[subscription_update][default_allowed_updates][0]=price&features[subscription_update][products][0][product]=${product}&features[subscription_update][products][0][prices][0]=${price}&expand[]=features.subscription_update.products`,
      { id: portal },
    );
    const customer = await call('POST /v1/customers', 'email=a@example.com');
    await call('GET /v1/customers/{id}', '', { id: customer });
    const subscription = await call(
      'POST /v1/subscriptions',
      `customer=${customer}&items[0][price]=${price}&trial_period_days=3&expand[]=customer`,
    );
    await call('POST /v1/subscriptions/{id}', 'cancel_at_period_end=true', { id: subscription });
    const item = await call('POST /v1/subscription_items', `subscription=${subscription}&price=${price}`);
    await call('POST /v1/subscription_items/{id}', 'quantity=2', { id: item });
    await call('GET /v1/subscription_items/{id}', '', { id: item });
    await call('GET /v1/subscription_items', `subscription=${subscription}`);
    await call('GET /v1/subscriptions', 'status=all&expand[]=data.items.data.price');
    await call('DELETE /v1/subscription_items/{id}', '', { id: item });
    await call('DELETE /v1/subscriptions/{id}', '', { id: subscription });
    for (const path of [
      'products',
      'prices',
      'billing/meters',
      'coupons',
      'promotion_codes',
      'customers',
      'events',
      'tax_rates',
      'webhook_endpoints',
      'billing_portal/configurations',
    ])
      await call(`GET /v1/${path}`);
    await call('DELETE /v1/coupons/{id}', '', { id: coupon });
    const event = (await raw(emulator, 'GET /v1/events')).body.data[0].id;
    for (const [path, id] of Object.entries({
      products: product,
      prices: price,
      events: event,
      subscriptions: subscription,
      tax_rates: rate,
      webhook_endpoints: hook,
      'billing_portal/configurations': portal,
    }))
      await call(`GET /v1/${path}/{id}`, '', { id });
    await call('DELETE /v1/webhook_endpoints/{id}', '', { id: hook });
    expect([...covered].sort()).toEqual(described.map(nameOf).sort());
  });
});
