import { kind } from '../kind.ts';
import { type Metadata, mergeMetadata, metadata } from '../metadata.ts';
import { add, mintFor } from '../objects.ts';
import { create, list, type Resource, retrieve } from '../operation.ts';
import { text, timeRange, within } from '../param-types.ts';
import { type Params, clearable, unsupported } from '../params.ts';

/** A customer: as much of one as subscriptions need. https://docs.stripe.com/api/customers/object */
export type Customer = {
  readonly id: string;
  readonly object: 'customer';
  readonly address: null;
  readonly balance: number;
  readonly created: number;
  readonly currency: string | null;
  readonly default_source: null;
  readonly delinquent: boolean;
  readonly description: string | null;
  readonly discount: null;
  readonly email: string | null;
  readonly invoice_prefix: string;
  readonly invoice_settings: {
    readonly custom_fields: null;
    readonly default_payment_method: null;
    readonly footer: null;
    readonly rendering_options: null;
  };
  readonly livemode: boolean;
  readonly metadata: Metadata;
  readonly name: string | null;
  readonly next_invoice_sequence: number;
  readonly phone: string | null;
  readonly preferred_locales: readonly string[];
  readonly shipping: null;
  readonly tax_exempt: 'none';
  readonly test_clock: null;
};

/** Customers. */
export const customers = kind<Customer>({
  object: 'customer',
  noun: 'customer',
  event: 'customer',
  id: { prefix: 'cus_', length: 14 },
  fields: { address: { as: 'plain' }, invoice_settings: { as: 'plain' }, shipping: { as: 'plain' } },
});

const routes = { kind: customers, path: '/v1/customers', permission: 'customer' };

const noPayments = (...names: readonly string[]): Params =>
  Object.fromEntries(names.map((name) => [name, unsupported('customers exist for subscriptions only')]));

/** Customers: create, retrieve, list. https://docs.stripe.com/api/customers */
export const customerResource: Resource = {
  kinds: [customers],
  operations: [
    list(
      routes,
      {
        created: timeRange(),
        email: text(512),
        test_clock: unsupported('test clocks; move the emulator clock instead'),
      },
      (_call, { created, email }) => ({
        keep: (row) => (email ?? row.email) === row.email && within(created, row.created),
      }),
    ),
    create(
      routes,
      {
        ...noPayments(
          'address',
          'balance',
          'business_name',
          'cash_balance',
          'individual_name',
          'invoice_prefix',
          'invoice_settings',
        ),
        ...noPayments(
          'next_invoice_sequence',
          'payment_method',
          'preferred_locales',
          'shipping',
          'source',
          'tax',
          'tax_exempt',
        ),
        ...noPayments('tax_id_data', 'test_clock', 'validate'),
        description: text(),
        email: text(512),
        metadata: clearable(metadata()),
        name: text(256),
        phone: text(20),
      },
      (call, given) => {
        const id = mintFor(call, customers);
        return add(call, customers, {
          id,
          object: 'customer',
          address: null,
          balance: 0,
          created: call.now,
          currency: null,
          default_source: null,
          delinquent: false,
          description: given.description ?? null,
          discount: null,
          email: given.email ?? null,
          invoice_prefix: id.slice(-8).toUpperCase(),
          invoice_settings: {
            custom_fields: null,
            default_payment_method: null,
            footer: null,
            rendering_options: null,
          },
          livemode: call.livemode,
          metadata: mergeMetadata({}, given.metadata),
          name: given.name ?? null,
          next_invoice_sequence: 1,
          phone: given.phone ?? null,
          preferred_locales: [],
          shipping: null,
          tax_exempt: 'none',
          test_clock: null,
        });
      },
    ),
    retrieve(routes),
  ],
};
