import { describe, expect, it } from 'vitest';
import type { Change, Deletion } from '../../src/model/change.ts';
import type { Outcome } from '../../src/model/plan.ts';
import type { Spec } from '../../src/model/spec.ts';
import { outcomesMarkdown, summaryMarkdown } from '../../src/render/summary.ts';
import { renderOutcomes } from '../../src/render/outcomes.ts';
import { renderPlan } from '../../src/render/plan.ts';
import { withPage } from '../../src/render/secret.ts';
import { reviewComment } from '../../src/render/review/comment.ts';
import { creation, fields, plan, replacement, update } from '../render/build.ts';
import { impactOf, review, view } from '../review/build.ts';

const KEY = 'webhook/billing';
const HOOK: Spec = {
  url: 'https://example.com/hook',
  events: ['invoice.paid', 'invoice.voided'],
  api_version: null,
  disabled: false,
};
const its = {
  lockGroup: KEY,
  kind: 'webhook',
  where: { file: 'plans/hooks.yaml', line: 4, column: 1 },
} as const;
const raw = { id: 'we_1', object: 'webhook_endpoint' };
const LOUD = 'THE SIGNING SECRET CHANGES';
const VERSION = fields({ api_version: ['2026-09-30.endive', '2026-10-28.endive'] });
const replaced = replacement(KEY, { ...its, before: HOOK, target: HOOK, old: raw, fields: VERSION });
const moved = (more: Parameters<typeof fields>[0], target: Spec = HOOK): Change =>
  update(KEY, { ...its, target, raw, fields: fields(more) });
const ending = (cause: Deletion['cause']): Deletion => {
  const { action: _action, ...rest } = creation(KEY, {}, its);
  const note = cause === 'removed' ? 'Events are no longer delivered to it' : '';
  return { ...rest, action: 'delete', cause, raw, note, fields: [], recovery: cause === 'superseded' };
};

/** The comment about one change of a webhook endpoint that is applied already, in live mode. */
function told(change: Change): string {
  const of = review({ changes: [change], livemode: true });
  const applied = new Map([[KEY, { spec: HOOK }]] as const);
  return reviewComment(
    of,
    view(of, { impact: impactOf([]), applied, nouns: { webhook: 'webhook endpoint' } }),
  );
}

const inTerminal = (change: Change): string =>
  renderPlan(plan({ changes: [change] }), {
    environment: 'live',
    style: { colour: false },
    retireAfter: 86_400,
  });

describe('the comment about a webhook endpoint', () => {
  it('says what a new one is sent, and where', () => {
    expect(told(creation(KEY, HOOK, its))).toContain(
      '**The webhook endpoint** is new: Stripe sends `invoice.paid`, `invoice.voided` to `https://example.com/hook`.',
    );
  });

  it('says what else it is sent, and no longer', () => {
    const more = moved({ events: [['invoice.voided'], ['invoice.paid', 'invoice.voided']] });
    expect(told(more)).toContain('is now sent `invoice.paid`, at `https://example.com/hook`.');
    const other = moved({
      events: [
        ['invoice.voided', 'price.created'],
        ['invoice.paid', 'invoice.voided'],
      ],
    });
    expect(told(other)).toContain('is now sent `invoice.paid`, and no longer `price.created`, at');
    const all = moved({ events: [['invoice.voided'], ['*', 'invoice.voided']] });
    expect(told(all)).toContain('is now sent all events, at');
  });

  it('says where it moves, and that it is switched off', () => {
    const url = moved({ url: ['https://example.com/old', 'https://example.com/hook'] });
    expect(told(url)).toContain(
      'is sent its events to `https://example.com/hook` from now on, and no longer to `https://example.com/old`.',
    );
    const off = told(moved({ disabled: [false, true] }));
    expect(off).toContain('is switched off with the release: nothing is sent to it any more');
    expect(off).toContain('1 webhook endpoint withdrawn');
    expect(off).not.toMatch(/subscription/i);
  });

  it('says in capitals that the secret changes, once and for every reader', () => {
    const text = told(replaced);
    expect(text).toContain(LOUD);
    expect(text).toContain('the old one stays available until a day after the release.');
    expect(text).toContain('handle each event once, by its id.');
    expect(text).not.toMatch(/subscription/i);
    expect(told(creation(KEY, HOOK, { ...its, action: 'recreate', lostId: 'we_0' }))).toContain(LOUD);
    expect(told(moved({ disabled: [false, true] }))).not.toContain(LOUD);
  });

  it('says that one is deleted, and when one that was replaced is', () => {
    expect(told(ending('removed'))).toContain('Events are no longer delivered to it');
    expect(told(ending('removed'))).toContain('1 webhook endpoint deleted');
    expect(told(ending('due'))).toContain('`we_1` is deleted by the next release, since its time is over');
    expect(told(ending('superseded'))).toContain('is deleted a day later');
  });
});

describe('a terminal', () => {
  it('is told in capitals that the secret changes', () => {
    const text = inTerminal(replaced);
    expect(text).toContain(`${LOUD}: whoever checks it must be given the new one.`);
    expect(text).toContain('we_1 stays available for 24 hours, then it is deleted.');
    expect(text).not.toMatch(/subscription/i);
    expect(summaryMarkdown(plan({ changes: [replaced] }), { environment: 'live' })).toContain(LOUD);
  });

  it('is told how one ends', () => {
    expect(inTerminal(ending('removed'))).toContain(
      'delete we_1: no manifest asks for it any more. Events are no',
    );
    expect(inTerminal(ending('due'))).toContain('delete we_1: its retirement is over');
    expect(inTerminal(ending('superseded'))).toContain('it stays available for 24 hours, then it is deleted');
  });
});

describe('what came of it', () => {
  const outcome = (parts: Partial<Outcome>): Outcome => ({
    key: KEY,
    action: 'create',
    status: 'done',
    stripeId: 'we_1',
    requestId: 'req_1',
    error: null,
    ...parts,
  });
  const where = { account: 'acct_1', livemode: false };

  it('links to the page that shows the secret, where an object was made', () => {
    const page = 'https://dashboard.stripe.com/acct_1/test/webhooks/we_1';
    for (const action of ['create', 'replace', 'recreate'] as const)
      expect(withPage(outcome({ action }), where)).toMatchObject({ page });
    const words = `The Dashboard shows its signing secret: ${page}`;
    const made = [withPage(outcome({}), where)];
    expect(renderOutcomes(made, { style: { colour: false } })).toContain(words);
    expect(outcomesMarkdown(made)).toContain(words);
  });

  it('links to nothing else', () => {
    for (const parts of [
      { action: 'update' },
      { status: 'failed' },
      { stripeId: null },
      { key: 'tax_rate/vat' },
      { stripeId: 'we_1](https://evil.example)' },
    ] as const)
      expect(withPage(outcome(parts), where)).not.toHaveProperty('page');
  });
});
