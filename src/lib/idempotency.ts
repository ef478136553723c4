/** Every idempotency key of ours begins with this, so that Stripe's events tell our writes from everybody else's. */
export const KEY_PREFIX = 'pricebook';
