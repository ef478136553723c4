import type { Change } from '../../src/model/change.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { ReleaseReport } from '../../src/model/release.ts';
import { archive, creation, removal, update } from '../render/build.ts';
import { changedPlan, newPlan, newPrice, priceSpec, replacedPrice } from '../review/build.ts';
import { ended, report } from './build.ts';

/** A release and the keys that the pull request's record has. */
export interface Case {
  readonly report: ReleaseReport;
  readonly keys: ReadonlySet<string> | null;
}

const monthly = replacedPrice('pro', 'monthly', [{ amount: '25' }, { amount: '29' }]);
const weekly = newPrice('pro', 'weekly', { amount: '9', interval: 'week', 'currencies.eur.amount': '8.50' });
const pro = changedPlan('pro', [
  { name: 'Pro Plan', active: true, unit_label: 'seat', default_price: 'price/pro/monthly' },
  { name: 'Professional', active: true, unit_label: null, default_price: 'price/pro/weekly' },
]);
const three: readonly Change[] = [pro, monthly, weekly];
const threeDone = [
  ended(pro, { stripeId: 'pro' }),
  ended(monthly, { stripeId: 'price_1New' }),
  ended(weekly, { stripeId: 'price_1Weekly' }),
];

const team = newPlan('team', { name: 'Team', features: ['SSO', 'Audit log'] });
const teamMonthly = newPrice('team', 'monthly', { amount: '49' });
const old = archive('price/old/monthly', 'price_1Old', { lockGroup: 'product/old' });
const refused: Diagnostic = {
  severity: 'error',
  code: 'release.not-reviewed',
  summary: 'archive price/old/monthly: no pull request of this release showed it',
  detail: 'Take it back in a pull request. Nothing was written.',
};

const keysOf = (changes: readonly Change[]): ReadonlySet<string> => new Set(changes.map(({ key }) => key));

const lost = creation('price/pro/yearly', priceSpec('pro', { amount: '250', interval: 'year' }), {
  action: 'recreate',
  lostId: 'price_1Lost',
  recovery: true,
  lockGroup: 'product/pro',
});
const found = update('price/basic/monthly', {
  action: 'relink',
  recovery: true,
  lockGroup: 'product/basic',
  raw: { id: 'price_1Found', object: 'price' },
  target: priceSpec('basic', { amount: '10' }),
});
const leftover = archive('price/basic/monthly', 'price_1Twice', {
  cause: 'superseded',
  recovery: true,
  lockGroup: 'product/basic',
});
const mended: readonly Change[] = [lost, found, leftover];
const mendedDone = [
  ended(lost, { stripeId: 'price_1Again' }),
  ended(found, { stripeId: 'price_1Found' }),
  ended(leftover, { stripeId: 'price_1Twice' }),
];

/** The releases that the golden texts show, by name. */
export const CASES: Readonly<Record<string, Case>> = {
  done: {
    report: report(
      { changes: three, unchanged: 5, ids: new Map([['product/basic', 'basic']]) },
      { outcomes: threeDone },
    ),
    keys: new Set([...keysOf(three), 'product/basic']),
  },
  'done-test': {
    report: report(
      {
        changes: [
          ...three,
          archive('price/pro/daily', 'price_1Daily', { cause: 'due', lockGroup: 'product/pro' }),
        ],
      },
      {
        livemode: false,
        environment: 'staging',
        approvedBy: 'octocat',
        outcomes: [
          ...threeDone,
          ended(archive('price/pro/daily', ''), { action: 'archive', stripeId: 'price_1Daily' }),
        ],
      },
    ),
    keys: keysOf(three),
  },
  partial: {
    report: report(
      { changes: [team, ...three, teamMonthly, old, removal('meter/old_calls', 'mtr_1')] },
      {
        failure: 'partial',
        outcomes: [
          ended(team, {
            status: 'failed',
            stripeId: null,
            requestId: 'req_1Failed',
            error: 'Stripe: Your account cannot currently make live charges. (400, account_invalid, id)',
          }),
          ...threeDone,
          ended(teamMonthly, {
            status: 'skipped',
            stripeId: null,
            requestId: null,
            error: 'it needs product/team, which was not done',
          }),
          ended(old, { stripeId: 'price_1Old' }),
          ended(removal('meter/old_calls', 'mtr_1'), { stripeId: 'mtr_1', requestId: null }),
        ],
      },
    ),
    keys: keysOf([team, monthly, teamMonthly]),
  },
  'not-reviewed': {
    report: report({ changes: [monthly, old] }, { failure: 'not-reviewed', diagnostics: [refused] }),
    keys: keysOf([monthly]),
  },
  guard: {
    report: report(
      {
        changes: [monthly, old],
        guards: [
          {
            name: 'max_archives',
            limit: 0,
            actual: 1,
            keys: ['price/old/monthly'],
            allow: ['archive:price/old/monthly'],
          },
          { name: 'max_price_change', limit: 10, actual: '16', keys: ['price/pro/monthly'], allow: [] },
        ],
      },
      { failure: 'guard' },
    ),
    keys: keysOf([monthly]),
  },
  protected: {
    report: report(
      {
        changes: [monthly],
        guards: [{ name: 'protect', limit: 0, actual: 1, keys: ['price/pro/monthly'], allow: [] }],
      },
      { failure: 'guard' },
    ),
    keys: keysOf([monthly]),
  },
  conflict: {
    report: report(
      {
        changes: [weekly],
        conflicts: [
          {
            key: 'product/pro',
            reason: 'both-changed',
            fields: [{ path: 'name', applied: 'Pro Plan', live: 'Pro!', desired: 'Professional' }],
          },
          { key: 'price/pro/monthly', reason: 'not-ours', fields: [] },
        ],
      },
      { failure: 'conflict' },
    ),
    keys: keysOf([pro, weekly]),
  },
  nothing: {
    report: report({ unchanged: 6, ids: new Map([['price/pro/monthly', 'price_1New']]) }),
    keys: keysOf([monthly]),
  },
  recovery: {
    report: report({ changes: mended }, { outcomes: mendedDone }),
    keys: keysOf([monthly]),
  },
  'not-committed': {
    report: report(
      { changes: [monthly] },
      {
        failure: 'snapshot',
        outcomes: [ended(monthly, { stripeId: 'price_1New' })],
        diagnostics: [
          {
            severity: 'error',
            code: 'snapshot.moved',
            summary: 'the snapshot on `main` is another one by now',
            detail: 'Run the release again.',
          },
        ],
      },
    ),
    keys: null,
  },
  'not-converged': {
    report: report(
      {
        changes: [pro],
        drift: [
          {
            key: 'product/basic',
            severity: 'info',
            fields: [{ path: 'name', applied: 'Basic', live: 'Basic!' }],
          },
        ],
        retiring: [{ key: 'price/pro/monthly', stripeId: 'price_1Old', due: '2026-11-23T10:00:00Z' }],
      },
      {
        failure: 'not-converged',
        outcomes: [ended(pro, { stripeId: 'pro' })],
        diagnostics: [
          {
            severity: 'error',
            code: 'apply.not-converged',
            summary: 'product/pro was applied, and Stripe still asks for: update (name)',
            detail: 'Someone changed it at the same moment.',
          },
        ],
      },
    ),
    keys: null,
  },
  stopped: {
    report: report(null, {
      account: '',
      commit: null,
      runUrl: null,
      failure: 'permission',
      diagnostics: [
        {
          severity: 'error',
          code: 'stripe.forbidden',
          summary: 'Stripe: the key may not read prices (403)',
          detail: 'Give the restricted key the permission that Stripe names.',
        },
      ],
    }),
    keys: keysOf([monthly]),
  },
};

/** Four hundred changes, of which thirty failed, each for a reason as long as Stripe's are. */
export function hugeRelease(): ReleaseReport {
  const changes = Array.from({ length: 400 }, (_, index) =>
    newPrice(`team-${Math.floor(index / 4)}`, `monthly-${index % 4}`, { amount: `${index + 1}` }),
  );
  const error = `Stripe: ${'This price cannot be created as it is. '.repeat(8)}(400, parameter_invalid, unit_amount)`;
  const outcomes = changes.map((change, index) =>
    index % 13 === 0 && index < 390
      ? ended(change, { status: 'failed', stripeId: null, requestId: `req_1Failed${index}`, error })
      : ended(change, { stripeId: `price_1${'N'.repeat(20)}${index}` }),
  );
  return report({ changes }, { outcomes, failure: 'partial' });
}
