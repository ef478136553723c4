import { operation, type Resource } from '../operation.ts';

/** The account behind a key, and its balance, which is how a client learns the mode. https://docs.stripe.com/api/accounts */
export const accountResource: Resource = {
  kinds: [],
  operations: [
    operation({
      method: 'GET',
      path: '/v1/account',
      permission: 'connected_account_read',
      params: {},
      answers: 'body',
      run: (call) => ({
        id: call.account,
        object: 'account',
        business_profile: {
          mcc: null,
          minority_owned_business_designation: null,
          name: 'Acme',
          specified_commercial_transactions_act_url: null,
          support_address: null,
          support_email: null,
          support_phone: null,
          support_url: null,
          url: null,
        },
        business_type: null,
        capabilities: {},
        charges_enabled: true,
        controller: { type: 'account' },
        country: 'US',
        created: 1_700_000_000,
        default_currency: 'usd',
        details_submitted: true,
        email: 'owner@example.com',
        metadata: {},
        payouts_enabled: true,
        settings: {
          branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
          card_payments: {
            statement_descriptor_prefix: null,
            statement_descriptor_prefix_kana: null,
            statement_descriptor_prefix_kanji: null,
          },
          dashboard: { display_name: 'Acme', timezone: 'Etc/UTC' },
          payments: {
            statement_descriptor: null,
            statement_descriptor_kana: null,
            statement_descriptor_kanji: null,
            statement_descriptor_prefix_kana: null,
            statement_descriptor_prefix_kanji: null,
          },
        },
        type: 'standard',
      }),
    }),
    operation({
      method: 'GET',
      path: '/v1/balance',
      permission: 'balance_read',
      params: {},
      answers: 'body',
      run: (call) => ({
        object: 'balance',
        available: [{ amount: 0, currency: 'usd', source_types: { card: 0 } }],
        livemode: call.livemode,
        pending: [{ amount: 0, currency: 'usd', source_types: { card: 0 } }],
      }),
    }),
  ],
};
