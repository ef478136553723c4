import { under } from '../model/spec.ts';
import type { Found, Unsaid } from './importer.ts';
import type { WrittenRecord } from './written.ts';

/** True for a metadata key by which another tool knows its objects: tier's and stripekit's. */
const isOfAnotherTool = (name: string): boolean => /^(tier\.|stripekit_)/.test(name);

/** The metadata that is the shop's own; keys of other tools stay theirs. */
export function ownMetadata({ spec }: Found): WrittenRecord | undefined {
  const own = Object.entries(under(spec, 'metadata')).filter(([name]) => !isOfAnotherTool(name));
  return own.length === 0 ? undefined : Object.fromEntries(own.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The metadata of other tools, which no manifest says. */
export function foreignMetadata({ spec }: Found): readonly Unsaid[] {
  return Object.entries(under(spec, 'metadata'))
    .filter(([name]) => isOfAnotherTool(name))
    .map(([name, value]) => ({ field: `metadata.${name}`, value }));
}
