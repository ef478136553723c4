import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import type { ReviewView } from '../../src/render/review/comment.ts';
import { archive, creation } from '../render/build.ts';
import { counted, impactOf, priceSpec, replacedPrice, review, subscribers } from './build.ts';
import { told } from './told.ts';

const inPro = { lockGroup: 'product/pro' };

const guard = (name: string, actual: string | number, limit = 50): Plan['guards'][number] => ({
  name,
  limit,
  actual,
  keys: ['price/pro/a'],
  allow: [],
});

describe('a guard', () => {
  const moves = [{ amount: '10' }, { amount: '0' }] as const;
  const changes = [replacedPrice('pro', 'a', moves)];
  const stopped = (...guards: Plan['guards']): string => told(review({ livemode: true, changes, guards }));

  it('shows the digest alone as code', () => {
    expect(stopped(guard('max_price_change', '96'))).toMatch(/approve: `sha256:0{64}`\./);
  });

  it('says which limits to raise, in whatever file they are', () => {
    const text = stopped(guard('max_price_change', '96'));
    expect(text).toContain('Raise `max_price_change` in the configuration,');
    expect(text).not.toContain('.github/');
  });

  it('does not advise a higher limit where none is high enough', () => {
    expect(stopped(guard('max_price_change', 'incomparable'))).not.toContain('Raise');
  });

  it('stops what the top of the comment says of the release', () => {
    const text = stopped(guard('max_price_change', '96'));
    expect(text).toContain('> **Stopped**: a release applies nothing of this as it stands.');
    expect(text).not.toContain('The release after the merge changes');
  });

  it('tells what was lost from what was merged', () => {
    const lost = creation('price/pro/a', priceSpec('pro', {}), {
      action: 'recreate',
      recovery: true,
      lostId: 'p',
    });
    const guards = [guard('max_recreates', 4, 3)];
    const text = told(review({ guards }, { earlier: [lost] }));
    expect(text).toContain("None of it is this pull request's: it was lost in Stripe, or a release was");
    expect(text).not.toMatch(/merged earlier|Split it/);
  });

  it('says nothing of releases where there are none', () => {
    const text = told(review({ guards: [guard('max_archives', 7)] }, { earlier: changes }), {
      standing: 'informational',
      base: { ref: 'release/1', commit: 'a' },
    });
    expect(text).toContain('it is on the base already');
    expect(text).toContain(
      'Other pull requests brought this to `release/1`. Nothing is released from there.',
    );
    expect(text).not.toMatch(/next release applies|approve: /);
  });
});

describe('subscribers', () => {
  const changes = [archive('price/pro/a', 'price_1', inPro)];
  const shown = (counts: ReviewView['impact']['subscribers']): string =>
    told(review({ changes }), { impact: impactOf(changes, { subscribers: counts }) });

  it('that are not shown may be switched off', () => {
    expect(shown({ status: 'hidden' })).toContain(
      'Subscriber counts are switched off, or left out in public repositories; `show_subscribers: true` shows them.',
    );
  });

  it('are at least so many of each status where there are more', () => {
    const many = subscribers({ active: 990, trialing: 10 }, {}, { more: true });
    expect(shown(counted({ 'price/pro/a': many }))).toContain(
      '1,000+ subscriptions stay on it for good (at least 990 active, 10 trialing)',
    );
  });
});
