// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given a desk in desk.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it, open } from '../accept/desk.ts';

const HOOK = `kind: webhook
code: billing # for good
url: https://example.com/hook
events: [invoice.paid, invoice.voided] # what counts
description: Ours
metadata: { team: "1" }
`;
const ENVIRONMENTS = 'environments: { test: { livemode: false }, live: { livemode: true } }\n';

describe('what somebody changed on a webhook endpoint', () => {
  it('is written into its manifest', async ({ desk }) => {
    desk.write(HOOK);
    await desk.apply();
    await desk.move(await desk.at('webhook/billing'), {
      url: 'https://example.com/other',
      enabled_events: ['price.created', 'invoice.paid'],
      description: 'Mine',
      disabled: 'true',
      metadata: { team: '' },
    });
    const { left, edits } = await desk.merge();
    expect(left).toEqual([]);
    expect(edits).toHaveLength(5);
    expect(desk.read()).toBe(`kind: webhook
code: billing # for good
url: https://example.com/other
events: [invoice.paid, price.created] # what counts
description: Mine
disabled: true
`);
    expect(open(await desk.plan())).toEqual([]);
  });

  it('is written where the map has the URL of the environment', async ({ desk }) => {
    desk.configure(ENVIRONMENTS);
    const url = 'url: { live: https://example.com/hook, test: https://staging.example.com/hook } # two';
    desk.write(HOOK.replace(/url: .*/, url));
    await desk.apply({ env: 'test' });
    await desk.move(await desk.at('webhook/billing'), { url: 'https://staging.example.com/new' });
    expect((await desk.merge({ env: 'test' })).left).toEqual([]);
    expect(desk.read()).toContain(url.replace('staging.example.com/hook', 'staging.example.com/new'));
  });
});
