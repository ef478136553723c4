import type { Change } from '../../src/model/change.ts';
import type { Outcome, Plan } from '../../src/model/plan.ts';
import type { ReleaseReport } from '../../src/model/release.ts';
import { outcome, plan } from '../render/build.ts';

/** A release of a plan in live mode in which nothing failed, but for what is given. */
export function report(of: Partial<Plan> | null, parts: Partial<ReleaseReport> = {}): ReleaseReport {
  const livemode = parts.livemode ?? true;
  return {
    environment: livemode ? 'live' : 'test',
    account: 'acct_1Pricebook',
    livemode,
    commit: '9b8a7c6d5e4f30211203f4e5d6c7b8a901234567',
    at: '2026-11-22T10:20:05.123Z',
    runUrl: 'https://github.com/acme/shop/actions/runs/42',
    approvedBy: null,
    failure: null,
    plan: of === null ? null : plan({ livemode, ...of }),
    outcomes: [],
    diagnostics: [],
    toolVersion: '0.2.0',
    ...parts,
  };
}

/** How a change ended: done, and with which id. */
export function ended({ key, action }: Change, parts: Partial<Outcome> = {}): Outcome {
  return outcome(key, { action, requestId: 'req_ok', ...parts });
}
