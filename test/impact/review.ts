import { onTestFinished } from 'vitest';
import { impactOf, type ImpactInput } from '../../src/commands/impact.ts';
import { manifestKinds } from '../../src/kinds/manifests.ts';
import { loadManifests } from '../../src/manifest/load.ts';
import type { Impact, Review } from '../../src/model/review.ts';
import type { Desired } from '../../src/model/state.ts';
import { newWorld, type World } from '../engine/world.ts';

/** An embedded Stripe with these manifests released, closed after the test. */
export async function released(yaml: string): Promise<World> {
  const world = await newWorld();
  onTestFinished(() => world.close());
  await world.apply(yaml);
  world.emulator.resetRequests();
  return world;
}

/** The objects that these manifests say. */
export const desiredOf = (yaml: string): readonly Desired[] =>
  loadManifests([{ path: 'plans/all.yaml', text: yaml }], {
    kinds: manifestKinds,
    environment: 'test',
    defaultCurrency: null,
    lintRules: [],
  }).desired;

/** The review of manifests whose every change is the pull request's own, and its impact. */
export async function reviewed(
  world: World,
  yaml: string,
  how: Partial<ImpactInput> = {},
): Promise<{ review: Review; impact: Impact; requests: number }> {
  const plan = await world.plan(yaml);
  const review = { plan, own: plan.changes, earlier: [], withdrawn: [] };
  world.emulator.resetRequests();
  const impact = await impactOf(review, {
    desired: desiredOf(yaml),
    baseDesired: [],
    applied: await world.applied(),
    reader: world.writer,
    show: true,
    ...how,
  });
  return { review, impact, requests: world.emulator.requests().total };
}
