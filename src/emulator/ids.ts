import { createHash } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * A text of `length` characters that looks like the random part of Stripe's ids and depends on its
 * inputs alone, so that the same requests always make the same ids.
 */
export const derivedText = (input: string, length: number): string => {
  const bytes = createHash('sha512').update(input).digest();
  let text = '';
  for (let index = 0; index < length; index += 1) text += alphabet[(bytes[index] ?? 0) % alphabet.length];
  return text;
};

/** Shape of an id: what comes before the derived part, and how long that is. */
export type IdShape = { readonly prefix: string; readonly length: number };
