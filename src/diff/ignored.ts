import { fitsPattern } from '../lib/pattern.ts';
import type { ResourceKey } from '../model/key.ts';
import type { Choices } from './input.ts';

/** Tells which fields of an object are not compared, by the rules of the configuration. */
export function ignoredFields({ ignore }: Choices, key: ResourceKey): (path: string) => boolean {
  const patterns = ignore.filter((rule) => fitsPattern(rule.key, key)).flatMap(({ fields }) => fields);
  return (path) => patterns.some((pattern) => fitsPattern(pattern, path));
}
