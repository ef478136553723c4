import { randomUUID } from 'node:crypto';
import { Stripe } from 'stripe';

/** What every probe is given: a client, names that nobody else uses, and a memory of what to clean up. */
export type Context = {
  /** Starts the name and every caller-chosen id of whatever the run makes. */
  readonly prefix: string;
  /** A name or id of this run, never given twice. */
  unique(word: string): string;
  product(params?: Partial<Stripe.ProductCreateParams>): Promise<Stripe.Product>;
  price(params?: Partial<Stripe.PriceCreateParams>): Promise<Stripe.Price>;
  meter(params?: Partial<Stripe.Billing.MeterCreateParams>): Promise<Stripe.Billing.Meter>;
  /** Something to be undone at the end, however that comes. Undone in reverse order. */
  defer(undo: () => Promise<unknown>): void;
  /** Text to be shown beside what was seen, such as the wording of an error. */
  note(text: string): void;
  /** Undoes everything; returns what could not be undone. */
  cleanUp(): Promise<string[]>;
  takeNotes(): string[];
  /** Asks the run to end after the probe that is under way, so that what it makes is cleaned up too. */
  stop(): void;
  isStopped(): boolean;
};

/** Thrown by a probe that cannot be run here; its message says why. */
export class Skipped extends Error {}

/** A context for one run. */
export const newContext = (stripe: Stripe): Context => {
  const prefix = `pricebook_conformance_${randomUUID().slice(0, 8)}`;
  const undos: (() => Promise<unknown>)[] = [];
  const notes: string[] = [];
  let count = 0;
  let stopped = false;
  const unique = (word: string): string => {
    count += 1;
    return `${prefix}_${word}_${count}`;
  };
  const product: Context['product'] = async (params = {}) => {
    const made = await stripe.products.create({ name: unique('product'), ...params });
    undos.push(() => retireProduct(stripe, made.id));
    return made;
  };
  return {
    prefix,
    unique,
    product,
    price: async (params = {}) => {
      const owner = params.product ?? (await product()).id;
      const amount =
        params.unit_amount_decimal === undefined && params.tiers === undefined ? { unit_amount: 1000 } : {};
      const made = await stripe.prices.create({ currency: 'usd', ...amount, ...params, product: owner });
      undos.push(() => stripe.prices.update(made.id, { active: false }));
      return made;
    },
    meter: async (params = {}) => {
      const name = unique('meter');
      const made = await stripe.billing.meters.create({
        display_name: name,
        event_name: name,
        default_aggregation: { formula: 'sum' },
        ...params,
      });
      undos.push(async () => {
        const { status } = await stripe.billing.meters.retrieve(made.id);
        if (status === 'active') await stripe.billing.meters.deactivate(made.id);
      });
      return made;
    },
    defer: (undo) => {
      undos.push(undo);
    },
    note: (text) => {
      notes.push(text);
    },
    takeNotes: () => notes.splice(0),
    stop: () => {
      stopped = true;
    },
    isStopped: () => stopped,
    cleanUp: () => undoAll(undos),
  };
};

/** Deleted if it never had a price, archived otherwise. */
const retireProduct = async (stripe: Stripe, id: string): Promise<void> => {
  await stripe.products.del(id).catch(async (error: unknown) => {
    if (isGone(error)) return;
    await stripe.products.update(id, { active: false, default_price: '' });
  });
};

const undoAll = async (undos: (() => Promise<unknown>)[]): Promise<string[]> => {
  const left: string[] = [];
  // Default prices cannot be archived before their products let go of them, hence a second round.
  let pending = undos.splice(0).reverse();
  for (let round = 0; round < 2; round += 1) {
    const again: typeof pending = [];
    left.length = 0;
    for (const undo of pending) {
      await undo().catch((error: unknown) => {
        if (isGone(error)) return;
        again.push(undo);
        left.push(error instanceof Error ? error.message : String(error));
      });
    }
    pending = again;
  }
  return left;
};

const isGone = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && error.statusCode === 404;

/** `allowed`, or how Stripe refused: status and code. The wording is noted beside it. */
export const verdict = async (ctx: Context, call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) return 'allowed';
  if (!(error instanceof Stripe.errors.StripeError) || notServed(error) !== null) throw error;
  ctx.note(error.message.replaceAll(/price_[A-Za-z0-9]+/g, 'price_…'));
  return `refused: ${error.statusCode ?? 'no status'} ${error.code ?? 'without code'}`;
};

/** Why the emulator cannot answer this, if that is what the error says. */
export const notServed = (error: unknown): string | null => {
  if (!(error instanceof Stripe.errors.StripeError)) return null;
  if (error.message.startsWith('Unrecognized request URL')) return 'the emulator does not serve this route';
  return error.message.startsWith('The emulator does not model') ? error.message : null;
};

/** The id of something that the SDK types as an id or the object; `null` where there is none. */
export const idOf = (reference: string | { readonly id: string } | null | undefined): string => {
  if (typeof reference === 'string') return reference;
  return reference === null || reference === undefined ? 'null' : reference.id;
};

/** A decimal as text, which Stripe takes and the SDK's types do not. */
export const exactly = (text: string): Stripe.Decimal =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SDK passes plain strings through untouched
  text as unknown as Stripe.Decimal;
