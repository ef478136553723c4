/** What a line that is not there means. */
export const DEFAULTS = {
  customer_key: 'stripe_customer_id',
  value_key: 'value',
  window: null,
  active: true,
};
