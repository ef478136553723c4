import { invalid } from './errors.ts';
import type { Param } from './params.ts';

/** Key-value pairs that callers attach to an object. https://docs.stripe.com/api/metadata */
export type Metadata = Readonly<Record<string, string>>;

const limits = { keys: 50, key: 40, value: 500 };

/** Metadata as sent: an empty value means "unset this key". */
export const metadata = (): Param<Metadata> => ({
  shape: { kind: 'metadata' },
  required: false,
  clearable: false,
  read: (raw, name) => {
    if (typeof raw === 'string') throw invalid('Invalid object', { param: name });
    return Object.fromEntries(
      [...raw].map(([key, value]) => {
        const param = `${name}[${key}]`;
        if (typeof value !== 'string' || /[[\]]/.test(key))
          throw invalid('Metadata keys cannot contain square brackets, and values must be strings.', {
            param,
          });
        if (key.length > limits.key)
          throw invalid(`Metadata keys must be at most ${limits.key} characters: ${key}`, { param });
        if (value.length > limits.value)
          throw invalid(
            `Metadata values can have up to ${limits.value} characters, but you passed in a value that is ${value.length} characters.`,
            { param },
          );
        return [key, value.trim()];
      }),
    );
  },
});

/**
 * Metadata after a write: keys merge, an empty value removes its key, `null` (an empty string for the
 * whole) removes all, and what is not mentioned stays.
 */
export const mergeMetadata = (before: Metadata, given: Metadata | null | undefined): Metadata => {
  if (given === undefined) return before;
  if (given === null) return {};
  const merged = Object.fromEntries(
    Object.entries({ ...before, ...given }).filter(([, value]) => value !== ''),
  );
  const count = Object.keys(merged).length;
  if (count > limits.keys)
    throw invalid(`Metadata can have up to ${limits.keys} keys, but this object would have ${count}.`, {
      param: 'metadata',
    });
  return merged;
};
