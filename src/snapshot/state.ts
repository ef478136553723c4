import type { AppliedState, LedgerEntry } from '../model/state.ts';
import { snapshotDigest } from './rows.ts';

/** The state of an environment to which nothing was ever applied: serial 0, no rows. */
export function emptyState(of: Pick<AppliedState, 'account' | 'livemode' | 'catalog'>): AppliedState {
  return {
    ...of,
    serial: 0,
    released: null,
    reviewed: null,
    pending: [],
    resources: new Map(),
    ids: [],
    ledger: [],
  };
}

/**
 * `base` itself when `draft` says the same, so that nothing is written; otherwise `draft` with the next serial and
 * `entry` in the ledger. The serial and the ledger of `draft` do not count.
 */
export function nextState(
  base: AppliedState,
  draft: AppliedState,
  entry: Omit<LedgerEntry, 'serial'>,
): AppliedState {
  const { serial, ledger } = base;
  if (snapshotDigest({ ...draft, serial, ledger }) === snapshotDigest(base)) return base;
  return { ...draft, serial: serial + 1, ledger: [...ledger, { ...entry, serial: serial + 1 }] };
}
