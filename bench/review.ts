import { catalog } from './catalog.ts';
import { newShop } from '../test/action/shop.ts';

/** What one review costs. */
interface ReviewCost {
  readonly seconds: number;
  readonly stripe: number;
  readonly github: number;
  readonly writes: number;
}

/**
 * A pull request that raises ten prices of a catalog of so many plans (three prices each), reviewed by
 * `dist/action.js`, with latency on the side of Stripe.
 */
export async function reviewCost(plans: number, latencyMs: number): Promise<ReviewCost> {
  const yaml = catalog(plans);
  const shop = await newShop({
    'plans/catalog.yaml': yaml,
    '.github/pricebook.yaml': 'max_requests_per_second: 100\n',
  });
  try {
    await shop.release();
    const number = shop.propose({ 'plans/catalog.yaml': yaml.replaceAll('amount: 10.50', 'amount: 11.50') });
    shop.emulator.faults({ latencyMs });
    shop.emulator.resetRequests();
    shop.github.requests.length = 0;
    const began = performance.now();
    const step = await shop.review(number, 'opened');
    if (step.exit !== 0 || shop.told(number).length !== 1) throw new Error(step.log);
    return {
      seconds: (performance.now() - began) / 1000,
      stripe: shop.emulator.requests().total,
      github: shop.github.requests.length,
      writes: shop.emulator.log().filter(({ method }) => method !== 'GET').length,
    };
  } finally {
    await shop.close();
  }
}
