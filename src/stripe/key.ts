import { Fault } from '../model/fault.ts';

/** What a key tells of itself. It never leaves the process by any other way than the Authorization header. */
export interface StripeKey {
  readonly secret: string;
  readonly livemode: boolean;
}

const PREFIX = /^(?:sk|rk)_(test|live)_\w/;

/**
 * The key in `STRIPE_API_KEY`.
 *
 * @throws {Fault} `stripe.no-key` or `stripe.bad-key`; the text never holds the key.
 */
export function parseKey(text: string | undefined): StripeKey {
  const secret = text?.trim() ?? '';
  if (secret === '') {
    throw new Fault(
      'stripe.no-key',
      'there is no Stripe key in STRIPE_API_KEY',
      'Set it to a restricted key (rk_test_… or rk_live_…) of the account. "validate" and "plan --offline" need none.',
    );
  }
  const mode = PREFIX.exec(secret)?.[1];
  if (mode === undefined) {
    throw new Fault(
      'stripe.bad-key',
      'STRIPE_API_KEY is neither a secret nor a restricted key',
      'It must begin with sk_test_, rk_test_, sk_live_ or rk_live_. Publishable and organization keys do not work here.',
    );
  }
  return { secret, livemode: mode === 'live' };
}
