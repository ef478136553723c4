import { kinds } from '../../kinds/registry.ts';
import type { Change } from '../../model/change.ts';
import type { ResourceKey } from '../../model/key.ts';
import type { ReleaseReport } from '../../model/release.ts';
import { nameIn } from '../../model/spec.ts';
import type { CostTable } from '../../model/review.ts';
import { targetsOf } from '../review/targets.ts';
import { keyMoves } from '../review/lookup-keys.ts';
import type { TellView } from '../review/view.ts';

const nouns = Object.fromEntries(
  kinds.flatMap(({ name, noun }) => (noun === undefined ? [] : [[name, noun]])),
);

/** The name that people know an object by, as far as the change tells it. */
function namesIn(change: Change): readonly (readonly [ResourceKey, string])[] {
  const name = 'target' in change ? nameIn(change.target) : 'raw' in change ? nameIn(change.raw) : undefined;
  return name === undefined ? [] : [[change.key, name]];
}

/** What a new object costs in every currency. */
function tablesIn(change: Change): readonly (readonly [ResourceKey, readonly CostTable[]])[] {
  if (change.action !== 'create' && change.action !== 'recreate') return [];
  const costs = kinds.find(({ name }) => name === change.kind)?.costs;
  return costs === undefined ? [] : [[change.key, costs.tables(null, change.target)]];
}

/**
 * A release as the words of a review see it. They are told here of what is over: who subscribes, what was applied
 * before and how long something stays on sale were said in the review, and are not known any more.
 */
export function tellView({ environment, plan, diagnostics, toolVersion }: ReleaseReport): TellView {
  const changes = plan?.changes ?? [];
  const applied: TellView['applied'] = new Map();
  return {
    environment,
    retireAfter: 0,
    impact: {
      names: new Map(changes.flatMap(namesIn)),
      tables: new Map(changes.flatMap(tablesIn)),
      monthly: new Map(),
      referrers: new Map(),
      subscribers: { status: 'unasked' },
    },
    applied,
    nouns,
    head: '',
    base: { ref: '', commit: '' },
    readAt: '',
    toolVersion,
    standing: 'recorded',
    diagnostics,
    sources: new Map(),
    budget: 0,
    whole: 'job summary',
    keyMoves: keyMoves(changes, applied),
    targets: targetsOf(changes),
    parts: new Map(),
  };
}
