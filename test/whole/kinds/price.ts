import type { WholeKind } from '../kind.ts';

/** Their documents are those of plans. */
export const price: WholeKind = {
  kind: 'price',
  before: '',
  after: '',
  still: { product: 'a price that moves to another plan has another key there' },
};
