// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given a world in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { applied, idOf } from '../engine/shop.ts';
import { it } from '../engine/it.ts';

describe('a meter', () => {
  it('is made and deactivated where it is inactive from the start', async ({ world }) => {
    const meter = 'kind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum\nactive: false\n';
    await applied(world, `code: pro\nname: Pro Plan\n---\n${meter}`);
    const path = `/v1/billing/meters/${await idOf(world, 'meter/calls')}`;
    expect(await world.get(path)).toMatchObject({ status: 'inactive' });
  });
});
