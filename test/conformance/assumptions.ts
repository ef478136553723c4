import type { Assumption } from './assumption.ts';
import { openQuestions } from './open-questions.ts';
import { portalAssumptions } from './portal-assumptions.ts';
import { priceAssumptions } from './price-assumptions.ts';
import { productAssumptions } from './product-assumptions.ts';
import { webhookAssumptions } from './webhook-assumptions.ts';

/** Everything we assume of Stripe: first what nobody has seen, in order of importance, then what the reconciler relies on. */
export const assumptions: readonly Assumption[] = [
  ...openQuestions,
  ...priceAssumptions,
  ...productAssumptions,
  ...webhookAssumptions,
  ...portalAssumptions,
];
